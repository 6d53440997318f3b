/** The page's line to its server: batches of messages in, batches of reports out, in order. */
import type { Report, ToPage } from '../wire.js';

/** What may wait to be sent. A card that sends without end would otherwise fill the page's memory. */
const MAX_WAITING_REPORTS = 30_000;
const MAX_WAITING_CHARACTERS = 16_000_000;
/** For so long reports may be dropped: a burst passes, a card that never stops does not. */
const FLOOD_MS = 1000;
/** About how much goes into one message, in characters. */
const BATCH_LENGTH = 1_000_000;
/** So much may be on its way before more is sent, in bytes. */
const MAX_BUFFERED_BYTES = 4_000_000;
const BUFFER_RETRY_MS = 5;
const RECONNECT_MS = 1000;

export interface Connection {
  report(report: Report): void;
}

export interface Listeners {
  /** Is given each message. */
  take(message: ToPage): void;
  /** Called when the connection opens, and when it is lost. */
  connected(is: boolean): void;
  /** Called when reports have come for too long faster than they can be sent. */
  flooded(): void;
}

export function connect({ take, connected, flooded }: Listeners): Connection {
  const client = crypto.randomUUID?.() ?? String(Math.random());
  let session = '';
  let socket: WebSocket;
  let waiting: Report[] = [];
  let waitingLength = 0;
  let dropped = 0;
  let droppingSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open() {
    socket = new WebSocket(`ws://${location.host}/stream?client=${client}&session=${session}`);
    socket.onopen = () => {
      connected(true);
      send();
    };
    socket.onmessage = ({ data }) => (JSON.parse(data) as ToPage[]).forEach(hear);
    socket.onclose = () => {
      connected(false);
      waiting = []; // The server has gone: what waited has no one to go to.
      waitingLength = 0;
      setTimeout(open, RECONNECT_MS);
    };
  }

  function hear(message: ToPage) {
    if (message.kind === 'hello') session = message.session;
    else take(message);
  }

  function send() {
    clearTimeout(timer);
    if (socket.readyState !== WebSocket.OPEN) return;
    while (waiting.length && socket.bufferedAmount < MAX_BUFFERED_BYTES) socket.send(JSON.stringify(nextBatch()));
    if (waiting.length) timer = setTimeout(send, BUFFER_RETRY_MS);
  }

  function nextBatch(): Report[] {
    let size = 0;
    const end = waiting.findIndex((report) => (size += lengthOf(report)) > BATCH_LENGTH);
    const batch = waiting.splice(0, end < 0 ? waiting.length : end + 1);
    waitingLength -= size;
    if (!waiting.length && dropped) {
      batch.push({ kind: 'dropped', count: dropped });
      dropped = droppingSince = 0;
    }
    return batch;
  }

  const turn = new MessageChannel();
  turn.port1.onmessage = send;
  open();
  return {
    report(report) {
      if (waiting.length < MAX_WAITING_REPORTS && waitingLength < MAX_WAITING_CHARACTERS) {
        waiting.push(report);
        waitingLength += lengthOf(report);
        // Together with what has come meanwhile. Unlike a timer, a message is not held back in a hidden tab.
        if (waiting.length === 1) turn.port2.postMessage(0);
        else if (waitingLength > BATCH_LENGTH) send();
        return;
      }
      dropped++;
      droppingSince ||= performance.now();
      if (performance.now() - droppingSince < FLOOD_MS) return;
      droppingSince = Infinity;
      flooded();
    },
  };
}

function lengthOf(report: Report): number {
  return 'text' in report ? report.text.length : 0;
}
