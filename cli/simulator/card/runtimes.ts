/** Which of a card's scripts have the runtime in them, bundled or not. */
import { RUNTIME_MARK } from './observer-shared.js';

/** How many scripts are remembered. */
const MAX_SCRIPTS = 10_000;

export interface Runtimes {
  /** Tells of a script that has been served. @param url its path, with its query. */
  add(url: string, text: string): void;
  /** Whether a script has the runtime in it; `undefined`: it has not been seen. */
  has(address: string): boolean | undefined;
}

export function createRuntimes(): Runtimes {
  const known = new Map<string, boolean>();
  return {
    add(url, text) {
      if (known.size < MAX_SCRIPTS) known.set(url, text.includes(RUNTIME_MARK));
    },
    has(address) {
      const { pathname, search } = new URL(address);
      return known.get(pathname + search);
    },
  };
}
