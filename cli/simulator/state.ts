/** What a simulated LeadDesk remembers of the contact, the call, its recordings and the card's window. */
import type { Id } from '../../runtime/protocol.js';

/** Names to values: LeadDesk's placeholders of the card's address, and whatever else the contact has. */
export type Contact = Readonly<Record<string, string>>;

/** What `call_logs` says of one call. `new`: the contact is open, and no one has called yet. */
export type CallState = 'new' | 'ringing' | 'on' | 'ended' | 'no_answer';

/** A running or halted clock, in ms. */
export interface Timer {
  /** When it last began to run; `null` while it is halted. */
  readonly since: number | null;
  /** What it had measured before that. */
  readonly elapsed: number;
}

export interface HostState {
  readonly contact: Contact;
  /** The rows of `call_logs`, by id. A row that was deleted is not there. */
  readonly calls: Readonly<Record<string, CallState>>;
  /** The row of the present call: at first the contact's own. */
  readonly callId: Id;
  /** The id that the next new row gets. */
  readonly nextId: number;
  /** Whom the present or latest call is with: a number, or a customer by id. */
  readonly party: string;
  /** How long the line has been in its state. */
  readonly lineTimer: Timer;
  /** The recording of the call. */
  readonly recording: 'off' | 'on' | 'paused';
  readonly recordingTimer: Timer;
  /** The file of the order receipt that is being recorded. */
  readonly receipt: string | null;
  readonly receiptTimer: Timer;
  /** How many receipts were begun: their files are numbered. */
  readonly receipts: number;
  readonly dialog: boolean;
  /** `requested`: full window as soon as the dialog is open and there is a call. */
  readonly window: 'normal' | 'requested' | 'full';
  readonly card: 'open' | 'closed';
  /** The call ending reason that closed the card. */
  readonly reason: Id | null;
  /** Agents work in several modes of LeadDesk's UI, and only some of them listen to cards. */
  readonly listens: boolean;
}

export const HALTED: Timer = { since: null, elapsed: 0 };

export function started(at: number): Timer {
  return { since: at, elapsed: 0 };
}

export function resumed(timer: Timer, at: number): Timer {
  return { since: at, elapsed: timer.elapsed };
}

export function halted(timer: Timer, at: number): Timer {
  return { since: null, elapsed: elapsed(timer, at) };
}

/** What a clock shows. */
export function elapsed(timer: Timer, at: number): number {
  return timer.elapsed + (timer.since === null ? 0 : at - timer.since);
}

/** A contact has been opened: its card loads, and no one has called yet. */
export function openContact(contact: Contact, listens = true): HostState {
  const callId = idOf(contact.call_logs_id || '1');
  return {
    contact,
    calls: { [String(callId)]: 'new' },
    callId,
    nextId: typeof callId === 'number' ? callId + 1 : 1,
    party: '',
    lineTimer: HALTED,
    recording: 'off',
    recordingTimer: HALTED,
    receipt: null,
    receiptTimer: HALTED,
    receipts: 0,
    dialog: false,
    window: 'normal',
    card: 'open',
    reason: null,
    listens,
  };
}

/** Ours: an id that looks like a number is sent as one, so that a card that compares it with `===` learns it here. */
export function idOf(id: Id): Id {
  return /^[1-9]\d{0,14}$/.test(String(id)) ? Number(id) : id;
}

/** What `call_logs` says of a row; `undefined` for one that is not there. */
export function callState(state: HostState, id: Id): CallState | undefined {
  return Object.hasOwn(state.calls, String(id)) ? state.calls[String(id)] : undefined;
}

/** The call line: it belongs to the present call. */
export function lineOf(state: HostState): 'idle' | 'ringing' | 'on' {
  const call = callState(state, state.callId);
  return call === 'ringing' || call === 'on' ? call : 'idle';
}

/** Where the agent sees the card. */
export function formOf(state: HostState): 'closed' | 'full' | 'dialog' | 'card' {
  if (state.card === 'closed') return 'closed';
  if (state.window === 'full') return 'full';
  return state.dialog ? 'dialog' : 'card';
}
