import { isForeign } from '../addresses.js';
import type { Check } from '../finding.js';
import { isCarried, navigationsOf } from '../navigations.js';
import { offsetOf } from '../script.js';
import { names } from '../syntax/values.js';

export const scriptNavigation: Check = {
  id: 'script-navigation',
  severity: 'warning',
  title: 'a script’s navigation that does not go through ld.url()',
  *script(script, card) {
    for (const { node, to, frame, isQuery } of navigationsOf(script)) {
      if (frame !== 'card' || !to || isCarried(script, to)) continue;
      const start = names.startOf(to).trim();
      const loadsPage =
        isQuery ||
        (!/^(#|javascript:|mailto:|tel:|sms:|callto:|sip:|blob:|data:)/i.test(start) && !isForeign(start, card));
      if (!loadsPage) continue;
      yield {
        at: offsetOf(script, node),
        effect:
          'Where the browser has no Navigation API the next page comes without LeadDesk’s origin, and the agent’s commands from it can be lost.',
        fix: isQuery
          ? 'Set location.href to ld.url(…) with the whole address instead.'
          : 'Wrap the address: ld.url(…).',
      };
    }
  },
};
