/** The page's line to its server: batches of messages in, batches of reports out, in order. */
import type { Report, ToPage } from '../wire.js';

/** How many reports may wait. A card that sends without end would otherwise fill the page's memory. */
const LIMIT = 30_000;
/** For so long reports may be dropped, in ms: a burst passes, a card that never stops does not. */
const TOO_LONG = 1000;
/** About how much goes into one request. */
const BATCH = 4_000_000;

export interface Connection {
  report(report: Report): void;
}

export interface Listeners {
  /** Is given each message. */
  take(message: ToPage): void;
  /** Is told when the line is there, and when it is lost. */
  connected(is: boolean): void;
  /** Is told when reports have come for too long faster than they can be sent. */
  flooded(): void;
}

export function connect({ take, connected, flooded }: Listeners): Connection {
  const client = `client=${crypto.randomUUID?.() ?? Math.random()}`;
  const source = new EventSource(`/stream?${client}`);
  let waiting: Report[] = [];
  let dropped = 0;
  let droppingSince = 0;
  let sending = false;

  source.onopen = () => connected(true);
  source.onerror = () => connected(false);
  source.onmessage = ({ data }) => (JSON.parse(data) as ToPage[]).forEach(take);

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      let size = 0;
      const end = waiting.findIndex((report) => (size += 'text' in report ? report.text.length : 0) > BATCH);
      const batch = waiting.splice(0, end < 0 ? waiting.length : end + 1);
      if (!waiting.length && dropped) {
        batch.push({ kind: 'dropped', count: dropped });
        dropped = droppingSince = 0;
      }
      try {
        await fetch(`/reports?${client}`, { method: 'POST', body: JSON.stringify(batch) });
      } catch {
        waiting = []; // The server has gone: what waited has no one to go to.
      }
    }
    sending = false;
  }

  return {
    report(report) {
      if (waiting.length < LIMIT) {
        waiting.push(report);
        void send();
        return;
      }
      dropped++;
      droppingSince ||= performance.now();
      if (performance.now() - droppingSince < TOO_LONG) return;
      droppingSince = Infinity;
      flooded();
    },
  };
}
