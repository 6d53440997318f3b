/** The open pages of a host: each is told everything in order, a batch at a time. */
import type { Entry } from './log.js';
import type { ToPage } from './wire.js';

/** A page that is connected. */
export interface Client {
  write(messages: readonly ToPage[]): void;
  /** Whether it has not taken in yet what it was told before. */
  readonly isBehind: boolean;
}

export interface Clients {
  /** Connects a page; returns the function that disconnects it. */
  add(id: string, client: Client): () => void;
  /** Tells all pages, or one. */
  tell(message: ToPage, to?: string): void;
  /** Tells all pages of a new entry of the log; a page that is behind only learns that it misses some. */
  log(entry: Entry): void;
  readonly size: number;
}

export function createClients(): Clients {
  const queues = new Map<string, { client: Client; queue: ToPage[] }>();
  let scheduled = false;

  function flushSoon() {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const waiting of queues.values()) {
        if (!waiting.queue.length) continue;
        waiting.client.write(waiting.queue);
        waiting.queue = [];
      }
    });
  }

  return {
    get size() {
      return queues.size;
    },
    add(id, client) {
      queues.set(id, { client, queue: [] });
      return () => {
        if (queues.get(id)?.client === client) queues.delete(id);
      };
    },
    tell(message, to) {
      for (const [id, { queue }] of queues) if (to === undefined || to === id) queue.push(message);
      flushSoon();
    },
    log(entry) {
      for (const { client, queue } of queues.values()) {
        const last = queue.at(-1);
        if (client.isBehind) {
          if (last?.kind !== 'skipped') queue.push({ kind: 'skipped' });
        } else if (last?.kind === 'log') (last.entries as Entry[]).push(entry);
        else queue.push({ kind: 'log', entries: [entry] });
      }
      flushSoon();
    },
  };
}
