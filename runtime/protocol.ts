/**
 * LeadDesk's postMessage protocol: the one home of its facts.
 *
 * Out, a JSON string: `{"action":A,"params":P}`, without `params` when there are none.
 * In, a JSON string or an object: `{"type":T,"data":D}`. There is no reply: sent never means done.
 *
 * Source: LeadDesk, "PostMessages: Controlling LeadDesk from within Customer Contact Card".
 */

/** An id of LeadDesk's. It arrives now as a number, now as a string: compare ids as strings. */
export type Id = number | string;

/** Whom to call: exactly one of the three keys. A plain number works only while the call dialog is open. */
export type CallParams = { auto_call?: boolean } & (
  | { phone_number: string; call_id?: never; customer_id?: never }
  | { call_id: Id; phone_number?: never; customer_id?: never }
  | { customer_id: Id; phone_number?: never; call_id?: never }
);

/** The params of every action that LeadDesk documents; `undefined` where it takes none. */
export interface Actions {
  /** Makes a call. */
  call: CallParams;
  /** Hangs up the active call. */
  hangup: undefined;
  /** Closes the call dialog, or the full window (the dialog stays open). */
  close: { target: 'call_dialog' | 'full_window_campaign_url' };
  /** Chooses a call ending reason. In LeadDesk's own UI this ends the call and closes the card: save first. */
  select_reason: { id: Id };
  /** Continues the call recording. Works only in the LeadDesk Windows application. */
  continue_call_recording: undefined;
  pause_call_recording: undefined;
  start_voice_receipt_recording: undefined;
  stop_voice_receipt_recording: undefined;
  /** Full window as soon as there is a call. Safe straight after load. */
  request_full_window: undefined;
  /** Full window now, call or no call. LeadDesk discourages it: prefer `request_full_window`. */
  force_full_window: undefined;
  /** Deletes a row of call_logs, for good. Works only while the call's state is `no_answer`. */
  delete_call_log: { call_log_id: Id };
}

export interface CallData {
  call_log_id: Id;
}

export interface RecordingData {
  file: string;
}

/** The data of every event that LeadDesk documents. */
export interface Events {
  /** The call rings. */
  callLineRinging: CallData;
  /** The call was answered. */
  callLineOn: CallData;
  /** The line is idle: after a hangup, **and every time a page is initialised**. */
  callLineIdle: CallData;
  /** The order receipt recording started. */
  recStarted: RecordingData;
  recStopped: RecordingData;
  recCancelled: RecordingData;
}

export type KnownAction = keyof Actions;
export type KnownEvent = keyof Events;

/** Any string, without losing the completion of the known ones beside it. */
type Other = string & {};
export type Action = KnownAction | Other;
export type EventType = KnownEvent | '*' | Other;

/** The arguments of `send` after the action. Actions that LeadDesk does not document take anything. */
export type ParamsOf<A extends string> = A extends KnownAction
  ? Actions[A] extends undefined
    ? [params?: undefined]
    : [params: Actions[A]]
  : [params?: unknown];

/** Any event, as a handler of `*` is given it. */
export type AnyEvent = { [T in KnownEvent]: { type: T; data: Events[T] } }[KnownEvent] | { type: Other; data: any };

/** What a handler of `T` is given. The data of events that LeadDesk does not document is not typed. */
export type DataOf<T extends string> = T extends KnownEvent ? Events[T] : T extends '*' ? AnyEvent : any;

/** The shape of one action's params: which keys, and what each may hold. */
interface Rule {
  /** Keys that must be there. */
  required?: readonly string[];
  /** Of these keys exactly one must be there. */
  oneOf?: readonly string[];
  optional?: readonly string[];
}

var ID = /^(number|string)$/;

/** What each key of params may hold, whatever the action: a `typeof` or the list of its values. */
var VALUES: Record<string, RegExp | readonly string[]> = {
  phone_number: /^string$/,
  call_id: ID,
  customer_id: ID,
  auto_call: /^boolean$/,
  target: ['call_dialog', 'full_window_campaign_url'],
  id: ID,
  call_log_id: ID,
};

/** Every documented action and the rule of its params. */
export var ACTIONS: Record<KnownAction, Rule> = {
  call: { oneOf: ['phone_number', 'call_id', 'customer_id'], optional: ['auto_call'] },
  hangup: {},
  close: { required: ['target'] },
  select_reason: { required: ['id'] },
  continue_call_recording: {},
  pause_call_recording: {},
  start_voice_receipt_recording: {},
  stop_voice_receipt_recording: {},
  request_full_window: {},
  force_full_window: {},
  delete_call_log: { required: ['call_log_id'] },
};

/** Every documented event and the key of its data. */
export var EVENTS: Record<KnownEvent, 'call_log_id' | 'file'> = {
  callLineRinging: 'call_log_id',
  callLineOn: 'call_log_id',
  callLineIdle: 'call_log_id',
  recStarted: 'file',
  recStopped: 'file',
  recCancelled: 'file',
};

/** Whether LeadDesk documents `action`. Names such as `constructor` are just names. */
export function isKnownAction(action: string): action is KnownAction {
  return Object.prototype.hasOwnProperty.call(ACTIONS, action);
}

/** Whether LeadDesk documents the event `type`. */
export function isKnownEvent(type: string): type is KnownEvent {
  return Object.prototype.hasOwnProperty.call(EVENTS, type);
}

/**
 * What is wrong with the params of a documented action.
 *
 * @returns one short clause for each fault, such as `needs "id"`; empty when the params are right.
 */
export function paramFaults(action: KnownAction, params: unknown): string[] {
  const { required = [], oneOf = [], optional = [] } = ACTIONS[action];
  const known = [...required, ...oneOf, ...optional];
  if (params != null && (typeof params !== 'object' || Array.isArray(params)))
    return [`takes its params as an object, not as ${Array.isArray(params) ? 'an array' : `a ${typeof params}`}`];
  const given = (params || {}) as Record<string, unknown>;
  const keys = Object.keys(given).filter((key) => given[key] !== undefined);
  const faults = required.filter((key) => keys.indexOf(key) < 0).map((key) => `needs "${key}"`);
  const chosen = keys.filter((key) => oneOf.indexOf(key) >= 0);
  if (oneOf.length && chosen.length !== 1)
    faults.push(`takes exactly one of ${quoted(oneOf, ', ')}, not ${chosen.length ? quoted(chosen, ' and ') : 'none'}`);
  for (const key of keys) {
    if (known.indexOf(key) < 0)
      faults.push(known.length ? `does not know "${key}"` : `takes no params, but was given "${key}"`);
    else faults.push(...valueFaults(key, given[key]));
  }
  return faults;
}

function valueFaults(key: string, value: unknown): string[] {
  const allowed = VALUES[key]!;
  if (allowed instanceof RegExp) {
    if (allowed.test(typeof value) && value !== '' && !Number.isNaN(value)) return [];
    const types = allowed.source.replace(/[\^$()]/g, '').replace('|', ' or a ');
    return [`"${key}" must be a ${types}, not ${show(value)}`];
  }
  if (allowed.indexOf(value as string) >= 0) return [];
  return [`"${key}" must be ${quoted(allowed, ' or ')}, not ${show(value)}`];
}

function quoted(names: readonly string[], between: string): string {
  return names.map((name) => `"${name}"`).join(between);
}

function show(value: unknown): string {
  return Number.isNaN(value) ? 'NaN' : value === undefined ? 'undefined' : JSON.stringify(value);
}
