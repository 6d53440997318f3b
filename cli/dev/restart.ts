/** Notices that a card's own server is being restarted, as `node --watch` does after an edit. */
import { connect } from 'node:net';

/** A watcher restarts its server sooner than this after an edit, in ms. */
const SOON = 1500;
/** A server is back later than this only if it does not come back. */
const LONG = 15_000;
const ASK_AGAIN = 50;

/**
 * To be called after an edit. Holds a connection open for a moment: a server that ends drops it.
 *
 * @param back is called when the server ended and answers again: only now it has the edit in it.
 * @returns the function that ends the waiting.
 */
export function awaitRestart(origin: string, back: () => void): () => void {
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const open = () => connect({ host, port: Number(port || 80) });
  let over = false;
  let timer: NodeJS.Timeout;

  const held = open();
  held.on('error', () => {});
  held.on('close', () => over || ask(Date.now() + LONG));
  timer = setTimeout(stop, SOON);

  function ask(deadline: number) {
    clearTimeout(timer);
    const socket = open();
    socket.on('connect', () => {
      socket.destroy();
      if (!over) back();
      stop();
    });
    socket.on('error', () => {
      if (!over && Date.now() < deadline) timer = setTimeout(ask, ASK_AGAIN, deadline);
    });
  }

  function stop() {
    over = true;
    clearTimeout(timer);
    held.destroy();
  }
  return stop;
}
