import type { Check } from '../finding.js';
import { messagesOf } from '../messages.js';
import { offsetOf } from '../script.js';
import { names } from '../syntax/values.js';

export const wildcardTarget: Check = {
  id: 'wildcard-target',
  severity: 'warning',
  title: "postMessage(…, '*')",
  *script(script) {
    for (const { call, target } of messagesOf(script)) {
      if (!target || names.valueOf(target) !== '*') continue;
      yield {
        at: offsetOf(script, call),
        effect:
          'The message goes to whatever page frames the card, so a stranger’s page can read what the agent sends.',
        fix: 'Send it with ld.send(action, params), which addresses LeadDesk alone.',
      };
    }
  },
};
