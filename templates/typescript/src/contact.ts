/** Whom this card is about: what LeadDesk filled into its address. */
import type { CallParams, Id } from 'create-leaddesk-card/runtime';

const names = ['phone', 'call_logs_id', 'customers_id'] as const;

/** Each is empty when LeadDesk did not fill it. */
export type Contact = Record<(typeof names)[number], string>;

/**
 * Reads the contact from a query. A value still in braces, such as `{phone}`, is one that LeadDesk did not fill: it
 * counts as absent.
 */
export function readContact(search: string): Contact {
  const query = new URLSearchParams(search);
  const value = (name: string) => (query.get(name) ?? '').trim();
  return Object.fromEntries(names.map((name) => [name, /^\{.*\}$/.test(value(name)) ? '' : value(name)])) as Contact;
}

/** One name for a contact's call, `''` when LeadDesk told nothing. What a page remembers is under that name. */
export function keyOf(contact: Contact): string {
  return names
    .map((name) => contact[name])
    .join(' ')
    .trim();
}

/**
 * The params of the `call` command, `null` when there is nobody to call. LeadDesk takes exactly one of the three keys,
 * and a plain number only while the call dialog is open, so the ids go first.
 */
export function callParams({ phone, call_logs_id, customers_id }: Contact): CallParams | null {
  if (call_logs_id) return { call_id: id(call_logs_id), auto_call: true };
  if (customers_id) return { customer_id: id(customers_id), auto_call: true };
  if (phone) return { phone_number: phone, auto_call: true };
  return null;
}

/** An id from an address, as the number that LeadDesk's own examples send. */
function id(text: string): Id {
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
