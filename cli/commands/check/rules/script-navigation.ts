import { isForeign } from '../addresses.js';
import type { Check } from '../finding.js';
import { isCarried, loadsPage, navigationsOf } from '../navigations.js';
import { offsetOf } from '../script.js';
import { startOf } from '../syntax/values.js';

export const scriptNavigation: Check = {
  id: 'script-navigation',
  severity: 'warning',
  title: 'a script’s navigation that does not go through ld.url()',
  *script(script, card) {
    for (const { node, to, address, frame, part } of navigationsOf(script)) {
      if (frame !== 'card' || !to || isCarried(address) || !loadsPage(address, part)) continue;
      if (!part && isForeign(startOf(address).trim(), card)) continue;
      yield {
        at: offsetOf(script, node),
        effect:
          'Where the browser does not tell who frames a page, the next page comes without LeadDesk’s origin, and the agent’s commands from it can be lost.',
        fix: part ? 'Set location.href to ld.url(…) with the whole address instead.' : 'Wrap the address: ld.url(…).',
      };
    }
  },
};
