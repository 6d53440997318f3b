import type { Check } from '../finding.js';

export const noArrival: Check = {
  id: 'no-arrival',
  severity: 'error',
  title: 'a page from which a command does not arrive in Chromium (--browser)',
  *trial({ problem }) {
    if (problem === undefined) return;
    yield {
      effect: `In Chromium a command of the agent’s does not arrive from this page: ${problem}.`,
      fix: 'Correct what is told above of this page; to see it yourself, run: create-leaddesk-card dev.',
    };
  },
};
