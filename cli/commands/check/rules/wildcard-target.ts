import type { Check } from '../finding.js';
import { eachTarget } from '../messages.js';
import { offsetOf } from '../script.js';

export const wildcardTarget: Check = {
  id: 'wildcard-target',
  severity: 'warning',
  title: "postMessage(…, '*')",
  *script(script) {
    for (const { call, target } of eachTarget(script)) {
      if (!target?.some((shape) => shape.kind === 'constant' && shape.value === '*')) continue;
      yield {
        at: offsetOf(script, call),
        effect:
          'The message goes to whatever page frames the card, so a stranger’s page can read what the agent sends.',
        fix: 'Send it with ld.send(action, params), which addresses LeadDesk alone.',
      };
    }
  },
};
