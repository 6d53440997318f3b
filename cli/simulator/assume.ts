/** The state that an event tells of. Events fired by hand are true: what the card does next is validated by them. */
import type { Id } from '../../runtime/protocol.js';
import { callOf } from './line.js';
import type { HostEvent } from './outcome.js';
import { HALTED, type HostState, halted, lineOf, started } from './state.js';

/** @returns what changes in the state once the event is true; nothing for events that LeadDesk does not document. */
export function assume(state: HostState, { type, data }: HostEvent, at: number): Partial<HostState> {
  const callId = idIn(data) ?? state.callId;
  switch (type) {
    case 'callLineRinging':
      return { ...callOf(state, callId, 'ringing'), ...withCall(state, at) };
    case 'callLineOn':
      return { ...callOf(state, callId, 'on'), ...withCall(state, at), recording: 'on', recordingTimer: started(at) };
    case 'callLineIdle':
      if (lineOf(state) === 'idle') return {};
      return {
        ...callOf(state, callId, lineOf(state) === 'ringing' ? 'no_answer' : 'ended'),
        lineTimer: HALTED,
        recording: 'off',
        recordingTimer: halted(state.recordingTimer, at),
        receipt: null,
      };
    case 'recStarted':
      return { receipt: fileIn(data) ?? '', receipts: state.receipts + 1, receiptTimer: started(at) };
    case 'recStopped':
    case 'recCancelled':
      return { receipt: null, receiptTimer: halted(state.receiptTimer, at) };
    default:
      return {};
  }
}

function withCall(state: HostState, at: number): Partial<HostState> {
  return {
    party: state.party || state.contact.phone || 'the contact',
    lineTimer: started(at),
    dialog: true,
    ...(state.window === 'requested' && { window: 'full' }),
  };
}

function idIn(data: unknown): Id | undefined {
  const id = (data as { call_log_id?: unknown } | null | undefined)?.call_log_id;
  return typeof id === 'number' || typeof id === 'string' ? id : undefined;
}

function fileIn(data: unknown): string | undefined {
  const file = (data as { file?: unknown } | null | undefined)?.file;
  return typeof file === 'string' ? file : undefined;
}
