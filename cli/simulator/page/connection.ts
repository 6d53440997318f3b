/** The page's line to its server: batches of messages in, batches of reports out, in order. */
import type { Report, ToPage } from '../wire.js';

/** How many reports may wait. A card that sends without end would otherwise fill the page's memory. */
const LIMIT = 20_000;
/** About how much goes into one request. */
const BATCH = 4_000_000;

export interface Connection {
  report(report: Report): void;
}

/**
 * @param take is given each message.
 * @param connected is told when the line is there, and when it is lost.
 */
export function connect(take: (message: ToPage) => void, connected: (is: boolean) => void): Connection {
  const client = `client=${crypto.randomUUID?.() ?? Math.random()}`;
  const source = new EventSource(`/stream?${client}`);
  let waiting: Report[] = [];
  let dropped = 0;
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
        dropped = 0;
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
      if (waiting.length >= LIMIT) dropped++;
      else waiting.push(report);
      void send();
    },
  };
}
