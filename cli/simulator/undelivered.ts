/**
 * Commands that a card made and that never arrived.
 *
 * The browser drops a message whose target origin is not the receiver's, and tells no one but the console: that is how
 * `postMessage(…, document.referrer)` fails on a card's second page. Neither end can see it. What can be seen, where
 * the card's pages report to us, is that a page made the text of a command (`JSON.stringify`); when that text has not
 * arrived a second later, it did not get here. What can not be caught: a command written out as a string, and anything
 * in a card that is framed directly.
 */

const ARRIVAL_TIMEOUT_MS = 1000;
/** What is longer is no command, and many of them would fill memory. */
const MAX_LENGTH = 10_000;
const MAX_WAITING = 1000;

export interface Undelivered {
  /** A page of the card, called `on`, has made this text. */
  made(text: string, on: string): void;
  /** This text has arrived. */
  arrived(text: string): void;
  close(): void;
}

/** @param lost is called with each text that has not arrived in time, and its page. */
export function watchUndelivered(lost: (text: string, on: string) => void, timeout = ARRIVAL_TIMEOUT_MS): Undelivered {
  const timers = new Map<string, NodeJS.Timeout>();

  function forget(text: string) {
    clearTimeout(timers.get(text));
    timers.delete(text);
  }

  return {
    made(text, on) {
      if (timers.has(text) || timers.size > MAX_WAITING || text.length > MAX_LENGTH) return;
      timers.set(
        text,
        setTimeout(() => {
          timers.delete(text);
          lost(text, on);
        }, timeout),
      );
    },
    arrived: forget,
    close: () => [...timers.keys()].forEach(forget),
  };
}
