/** The call line: it rings, is answered and becomes idle, whoever had it so. */
import type { Id } from '../../runtime/protocol.js';
import { andThen, type Done, done, type HostEvent } from './outcome.js';
import { cancelReceipt } from './receipt.js';
import { type CallState, HALTED, type HostState, halted, lineOf, started } from './state.js';

/** A line event: it names the row of `call_logs`. */
export function lineEvent(type: 'callLineRinging' | 'callLineOn' | 'callLineIdle', callId: Id): HostEvent {
  return { type, data: { call_log_id: callId } };
}

/** The call of a row rings. It opens the call dialog, and with it a full window that was asked for. */
export function ring(state: HostState, callId: Id, party: string, at: number): Done {
  const change = {
    ...callOf(state, callId, 'ringing'),
    party,
    lineTimer: started(at),
    dialog: true,
    window: state.window === 'requested' ? 'full' : state.window,
  } as const;
  return done(`Calling ${party}: the line rings.`, change, [lineEvent('callLineRinging', callId)]);
}

/** The other end answers. Ours: the recording of the call begins with it. */
export function answer(state: HostState, at: number): Done {
  const change = {
    ...callOf(state, state.callId, 'on'),
    lineTimer: started(at),
    recording: 'on',
    recordingTimer: started(at),
  } as const;
  return done('Answered: the line is on.', change, [lineEvent('callLineOn', state.callId)]);
}

/**
 * The call ends. The dialog stays open, for a call ending reason. An order receipt that is still open is cancelled.
 *
 * Ours: a call that no one answered has the state `no_answer` after it, whoever ended it; the cancellation is told
 * before the idle line.
 */
export function endCall(state: HostState, how: string, at: number): Done {
  const cancelled = state.receipt === null ? done('') : cancelReceipt(state, at);
  return andThen(state, cancelled, (now) => {
    const change = {
      ...callOf(now, now.callId, lineOf(now) === 'ringing' ? 'no_answer' : 'ended'),
      lineTimer: HALTED,
      recording: 'off',
      recordingTimer: halted(now.recordingTimer, at),
    } as const;
    return done(how, change, [lineEvent('callLineIdle', now.callId)]);
  });
}

/** The present call is that of the row, and the row has the state. */
export function callOf(state: HostState, callId: Id, call: CallState): Pick<HostState, 'calls' | 'callId'> {
  return { callId, calls: { ...state.calls, [String(callId)]: call } };
}
