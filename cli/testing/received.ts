/** A command as tests see it, out of an entry of the log. */
import { parseJson } from '../shared/json.js';
import type { Entry } from '../simulator/log.js';
import type { ReceivedCommand } from './types.js';

/** @returns nothing for an entry that is no command, or one that LeadDesk could not read. */
export function receivedCommand(entry: Omit<Entry, 'id' | 'at'>): ReceivedCommand | null {
  const { kind, name, page, payload: raw, verdict } = entry;
  if (kind !== 'command' || raw === undefined || verdict.kind === 'not-json' || verdict.kind === 'not-a-command')
    return null;
  // A very long message is kept only in part, and can not be read any more.
  const { params } = parseJson(raw, {}) as { params?: unknown };
  return {
    action: name,
    ...(params !== undefined && { params }),
    raw,
    page,
    verdict: verdict as ReceivedCommand['verdict'],
  };
}
