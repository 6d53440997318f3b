import { isKnownAction } from '../../../../runtime/protocol.js';
import type { Check } from '../finding.js';
import { commandsIn, isOthersMessage, type Message, messagesOf } from '../messages.js';
import { offsetOf } from '../script.js';

export const messageObject: Check = {
  id: 'message-object',
  severity: 'error',
  title: 'a command that is posted as an object, or not as JSON',
  *script(script) {
    const seen = new Set<unknown>();
    for (const message of messagesOf(script)) {
      const what = faultOf(message);
      if (what === undefined || seen.has(message.call)) continue;
      seen.add(message.call);
      yield {
        at: offsetOf(script, message.call),
        effect: `LeadDesk reads commands as JSON text and ignores ${what} in silence, so nothing happens for the agent.`,
        fix: 'Send it with ld.send(action, params), or post JSON.stringify({ action, params }).',
      };
    }
  },
};

function faultOf({ form, value }: Message): string | undefined {
  switch (form) {
    case 'object':
      return commandsIn(value).length || hasAction(value) ? 'this object' : undefined;
    case 'broken':
      return 'this text, which is not JSON';
    case 'double':
      return 'JSON of a text, as JSON.stringify twice makes it,';
    case 'text':
      return typeof value === 'string' && isKnownAction(value) ? 'this bare word' : undefined;
    default:
      return undefined;
  }
}

function hasAction(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'action' in value && !isOthersMessage(value);
}
