/** Contacts to try a card with. Their numbers are of a range that Sweden keeps free for fiction. */
import type { Contact } from './state.js';

export const CONTACTS: readonly [Contact, ...Contact[]] = [
  { name: 'Aino Virtanen', phone: '+46313900601', call_logs_id: '48151', customers_id: '1623' },
  { name: 'Björn Åkesson', phone: '+46313900614', call_logs_id: '48152', customers_id: '4277' },
  { name: 'Maria van der Berg', phone: '+46313900627', call_logs_id: '48153', customers_id: '9031' },
  { name: 'Seán O’Brien', phone: '+46313900638', call_logs_id: '48154', customers_id: '5560' },
];

/** A contact in a few words. */
export function contactTitle({ name, phone, call_logs_id: row }: Contact): string {
  return [name || phone || 'Contact', row && `call ${row}`].filter(Boolean).join(', ');
}

export interface Reason {
  readonly id: number;
  readonly name: string;
}

/** Ours: a campaign's reasons are its admin's; these are common ones. */
export const REASONS: readonly Reason[] = [
  { id: 1, name: 'Sale' },
  { id: 2, name: 'Call again' },
  { id: 3, name: 'Not interested' },
  { id: 4, name: 'Wrong number' },
  { id: 5, name: 'Answering machine' },
  { id: 6, name: 'Do not call' },
];
