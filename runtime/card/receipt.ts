/** The order receipt recording (voice receipt), as LeadDesk tells of it. */

export interface Receipt {
  readonly state: 'none' | 'recording' | 'stopped' | 'cancelled';
  /** The recording's file, once LeadDesk has named it. */
  readonly file?: string | undefined;
}

export const NO_RECEIPT: Receipt = { state: 'none' };

/** The receipt after an event; the same one, if the event is of something else or says the same again. */
export function nextReceipt(receipt: Receipt, type: string, file: string | undefined): Receipt {
  const state =
    type == 'recStarted'
      ? 'recording'
      : type == 'recStopped'
        ? 'stopped'
        : type == 'recCancelled'
          ? 'cancelled'
          : receipt.state;
  return state == receipt.state && (file == receipt.file || !/^rec/.test(type)) ? receipt : { state, file };
}
