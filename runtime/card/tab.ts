/** What the tab remembers of the card, in its storage: the contact, the call, drafts. For one contact at a time. */
import type { Call } from './call.js';
import type { Contact } from './contact.js';
import type { Receipt } from './receipt.js';

/** Key in the tab's `sessionStorage`. */
const KEY = 'ld_card';

/** How long it is remembered after the last change, in ms: a shift, and not the next day. */
const MEMORY_MS = 12 * 3600 * 1000;

/** What is kept of a form, by the field's name: what was filled in, and what the agent made of it. */
export type Draft = Record<string, [filledIn: string, value: string]>;

export interface Memory {
  /** Tells the memories of two contacts apart. */
  id: number;
  contact: Contact;
  call: Omit<Call, 'sure'>;
  receipt: Receipt;
  /** Whether the recording was paused, and is to be resumed. */
  paused?: boolean;
  /** By the form's path and name. */
  drafts: Record<string, Draft>;
  /** When it changed last. */
  at?: number;
}

/** Whether the storage took what was written last. */
export let isStored = false;

/** What was last written. It counts where nothing can be read. */
let memory: Memory;

/** What the tab remembers; nothing where there is nothing, or where the storage is blocked. */
export function recall(): Memory | undefined {
  // In a sandboxed frame, and where storage of other sites is blocked, the access alone throws.
  try {
    const stored: Memory = JSON.parse(sessionStorage[KEY]);
    if (stored.at! > Date.now() - MEMORY_MS) return stored;
  } catch {}
  return undefined;
}

/** Has the tab remember this, and nothing of before. */
export function remember(whole: Memory): void {
  memory = whole;
  memory.at = Date.now();
  isStored = false;
  try {
    sessionStorage[KEY] = JSON.stringify(memory);
    isStored = true;
  } catch {}
}

/** Changes what the tab remembers. */
export function update(change: (memory: Memory) => void): void {
  // Other frames of the card write too.
  const stored = recall() || memory;
  if (stored.id == memory.id) {
    change(stored);
    remember(stored);
  } else {
    // The next contact's page is there before this one is gone.
    isStored = false;
  }
}
