import { isKnownAction, paramFaults } from '../../../../runtime/protocol.js';
import { isEncoded, PUT_OUT } from '../../../shared/html/templating.js';
import { parseJson } from '../../../shared/json.js';
import type { Check, Raised } from '../finding.js';
import { commandsOf } from '../messages.js';
import { hasOutput } from '../runtime-in-page.js';
import { offsetOf } from '../script.js';
import { BARE, Either, OPEN, UNKNOWN } from '../syntax/data.js';
import { readJson } from '../syntax/json.js';

export const badParams: Check = {
  id: 'bad-params',
  severity: 'error',
  title: 'a command with params that LeadDesk does not take',
  *script(script) {
    for (const { node, action, params } of commandsOf(script)) {
      // Of several possible params, one that is right is given the benefit of the doubt.
      if (action === 'call' && params.length && params.every(hasBareNumber))
        yield { at: offsetOf(script, node), ...bare };
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
      if (text === null && (page.scripts.some(({ script, src }) => script || src) || page.isOpen(element))) continue;
      if (text !== null && hasOutput(text)) {
        const { value } = readJson(
          text.split(new RegExp(`${PUT_OUT}+`)).flatMap((part, at) => (at ? [null, part] : [part])),
        );
        const written = page.source.text.slice(at, page.source.text.indexOf('>', at + text.length));
        if (action === 'call' && hasBareNumber(value) && !isEncoded(written)) yield { at, ...bare };
        continue;
      }
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

/** Whether the number to call stands in the message as it is put out. */
function hasBareNumber(params: unknown): boolean {
  return typeof params === 'object' && params !== null && (params as Record<string, unknown>).phone_number === BARE;
}

const bare: Pick<Raised, 'effect' | 'fix'> = {
  effect:
    'The phone number stands here without quotes: its leading + or 0 is lost, so the agent calls a stranger, or nothing happens.',
  fix: 'Put it out as JSON (json_encode, tojson, JSON.stringify, @Json.Serialize or the like of the language), or in quotes.',
};

/** Faults that the params have whatever the values that are not known. */
function faultsOf(action: string, params: unknown): string[] {
  if (!isKnownAction(action) || params === UNKNOWN || params === BARE || isOpen(params)) return [];
  const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
  const unknown = isObject
    ? Object.keys(params).filter(
        (key) =>
          (params as Record<string, unknown>)[key] === UNKNOWN ||
          (params as Record<string, unknown>)[key] === BARE ||
          (params as Record<string, unknown>)[key] instanceof Either,
      )
    : [];
  const assumed = isObject
    ? Object.fromEntries(
        Object.entries(params).map(([key, value]) => [
          key,
          value === UNKNOWN || value === BARE || value instanceof Either ? '?' : value,
        ]),
      )
    : params;
  return paramFaults(action, assumed).filter((fault) => !unknown.some((key) => fault.startsWith(`"${key}" must`)));
}

function isOpen(params: unknown): boolean {
  return typeof params === 'object' && params !== null && OPEN in params;
}
