/** The log: what was said between host and card, in order, with a verdict on each. */
import type { AgentAction } from './agent.js';
import type { Verdict } from './verdict.js';

/** Why the host said something. `load`: a page of the card had loaded. */
export type Cause = 'card' | 'agent' | 'load' | 'fire' | 'replay';

export interface Entry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** From the card, to the card, or a remark of the simulator's own. */
  readonly kind: 'command' | 'event' | 'note';
  /** The action, the event's type, or what the remark is about. */
  readonly name: string;
  /** The page of the card, as path and query, or what is known of it. */
  readonly page: string;
  /** The message as it was posted. An object is shown as its JSON. */
  readonly payload?: string;
  /** Whether the message was an object, not a string. */
  readonly object?: boolean;
  readonly cause?: Cause;
  /** What the agent did, where that is the cause. */
  readonly agent?: AgentAction;
  readonly verdict: Verdict | { readonly kind: 'note' | 'problem'; readonly text: string };
}

/** How much is kept: older entries are forgotten, so that a card that never stops sending can not fill memory. */
export const MAX_ENTRIES = 20_000;
export const MAX_LOG_CHARACTERS = 16_000_000;
/** A payload is kept up to this length. */
const MAX_PAYLOAD_LENGTH = 200_000;

export interface Log {
  readonly entries: readonly Entry[];
  add(entry: Omit<Entry, 'id' | 'at'>): Entry;
  clear(): void;
  /** The latest entries, as many as have that many characters of payload together. */
  latest(characters: number): Entry[];
}

/** How much an entry counts, in characters: what is written by others may be long. */
export function sizeOf({ payload = '', verdict, page, name }: Entry): number {
  return payload.length + verdict.text.length + page.length + name.length;
}

/** @param added is called with each new entry. */
export function createLog(added: (entry: Entry) => void): Log {
  let entries: Entry[] = [];
  let size = 0;
  let next = 1;

  /** Rarely and much at once: to drop one by one would cost as much as the log is long. */
  function trim() {
    entries = entries.slice(-MAX_ENTRIES);
    size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    while (size > MAX_LOG_CHARACTERS * 0.75 && entries.length > 1) size -= sizeOf(entries.shift()!);
  }

  return {
    get entries() {
      return entries;
    },
    add(draft) {
      const entry = { id: next++, at: Date.now(), ...draft };
      entries.push(entry);
      size += sizeOf(entry);
      if (entries.length > MAX_ENTRIES * 1.25 || size > MAX_LOG_CHARACTERS) trim();
      added(entry);
      return entry;
    },
    clear() {
      entries = [];
      size = 0;
    },
    latest(characters) {
      let from = entries.length;
      while (from > 0 && (characters -= sizeOf(entries[from - 1]!)) >= 0) from--;
      return entries.slice(Math.min(from, entries.length - 1));
    },
  };
}

/** A text of any length, cut for keeping. */
export function cut(text: string, length = MAX_PAYLOAD_LENGTH): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}
