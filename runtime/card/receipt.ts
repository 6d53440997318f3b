/** The order receipt recording (voice receipt), as LeadDesk tells of it. */

export interface Receipt {
  readonly state: 'none' | 'recording' | 'stopped' | 'cancelled';
  /** The recording's file, once LeadDesk has named it. */
  readonly file?: string | undefined;
}

export const NO_RECEIPT: Receipt = { state: 'none' };

/** The receipt after an event; the same one, if the event is of something else or says the same again. */
export function nextReceipt(receipt: Receipt, type: string, file: string | undefined): Receipt {
  const [, word] = /^rec(Started|Stopped|Cancelled)$/.exec(type) || [];
  const state = word == 'Started' ? 'recording' : ((word && word.toLowerCase()) as Receipt['state']);
  return state && (state != receipt.state || file != receipt.file) ? { state, file } : receipt;
}
