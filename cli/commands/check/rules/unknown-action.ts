import { ACTIONS, isKnownAction } from '../../../../runtime/protocol.js';
import type { Check, Raised } from '../finding.js';
import { commandsOf } from '../messages.js';
import { hasOutput } from '../runtime-in-page.js';
import { offsetOf } from '../script.js';

export const unknownAction: Check = {
  id: 'unknown-action',
  severity: 'error',
  title: 'a command that LeadDesk does not document',
  *script(script) {
    for (const { node, action } of commandsOf(script)) {
      if (!isKnownAction(action)) yield { at: offsetOf(script, node), ...about(action) };
    }
  },
  *page(page) {
    for (const element of page.all('[data-ld-send]')) {
      const action = element.getAttribute('data-ld-send')!;
      if (action && !hasOutput(action) && !isKnownAction(action))
        yield { at: page.at(element, 'data-ld-send'), ...about(action) };
    }
  },
};

function about(action: string): Pick<Raised, 'effect' | 'fix'> {
  return {
    effect: `LeadDesk documents no action ${JSON.stringify(action)} and ignores it in silence, so nothing happens for the agent.`,
    fix: `Use one of ${Object.keys(ACTIONS).join(', ')}.`,
  };
}
