/** What is saved for good: one record a call, with its order, its reason and a note. */
import type { Contact } from './contact';
import type { Draft } from './draft';
import { read, write } from './storage';

/**
 * Where records go: an address that takes a POST of one record as JSON and answers 2xx once it is saved, and answers a
 * GET with the list of a contact's records. Empty: this browser, which is enough to try the card and no more.
 */
const ENDPOINT: string = '';

const KEY = 'card-records';
const LIMIT = 200;

/** What a page knows of a call's result. */
export interface Result {
  order?: Draft & { text: string };
  reason?: string;
  note?: string;
}

export interface CallRecord extends Contact, Result {
  time: string;
}

/**
 * Saves what is known of the contact's call; saving again adds to the record of the same call.
 *
 * @throws when it is not saved, with a sentence for the agent. Then nothing may be done that depends on it.
 */
export async function save(contact: Contact, result: Result): Promise<void> {
  const record: CallRecord = { ...contact, ...result, time: new Date().toISOString() };
  if (ENDPOINT) return void (await request(ENDPOINT, { method: 'POST', body: JSON.stringify(record) }));
  const records = all();
  const earlier = contact.call_logs_id
    ? records.find(({ call_logs_id }) => call_logs_id === contact.call_logs_id)
    : undefined;
  const kept = [{ ...earlier, ...record }, ...records.filter((other) => other !== earlier)].slice(0, LIMIT);
  // Where there is no room for all, the oldest go.
  while (!write('localStorage', KEY, kept)) {
    if (kept.length === 1) throw new Error('This browser lets the card store nothing.');
    kept.pop();
  }
}

/** The records of one contact, the latest first. Throws like `save`. */
export async function list(contact: Contact): Promise<CallRecord[]> {
  if (ENDPOINT) {
    const answer = await request(`${ENDPOINT}?${new URLSearchParams(contact)}`, {});
    return answer.json();
  }
  return all().filter((record) =>
    contact.customers_id ? record.customers_id === contact.customers_id : record.phone === contact.phone,
  );
}

function all(): CallRecord[] {
  return read<CallRecord[]>('localStorage', KEY) ?? [];
}

async function request(address: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(address, {
    ...options,
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer;
}
