/** What becomes of an input: a change of the state with the events that tell of it, or a refusal. */
import type { EventType } from '../../runtime/protocol.js';
import type { HostState } from './state.js';
import type { Verdict } from './verdict.js';

/** What the card is told. */
export interface HostEvent {
  readonly type: EventType;
  readonly data?: unknown;
}

export interface Done {
  readonly change: Partial<HostState>;
  readonly events: readonly HostEvent[];
  /** What happened, in words. */
  readonly text: string;
}

export type Outcome = Done | { readonly refused: Verdict };

export function done(text: string, change: Partial<HostState> = {}, events: readonly HostEvent[] = []): Done {
  return { change, events, text };
}

/** @param why completes "Not allowed now: ". */
export function refuse(why: string): Outcome {
  return { refused: { kind: 'not-allowed', text: `Not allowed now: ${why}` } };
}

/** One outcome after another: the second is made from the state that the first leaves. */
export function andThen(state: HostState, first: Done, second: (state: HostState) => Done): Done {
  const next = second({ ...state, ...first.change });
  return done(`${first.text} ${next.text}`.trim(), { ...first.change, ...next.change }, [
    ...first.events,
    ...next.events,
  ]);
}
