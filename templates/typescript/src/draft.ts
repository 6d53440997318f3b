/**
 * The order being taken, from step to step. It stays in the tab's storage, so that no name or street gets into an
 * address, and is of one call only. Where the storage is blocked it travels in the address instead of getting lost.
 */
import { type Contact, keyOf } from './contact';
import { read, write } from './storage';

const KEY = 'card-draft';

/** Fields of the order's forms by name, and what became of it. All are empty or absent until they are known. */
export interface Draft {
  [field: string]: string | undefined;
  product?: string;
  quantity?: string;
  /** The file of the voice receipt. */
  receipt?: string;
  /** When the order was saved. */
  saved?: string;
}

/**
 * @param contact whose call it is.
 * @param search the page's own query.
 */
export function readDraft(contact: Contact, search: string): Draft {
  const stored = read<{ of: string; fields: Draft }>('sessionStorage', KEY);
  return stored?.of && stored.of === keyOf(contact) ? stored.fields : fieldsIn(search, contact);
}

/** @returns whether the tab has it now. It keeps none of an unknown call: the next one would get it. */
export function writeDraft(contact: Contact, fields: Draft): boolean {
  const of = keyOf(contact);
  return of !== '' && write('sessionStorage', KEY, { of, fields });
}

/** All of a query but the contact and what the runtime carries. */
function fieldsIn(search: string, contact: Contact): Draft {
  const entries = [...new URLSearchParams(search)];
  return Object.fromEntries(entries.filter(([name]) => !(name in contact) && !name.startsWith('ld_')));
}
