/**
 * What the core reports and the debug build words: `if (DEBUG) report(…)`. `DEBUG` is a constant of the build, so that
 * the other builds have no trace of it.
 */

export type Fact =
  /** What there is to find the host by. */
  | {
      is: 'candidates';
      ancestor: string | undefined;
      inAddress: string[];
      stored: string | undefined;
      referrer: string;
    }
  /** The host is known now, or another one than before. */
  | { is: 'host'; origin: string }
  | { is: 'refused'; origin: string }
  | { is: 'no origin'; setting: string }
  /** A command was given to `send`. */
  | { is: 'command'; action: string; params: unknown; fate: 'posted' | 'waiting' | 'unframed' }
  /** A command has waited in vain. */
  | { is: 'dropped'; text: string }
  /** An element is about to send what it declares. */
  | { is: 'declared'; element: Element; params: string }
  /** A click or a submit has been cancelled. */
  | { is: 'cancelled'; event: Event; path: EventTarget[] }
  /** The host's window has posted something: an event with so many handlers called, or nothing of ours. */
  | { is: 'message'; event: MessageEvent; type: unknown; called: number }
  /** A type of event has one handler more, or less. */
  | { is: 'handlers'; type: string; more: 1 | -1 }
  /** A kept event is handed to its first handler. */
  | { is: 'late'; type: string };

let listener: (fact: Fact) => void = () => {};

export function onFact(listening: (fact: Fact) => void): void {
  listener = listening;
}

export function report(fact: Fact): void {
  listener(fact);
}
