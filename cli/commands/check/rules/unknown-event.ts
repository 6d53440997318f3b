import { EVENTS, isKnownEvent } from '../../../../runtime/protocol.js';
import { eventsAskedFor } from '../events.js';
import type { Check } from '../finding.js';
import { offsetOf } from '../script.js';

export const unknownEvent: Check = {
  id: 'unknown-event',
  severity: 'warning',
  title: 'a handler of an event that LeadDesk does not document',
  *script(script) {
    for (const { node, type } of eventsAskedFor(script)) {
      if (type === '*' || isKnownEvent(type)) continue;
      yield {
        at: offsetOf(script, node),
        effect: `LeadDesk documents no event ${JSON.stringify(type)}, so this handler may never be called and the agent does not see what it would show.`,
        fix: `Use one of ${Object.keys(EVENTS).join(', ')}.`,
      };
    }
  },
};
