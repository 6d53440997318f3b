/** Events on their way to the card: a page posts each, and says that it did. */
import type { Clients } from './clients.js';

export interface Postbox {
  /** Has all pages, or one, post something. @returns a promise of the moment when one has. */
  post(id: number, data: unknown, to?: string): Promise<void>;
  /** A page has posted it. */
  posted(id: number): void;
  /** No one is there any more to post what waits. */
  abandon(): void;
}

export function createPostbox(clients: Clients): Postbox {
  const waiting = new Map<number, () => void>();
  const settle = (id: number) => {
    waiting.get(id)?.();
    waiting.delete(id);
  };
  return {
    post(id, data, to) {
      if (!clients.size) return Promise.resolve();
      clients.tell({ kind: 'post', id, data }, to);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    posted: settle,
    abandon: () => [...waiting.keys()].forEach(settle),
  };
}
