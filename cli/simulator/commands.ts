/** What the host does at each command of the card. */
import type { Id, KnownAction } from '../../runtime/protocol.js';
import { endCall, ring } from './line.js';
import { andThen, done, type Outcome, refuse } from './outcome.js';
import { startReceipt, stopReceipt } from './receipt.js';
import { callState, type HostState, halted, idOf, lineOf, resumed } from './state.js';
import type { Command } from './validate.js';

type Run = (state: HostState, params: Record<string, unknown>, at: number) => Outcome;

/** Does what a documented command with the right params asks for, if now is the time for it. */
export function runCommand(state: HostState, { action, params }: Command, at: number): Outcome {
  return commands[action](state, params, at);
}

const commands: Record<KnownAction, Run> = {
  call,
  hangup: (state, _, at) =>
    lineOf(state) === 'idle'
      ? refuse('there is no call to hang up.')
      : endCall(state, 'Hung up: the line is idle.', at),
  close: (state, { target }) => (target === 'call_dialog' ? closeDialog(state) : closeFullWindow(state)),
  select_reason: (state, { id }, at) => selectReason(state, id as Id, at),
  pause_call_recording: (state, _, at) => pauseRecording(state, at),
  continue_call_recording: (state, _, at) => continueRecording(state, at),
  start_voice_receipt_recording: (state, _, at) => {
    // Ours: it records the customer, so there has to be one on the line.
    if (lineOf(state) !== 'on') return refuse('an order receipt needs a call that was answered.');
    if (state.receipt !== null) return refuse(`the order receipt ${state.receipt} is being recorded already.`);
    return startReceipt(state, at);
  },
  stop_voice_receipt_recording: (state, _, at) =>
    state.receipt === null ? refuse('no order receipt is being recorded.') : stopReceipt(state, at),
  request_full_window: (state) => requestFullWindow(state),
  force_full_window: (state) =>
    state.window === 'full'
      ? done('The card is in full window already.')
      : done('Full window, call or no call. LeadDesk discourages this: prefer request_full_window.', {
          window: 'full',
        }),
  delete_call_log: (state, params) => deleteCallLog(state, params.call_log_id as Id),
};

function call(state: HostState, params: Record<string, unknown>, at: number): Outcome {
  if (lineOf(state) !== 'idle') return refuse(`a call is on the line already, with ${state.party}.`);
  const number = params.phone_number as string | undefined;
  if (number !== undefined && !state.dialog) {
    return refuse(
      'a plain phone_number works only while the call dialog is open. Use call_id or customer_id, or dial first.',
    );
  }
  const { callId, party, nextId } = target(state, params);
  // Ours: LeadDesk does not say what happens without auto_call. "Making a call" reads as: it rings, unless told not to.
  if (params.auto_call === false) {
    const row = callState(state, callId) ?? 'new';
    const calls = { ...state.calls, [String(callId)]: row };
    return done(`The call dialog is open for ${party}; the agent dials.`, {
      dialog: true,
      callId,
      calls,
      party,
      nextId,
    });
  }
  const rings = ring(state, callId, party, at);
  return { ...rings, change: { ...rings.change, nextId } };
}

/**
 * Which row of `call_logs` the call gets.
 *
 * Ours: a call by call_id has that row. A call to the card's own contact keeps the row that the card knows; a call to
 * anybody else gets a new one.
 */
function target(state: HostState, params: Record<string, unknown>): Pick<HostState, 'callId' | 'party' | 'nextId'> {
  const { contact, nextId } = state;
  const { call_id: row, customer_id: customer, phone_number: number } = params as Record<string, Id | undefined>;
  const own = idOf(contact.call_logs_id || state.callId);
  if (row !== undefined) {
    const callId = idOf(row);
    const party = callId === own && contact.phone ? contact.phone : `call ${row}`;
    return { callId, party, nextId: typeof callId === 'number' ? Math.max(nextId, callId + 1) : nextId };
  }
  const party = number === undefined ? `customer ${customer}` : String(number);
  const isOwn = number === undefined ? String(customer) === contact.customers_id : number === contact.phone;
  return isOwn ? { callId: own, party: contact.phone || party, nextId } : { callId: nextId, party, nextId: nextId + 1 };
}

/** Ours: the dialog belongs to the call, so it can not be closed while there is one. A full window closes with it. */
export function closeDialog(state: HostState): Outcome {
  if (!state.dialog) return refuse('the call dialog is not open.');
  if (lineOf(state) !== 'idle') return refuse('a call is on the line; hang up first.');
  return done('The call dialog is closed.', { dialog: false, ...(state.window === 'full' && { window: 'normal' }) });
}

export function closeFullWindow(state: HostState): Outcome {
  if (state.window !== 'full') return refuse('the card is not in full window.');
  return done(`The full window is closed${state.dialog ? '; the call dialog stays open' : ''}.`, { window: 'normal' });
}

/**
 * "In LeadDesk's own UI choosing a reason ends the call and closes the card."
 *
 * Ours: a reason may be chosen without a call, because the contact has its row of `call_logs` from the beginning.
 */
export function selectReason(state: HostState, id: Id, at: number): Outcome {
  if (state.card === 'closed') return refuse('the card is closed already.');
  const ended = lineOf(state) === 'idle' ? done('') : endCall(state, 'The call has ended.', at);
  return andThen(state, ended, () =>
    done(`Call ending reason ${id} is chosen and the card is closed.`, {
      reason: id,
      card: 'closed',
      dialog: false,
      window: 'normal',
    }),
  );
}

export function pauseRecording(state: HostState, at: number): Outcome {
  if (state.recording === 'off') return refuse('no call is being recorded.');
  if (state.recording === 'paused') return refuse('the call recording is paused already.');
  return done('The call recording is paused.', {
    recording: 'paused',
    recordingTimer: halted(state.recordingTimer, at),
  });
}

/** The simulator does it as LeadDesk's application does, and says that a browser would not. */
export function continueRecording(state: HostState, at: number): Outcome {
  if (state.recording === 'off') return refuse('no call is being recorded.');
  if (state.recording === 'on') return refuse('the call recording is not paused.');
  return done('The call recording continues. LeadDesk does this in its Windows application only.', {
    recording: 'on',
    recordingTimer: resumed(state.recordingTimer, at),
  });
}

/** "Will be displayed when call dialog opens if there is a call ongoing": with both at hand that is now. */
function requestFullWindow(state: HostState): Outcome {
  if (state.window === 'full') return done('The card is in full window already.');
  if (state.dialog && lineOf(state) !== 'idle') return done('The card is in full window.', { window: 'full' });
  return done('Full window is requested; it comes with the next call.', { window: 'requested' });
}

function deleteCallLog(state: HostState, id: Id): Outcome {
  const row = callState(state, id);
  if (row === undefined) return refuse(`there is no call log ${id}.`);
  if (row !== 'no_answer') return refuse(`call log ${id} has the state ${row}, and only no_answer can be deleted.`);
  const { [String(id)]: _, ...calls } = state.calls;
  return done(`Call log ${id} is deleted.`, { calls });
}
