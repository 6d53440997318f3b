/** What the tab remembers of the card, in its storage: the contact, the call, drafts. For one contact at a time. */
import type { Call } from './call.js';
import type { Contact } from './contact.js';
import type { Draft } from './drafts.js';
import type { Receipt } from './receipt.js';

/** Key in the tab's `sessionStorage`. */
const KEY = 'ld_card';

export interface Memory {
  contact: Contact;
  call?: Omit<Call, 'sure'>;
  receipt?: Receipt;
  /** The recording was paused here, and is to be resumed. */
  paused?: boolean;
  drafts?: Record<string, Draft>;
}

export interface Tab {
  /** What is remembered; nothing where there is nothing, or where the storage is blocked. */
  read(): Memory | undefined;
  /** Forgets what was there, and remembers this. Returns whether it could be stored. */
  start(memory: Memory): boolean;
  /** Changes what is remembered, and stores it. Returns whether it could be stored. */
  update(change: (memory: Memory) => void): boolean;
}

export function openTab(): Tab {
  /** What was last written, for where nothing can be read. */
  let memory: Memory;

  // Where third-party storage is blocked, or the frame sandboxed, the access alone throws.
  function read(): Memory | undefined {
    try {
      const stored = JSON.parse(sessionStorage[KEY]);
      return stored.contact && stored;
    } catch {
      return undefined;
    }
  }
  function write(): boolean {
    try {
      sessionStorage[KEY] = JSON.stringify(memory);
      return true;
    } catch {
      return false;
    }
  }
  return {
    read,
    start(first) {
      memory = first;
      return write();
    },
    update(change) {
      const stored = read() || memory;
      // Other frames of the card write too; and the next contact's page may be there before this one is gone.
      const isOurs = JSON.stringify(stored.contact) == JSON.stringify(memory.contact);
      if (isOurs) memory = stored;
      change(memory);
      return isOurs && write();
    },
  };
}
