/**
 * The state of the call, as far as a page can know it. For showing only: no state of it may save, send or lock anything.
 *
 * `callLineIdle` comes at every page load as well as after a hangup, so it ends a call only where this page has heard of
 * that call before. An agent who changes pages in mid-call stays "on the line".
 */

/** Nothing heard in this page yet. `state` is what an earlier page knew of the same call. */
export function startCall(state = 'none') {
  return { state, heard: false };
}

/** The call after an event of LeadDesk's. Events that say nothing of the line change nothing. */
export function nextCall(call, type) {
  if (type === 'callLineRinging') return { state: 'ringing', heard: true };
  if (type === 'callLineOn') return { state: 'on', heard: true };
  if (type === 'callLineIdle') return { state: call.heard && call.state !== 'none' ? 'idle' : call.state, heard: true };
  return call;
}
