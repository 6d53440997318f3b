import { EVENTS, isKnownEvent } from '../../../../runtime/protocol.js';
import type { Check } from '../finding.js';
import { nodesOf, offsetOf } from '../script.js';
import { names } from '../syntax/values.js';
import { globalName } from '../syntax/walk.js';

export const unknownEvent: Check = {
  id: 'unknown-event',
  severity: 'warning',
  title: 'a handler of an event that LeadDesk does not document',
  *script(script) {
    for (const call of nodesOf(script, 'CallExpression')) {
      if (globalName(call.callee) !== 'ld.on' || !call.arguments[0]) continue;
      const type = names.valueOf(call.arguments[0]);
      if (typeof type !== 'string' || type === '*' || isKnownEvent(type)) continue;
      yield {
        at: offsetOf(script, call),
        effect: `LeadDesk documents no event ${JSON.stringify(type)}, so this handler may never be called and the agent does not see what it would show.`,
        fix: `Use one of ${Object.keys(EVENTS).join(', ')}.`,
      };
    }
  },
};
