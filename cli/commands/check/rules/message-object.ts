import { isKnownAction } from '../../../../runtime/protocol.js';
import type { Check } from '../finding.js';
import { messagesOf } from '../messages.js';
import { offsetOf } from '../script.js';

export const messageObject: Check = {
  id: 'message-object',
  severity: 'error',
  title: 'a command that is posted as an object, or not as JSON',
  *script(script) {
    for (const { call, form, value } of messagesOf(script)) {
      const isCommand = form === 'object' && typeof value === 'object' && value !== null && 'action' in value;
      const isBare = form === 'text' && typeof value === 'string' && isKnownAction(value);
      if (!isCommand && !isBare) continue;
      yield {
        at: offsetOf(script, call),
        effect: `LeadDesk reads commands as JSON text and ignores this ${isCommand ? 'object' : 'bare word'} in silence, so nothing happens for the agent.`,
        fix: 'Send it with ld.send(action, params), or post JSON.stringify({ action, params }).',
      };
    }
  },
};
