/** What the agent does in LeadDesk's own UI, and the customer at the other end. */
import type { Id } from '../../runtime/protocol.js';
import { closeDialog, closeFullWindow, continueRecording, pauseRecording, selectReason } from './commands.js';
import { answer, endCall, ring } from './line.js';
import { type Outcome, refuse } from './outcome.js';
import { cancelReceipt, startReceipt, stopReceipt } from './receipt.js';
import { callState, type HostState, lineOf, openContact } from './state.js';

/**
 * Named as the buttons of the simulator are. `dial`: the agent calls. `ring`: the line rings by itself, because
 * LeadDesk's dialler calls or the customer calls back. `open`: the contact is opened again.
 */
export type AgentAction =
  | 'dial'
  | 'ring'
  | 'answer'
  | 'noAnswer'
  | 'hangUp'
  | 'customerHangsUp'
  | 'pauseRecording'
  | 'continueRecording'
  | 'startReceipt'
  | 'stopReceipt'
  | 'cancelReceipt'
  | 'selectReason'
  | 'closeDialog'
  | 'closeFullWindow'
  | 'open';

type Act = (state: HostState, at: number, id?: Id) => Outcome;

export const agentActions: Record<AgentAction, Act> = {
  dial: (state, at) => rings(state, at),
  ring: (state, at) => rings(state, at),
  answer: (state, at) => (lineOf(state) === 'ringing' ? answer(state, at) : refuse('nothing rings.')),
  noAnswer: (state, at) =>
    lineOf(state) === 'ringing' ? endCall(state, 'No one answered: the line is idle.', at) : refuse('nothing rings.'),
  hangUp: (state, at) => ends(state, 'The agent hung up: the line is idle.', at),
  customerHangsUp: (state, at) => ends(state, 'The customer hung up: the line is idle.', at),
  pauseRecording,
  continueRecording,
  startReceipt: (state, at) =>
    lineOf(state) === 'on' && state.receipt === null
      ? startReceipt(state, at)
      : refuse('it needs a call, and one receipt at a time.'),
  stopReceipt: (state, at) =>
    state.receipt === null ? refuse('no order receipt is being recorded.') : stopReceipt(state, at),
  cancelReceipt: (state, at) =>
    state.receipt === null ? refuse('no order receipt is being recorded.') : cancelReceipt(state, at),
  selectReason: (state, at, id) => (id === undefined ? refuse('which reason?') : selectReason(state, id, at)),
  closeDialog,
  closeFullWindow,
  open: (state, at) => {
    const ended = lineOf(state) === 'idle' ? [] : endCall(state, '', at).events;
    return { change: openContact(state.contact, state.listens), events: ended, text: 'The contact is opened.' };
  },
};

/** Ours: the agent's dial button calls the contact on its own row, or whom the card has put into the dialog. */
function rings(state: HostState, at: number): Outcome {
  if (lineOf(state) !== 'idle') return refuse(`a call is on the line already, with ${state.party}.`);
  if (state.card === 'closed') return refuse('the card is closed; open a contact first.');
  // A row that was deleted is gone for good: the next call gets a new one.
  const gone = callState(state, state.callId) === undefined;
  const callId = gone ? state.nextId : state.callId;
  const outcome = ring(state, callId, state.party || state.contact.phone || 'the contact', at);
  return gone ? { ...outcome, change: { ...outcome.change, nextId: state.nextId + 1 } } : outcome;
}

function ends(state: HostState, how: string, at: number): Outcome {
  return lineOf(state) === 'idle' ? refuse('there is no call.') : endCall(state, how, at);
}
