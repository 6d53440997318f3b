import type { Check } from '../finding.js';

export const noAnswer: Check = {
  id: 'no-answer',
  severity: 'error',
  title: 'an address of the card that fails',
  *exchange({ status, failure, from, asked }) {
    if (failure === undefined && status < 400) return;
    const what = failure ?? `answers ${status}`;
    yield {
      effect: `This ${asked === 'script' ? 'script' : 'page'} ${what}, so the agent gets ${asked === 'script' ? 'a page without what it does' : 'an error in the place of the card'}.`,
      fix: `${status >= 500 ? 'Look into the server’s log' : 'Correct the address'}${from === undefined ? '' : `; ${from} leads there`}.`,
    };
  },
};
