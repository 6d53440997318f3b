/** The open pages of a host: each is told everything in order, a batch at a time. */
import type { Entry } from './log.js';
import type { ToPage } from './wire.js';

/** A page that is connected. */
export interface Client {
  write(messages: readonly ToPage[]): void;
  /** Whether it has not taken in yet what it was told before. */
  readonly isBehind: boolean;
  /** Ends the connection; the page connects again and is told how things stand. */
  end(): void;
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

/** How many messages wait for a page that is behind. Entries of the log are not among them. */
const MAX_WAITING = 1000;
/** How soon a page that is behind is looked at again. */
const RETRY_MS = 50;

export function createClients(): Clients {
  const queues = new Map<string, { client: Client; queue: ToPage[] }>();
  let scheduled = false;

  function flushSoon() {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush() {
    scheduled = false;
    for (const [id, waiting] of queues) {
      const { client, queue } = waiting;
      if (!queue.length) continue;
      if (!client.isBehind) {
        waiting.queue = [];
        client.write(queue);
      } else if (queue.length > MAX_WAITING) {
        queues.delete(id);
        client.end();
      } else if (!scheduled) {
        scheduled = true;
        setTimeout(flush, RETRY_MS).unref();
      }
    }
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
      for (const [id, { queue }] of queues) {
        if (to !== undefined && to !== id) continue;
        if (message.kind === 'view') dropEarlierView(queue);
        queue.push(message);
      }
      flushSoon();
    },
    log(entry) {
      for (const { client, queue } of queues.values()) {
        const last = queue.at(-1);
        if (client.isBehind) {
          if (!saysSkipped(queue)) queue.push({ kind: 'skipped' });
        } else if (last?.kind === 'log') (last.entries as Entry[]).push(entry);
        else queue.push({ kind: 'log', entries: [entry] });
      }
      flushSoon();
    },
  };
}

function saysSkipped(queue: readonly ToPage[]): boolean {
  const kinds = queue.map(({ kind }) => kind);
  return kinds.lastIndexOf('skipped') > kinds.lastIndexOf('cleared');
}

/** Only the latest view counts, unless something between has been said about the earlier one. */
function dropEarlierView(queue: ToPage[]) {
  for (let at = queue.length - 1; at >= 0; at--) {
    const { kind } = queue[at]!;
    if (kind === 'view') return void queue.splice(at, 1);
    if (kind !== 'log' && kind !== 'skipped' && kind !== 'post') return;
  }
}
