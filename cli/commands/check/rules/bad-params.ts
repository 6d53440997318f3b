import { isKnownAction, paramFaults } from '../../../../runtime/protocol.js';
import { parseJson } from '../../../shared/json.js';
import type { Check, Raised } from '../finding.js';
import { commandsOf } from '../messages.js';
import { hasOutput } from '../runtime-in-page.js';
import { offsetOf } from '../script.js';
import { Either, OPEN, UNKNOWN } from '../syntax/data.js';

export const badParams: Check = {
  id: 'bad-params',
  severity: 'error',
  title: 'a command with params that LeadDesk does not take',
  *script(script) {
    for (const { node, action, params } of commandsOf(script)) {
      // Of several possible params, one that is right is given the benefit of the doubt.
      const faults = params.map((each) => faultsOf(action, each));
      if (faults.every((each) => each.length)) yield { at: offsetOf(script, node), ...about(action, faults[0]!) };
    }
  },
  *page(page) {
    for (const element of page.all('[data-ld-send]')) {
      const action = element.getAttribute('data-ld-send')!;
      const text = element.getAttribute('data-ld-params');
      const at = page.at(element, text === null ? 'data-ld-send' : 'data-ld-params');
      // A script may fill in the params that are not there.
      if (
        text === null ? page.scripts.some(({ script, src }) => script || src) || page.isOpen(element) : hasOutput(text)
      )
        continue;
      const params = parseJson(text ?? 'null', UNKNOWN);
      const faults = params === UNKNOWN ? ['has params that are not JSON'] : faultsOf(action, params);
      if (faults.length) yield { at, ...about(action, faults) };
    }
  },
};

function about(action: string, faults: string[]): Pick<Raised, 'effect' | 'fix'> {
  return {
    effect: `LeadDesk ignores this command in silence, so nothing happens for the agent: ${action} ${faults.join(', and ')}.`,
    fix: 'Give it the params that LeadDesk documents.',
  };
}

/** Faults that the params have whatever the values that are not known. */
function faultsOf(action: string, params: unknown): string[] {
  if (!isKnownAction(action) || params === UNKNOWN || isOpen(params)) return [];
  const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
  const unknown = isObject
    ? Object.keys(params).filter(
        (key) =>
          (params as Record<string, unknown>)[key] === UNKNOWN ||
          (params as Record<string, unknown>)[key] instanceof Either,
      )
    : [];
  const assumed = isObject
    ? Object.fromEntries(
        Object.entries(params).map(([key, value]) => [key, value === UNKNOWN || value instanceof Either ? '?' : value]),
      )
    : params;
  return paramFaults(action, assumed).filter((fault) => !unknown.some((key) => fault.startsWith(`"${key}" must`)));
}

function isOpen(params: unknown): boolean {
  return typeof params === 'object' && params !== null && OPEN in params;
}
