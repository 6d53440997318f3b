/** The card's address, as a LeadDesk admin writes it: with placeholders that the contact fills. */
import type { Contact } from './state.js';

/** Where LeadDesk's known placeholders go, for a card whose address was not said. */
export const DEFAULT_QUERY = '?phone={phone}&call_logs_id={call_logs_id}&customers_id={customers_id}';

/** Half a character, which has no encoding: forms in browsers send the replacement character for it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const PLACEHOLDER = /\{([^{}\s]+)\}/g;

/**
 * Fills the placeholders of an address with the contact's values.
 *
 * Ours: values are percent-encoded. A name that the contact does not have stays in its braces, as in LeadDesk.
 */
export function fillAddress(address: string, contact: Contact): string {
  return address.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(contact, name) ? encodeURIComponent(contact[name]!.replace(LONE_SURROGATE, '\ufffd')) : whole,
  );
}

/** The names of the placeholders in an address. */
export function placeholders(address: string): string[] {
  return [...address.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** The placeholders that the contact does not fill. */
export function unfilled(address: string, contact: Contact): string[] {
  return placeholders(address).filter((name) => !Object.hasOwn(contact, name));
}
