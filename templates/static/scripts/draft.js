/**
 * The order being taken, from step to step. It stays in the tab's storage, so that no name or street gets into an
 * address, and is of one call only. Where the storage is blocked it travels in the address instead of getting lost.
 */
import { keyOf } from './contact.js';
import { read, write } from './storage.js';

const KEY = 'card-draft';

/**
 * @param contact whose call it is.
 * @param search the page's own query.
 */
export function readDraft(contact, search) {
  const stored = read('sessionStorage', KEY);
  return stored?.of && stored.of === keyOf(contact) ? stored.fields : fieldsIn(search, contact);
}

/** @returns whether the tab has it now. It keeps none of an unknown call: the next one would get it. */
export function writeDraft(contact, fields) {
  const of = keyOf(contact);
  return of !== '' && write('sessionStorage', KEY, { of, fields });
}

/** All of a query but the contact and what the runtime carries. */
function fieldsIn(search, contact) {
  const entries = [...new URLSearchParams(search)];
  return Object.fromEntries(entries.filter(([name]) => !(name in contact) && !name.startsWith('ld_')));
}
