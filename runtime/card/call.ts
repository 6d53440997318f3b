/**
 * The state of the call, as far as the card can know it: a pure function from what was known and what is heard.
 *
 * LeadDesk says "idle" at every page load as well as after a hangup. The load's idle is the first one in a page, and any
 * within 2 s of that one. It ends nothing.
 *
 *   known before                   heard in this page         then
 *   nothing                        the load's idle            idle, not sure
 *   ringing or on, carried over    the load's idle            as before, not sure: a call can end while a page loads
 *   ringing or on, carried over    a later idle of that id    ended, sure
 *   anything                       ringing, on                that, sure
 *   ringing or on, heard here      idle of that id            ended, sure
 *
 * Anything else changes nothing.
 */

export type CallState = 'unknown' | 'idle' | 'ringing' | 'on' | 'ended';

/** The call, as a card sees it. */
export interface Call {
  readonly state: CallState;
  /** LeadDesk's id of the call (`call_log_id`), always as a string. Absent while it is not known. */
  readonly id?: string | undefined;
  /** When the state was heard, in ms since 1970. Absent while that is not known. */
  readonly since?: number | undefined;
  /** Whether it was heard in this page. Otherwise it is the last that was known, and may be over. */
  readonly sure: boolean;
}

/** The call, and what tells one idle from another. */
export interface Line {
  call: Call;
  /** The hash of the call's id: the id itself does not travel in addresses. */
  key: string;
  /** Whether the call was heard in this page. */
  here: boolean;
  /** When this page heard its first idle. */
  firstIdle?: number | undefined;
}

/** How long after a page's first idle another one still belongs to the load, in ms. */
const LOAD_IDLE_MS = 2000;

/** A line of which nothing is known. */
export const UNKNOWN: Line = { call: { state: 'unknown', sure: false }, key: '', here: false };

/** What a new page knows of a call: no longer sure. @param key of the id, where only that is known. */
export function carryOver({ state, id, since }: Omit<Call, 'sure'>, key = keyOf(id)): Line {
  return { call: { state, id, since, sure: false }, key, here: false };
}

/**
 * The line after an event.
 *
 * @param type of the event; those that do not concern the line change nothing.
 * @param given the call's id, as a number or a string.
 * @param now in ms since 1970.
 */
export function nextLine(line: Line, type: string, given: unknown, now: number): Line {
  const { call, key, firstIdle = now } = line;
  const id = given == null ? undefined : String(given);
  const heard = keyOf(id);
  const isSame = heard == key;
  const become = (state: CallState, sure: boolean): Line => ({
    call: { state, id, since: (isSame && state == call.state && call.since) || now, sure },
    key: heard,
    here: true,
    firstIdle: type == 'callLineIdle' ? firstIdle : line.firstIdle,
  });
  const state = type == 'callLineRinging' ? 'ringing' : type == 'callLineOn' && 'on';
  if (state) return become(state, true);
  if (type != 'callLineIdle') return line;
  if (call.state == 'unknown') return become('idle', false);
  if (isSame && isLive(call) && (line.here || now - firstIdle > LOAD_IDLE_MS)) return become('ended', true);
  return { call, key, here: line.here, firstIdle };
}

/** Whether there is a call. */
export function isLive({ state }: Call): boolean {
  return state == 'ringing' || state == 'on';
}

/** Whether a card would not notice the difference. */
export function isSameCall(a: Call, b: Call): boolean {
  return a.state == b.state && a.id == b.id && a.sure == b.sure;
}

/** A short hash of an id (FNV-1a), for addresses; `''` for none. */
export function keyOf(id: string | undefined): string {
  let hash = 2166136261;
  for (const sign of id || '') hash = Math.imul(hash ^ sign.charCodeAt(0), 16777619);
  return id ? (hash >>> 0).toString(36) : '';
}

/** The line as an address carries it: the state and the hash. */
export function textOf({ call, key }: Line): string {
  return `${call.state}.${key}`;
}

/**
 * The line that an address carries; nothing, if that is not one.
 *
 * @param candidates what the id may be: the address has only its hash.
 */
export function lineFrom(text: string | undefined, candidates: string[]): Line | undefined {
  const [, state, key] = /^(idle|ringing|on|ended)\.(\w*)$/.exec(text!) || [];
  return state
    ? carryOver({ state: state as CallState, id: candidates.find((value) => keyOf(value) == key) }, key)
    : undefined;
}
