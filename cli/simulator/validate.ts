/**
 * Validates what a card posted, as far as the protocol alone can tell: is it a command, and does it say all it must?
 */
import { suggestion } from '../../runtime/debug/names.js';
import { ACTIONS, isKnownAction, type KnownAction, paramFaults } from '../../runtime/protocol.js';
import type { Verdict } from './verdict.js';

/** A message that is a documented command with the right params. */
export interface Command {
  action: KnownAction;
  params: Record<string, unknown>;
}

/** @returns the command, or the verdict why it is none. */
export function validate(data: unknown): Command | Verdict {
  if (typeof data !== 'string') {
    return actionOf(data) === undefined
      ? { kind: 'not-a-command', text: 'Not a command: it has no "action". Another script posted it.' }
      : {
          kind: 'not-a-string',
          text: `Sent as ${kindOf(data)} instead of a string: post JSON.stringify({action, params}).`,
        };
  }
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return { kind: 'not-json', text: 'Not a command: the string is not JSON.' };
  }
  const action = actionOf(message);
  if (action === undefined)
    return { kind: 'not-a-command', text: 'Not a command: the JSON has no "action" that is a string.' };
  if (!isKnownAction(action)) {
    return {
      kind: 'unknown-action',
      text: `Unknown action "${action}".${suggestion(action, Object.keys(ACTIONS))} LeadDesk ignores it.`,
    };
  }
  const { params, ...rest } = message as { action: string; params?: unknown };
  const faults = paramFaults(action, params);
  if (faults.length)
    return { kind: 'bad-params', text: `Wrong params: ${action} ${faults.join('; ')}.${misplaced(action, rest)}` };
  return { action, params: (params ?? {}) as Record<string, unknown> };
}

/** The action that a message names, known or not; `undefined` when it names none. */
export function actionOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  const { action } = message as { action?: unknown };
  return typeof action === 'string' && action !== '' ? action : undefined;
}

function kindOf(data: unknown): string {
  return Array.isArray(data) ? 'an array' : 'an object';
}

/** Params that were written beside "action". */
function misplaced(action: KnownAction, rest: Record<string, unknown>): string {
  const { required = [], oneOf = [], optional = [] } = ACTIONS[action];
  const found = [...required, ...oneOf, ...optional].find((key) => Object.hasOwn(rest, key));
  return found ? ` "${found}" belongs into "params".` : '';
}
