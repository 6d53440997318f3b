/**
 * The state of the call, as far as the card can know it: a pure function from what was known and what is heard.
 *
 * LeadDesk says "idle" at every page load as well as after a hangup. The load's idle is the first one in a page, and
 * any within 2 s of that one. It ends nothing.
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
  readonly call: Call;
  /** The hash of the call's id: the id itself does not travel in addresses. */
  readonly key: string;
  /** When this page heard its first idle. */
  readonly idle?: number | undefined;
}

/** How long after a page's first idle another one still belongs to the load, in ms. */
const LOAD_IDLE_MS = 2000;

/** What a new page knows of a call: no longer sure. */
export function carryOver(call: Omit<Call, 'sure'>): Line {
  return { call: Object.assign({}, call, { sure: false }), key: keyOf(call.id) };
}

/**
 * The line after an event. The call in it is the same object, if a card would not notice a difference.
 *
 * @param type of the event; those that do not concern the line change nothing.
 * @param given the call's id, as a number or a string.
 * @param now in ms since 1970.
 */
export function nextLine(line: Line, type: string, given: unknown, now: number): Line {
  const { call, key } = line;
  const id = given == null ? undefined : String(given);
  const heard = keyOf(id);
  const isSame = heard == key;
  const [, word] = /^callLine(Ringing|On|Idle)$/.exec(type) || [];
  const idle = line.idle || (word == 'Idle' ? now : undefined);
  let state = word && (word.toLowerCase() as CallState);
  if (state == 'idle' && call.state != 'unknown')
    // A live call that is sure was heard in this page.
    state =
      isSame && /^(ringing|on)$/.test(call.state) && (call.sure || now - idle! > LOAD_IDLE_MS) ? 'ended' : undefined;
  // What is heard again in this page changes nothing.
  return state && !(isSame && state == call.state && call.sure)
    ? { call: { state, id, since: now, sure: state != 'idle' }, key: heard, idle }
    : { call, key, idle };
}

/** A short hash of an id, for addresses. */
export function keyOf(id: string | undefined): string {
  let hash = 0;
  for (const sign of id || '') hash = (hash * 99 + sign.charCodeAt(0)) >>> 0;
  return hash.toString(36);
}

/** The line as an address carries it: the state and the hash. */
export function textOf({ call, key }: Line): string {
  return call.state + '.' + key;
}

/** The line that an address carries, of whose id it has only the hash; nothing, if that is not one. */
export function lineFrom(text: string | null): Line | undefined {
  const match = /^(idle|ringing|on|ended)\.(\w*)$/.exec(text!);
  return match ? { call: { state: match[1] as CallState, sure: false }, key: match[2]! } : undefined;
}
