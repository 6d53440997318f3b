/** The order receipt: a recording of the customer saying yes. */
import { type Done, done, type HostEvent } from './outcome.js';
import { type HostState, halted, started } from './state.js';

/** Ours: LeadDesk says that events carry a file, but not what its name looks like. */
export function receiptFile(state: HostState, number: number): string {
  return `receipt-${state.callId}-${number}.wav`;
}

function receiptEvent(type: 'recStarted' | 'recStopped' | 'recCancelled', file: string): HostEvent {
  return { type, data: { file } };
}

export function startReceipt(state: HostState, at: number): Done {
  const receipts = state.receipts + 1;
  const receipt = receiptFile(state, receipts);
  return done(`Recording the order receipt ${receipt}.`, { receipts, receipt, receiptTimer: started(at) }, [
    receiptEvent('recStarted', receipt),
  ]);
}

export function stopReceipt(state: HostState, at: number): Done {
  return finish(state, 'recStopped', 'is kept', at);
}

export function cancelReceipt(state: HostState, at: number): Done {
  return finish(state, 'recCancelled', 'was cancelled', at);
}

function finish(state: HostState, type: 'recStopped' | 'recCancelled', how: string, at: number): Done {
  const file = state.receipt!;
  return done(`The order receipt ${file} ${how}.`, { receipt: null, receiptTimer: halted(state.receiptTimer, at) }, [
    receiptEvent(type, file),
  ]);
}
