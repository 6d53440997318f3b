/** A command as tests and scenarios see it, out of an entry of the log. */
import { parseJson } from '../../shared/json.js';
import type { Entry } from '../log.js';
import type { Verdict } from '../verdict.js';

export interface Received {
  readonly action: string;
  readonly params?: unknown;
  readonly raw: string;
  readonly page: string;
  readonly verdict: Verdict;
}

/** @returns nothing for an entry that is no command, or one that LeadDesk could not read. */
export function receivedCommand(entry: Omit<Entry, 'id' | 'at'>): Received | null {
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
    verdict: verdict as Verdict,
  };
}
