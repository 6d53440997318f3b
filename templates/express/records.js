/** What is saved for good: one line of JSON for each result in `data/records.jsonl`. Put your database here. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = () => process.env.CARD_DATA ?? path.join(import.meta.dirname, 'data');
const file = () => path.join(folder(), 'records.jsonl');

/**
 * Saves what is known of the contact's call.
 *
 * @returns the id under which it is saved.
 * @throws when it is not saved. Then nothing may be done that depends on it.
 */
export async function save(contact, part) {
  const record = { ...contact, ...part, id: randomUUID(), time: new Date().toISOString() };
  await mkdir(folder(), { recursive: true });
  await appendFile(file(), `${JSON.stringify(record)}\n`, { flush: true });
  return record.id;
}

/** The records of one contact, one a call, the latest first. */
export async function list(contact) {
  const calls = new Map();
  for (const record of await allOf(contact)) {
    const key = record.call_logs_id || record.time;
    const earlier = calls.get(key);
    calls.delete(key);
    calls.set(key, { ...earlier, ...record });
  }
  return [...calls.values()].reverse();
}

/** A contact's record by the id under which it was saved, whatever has been saved of the same call since. */
export async function recordOf(contact, id) {
  return (await allOf(contact)).find((record) => record.id === id);
}

/** The order that was saved in this call. Without an id of the call: for the contact, within an hour. */
export async function savedOrder(contact) {
  const isThisCall = ({ call_logs_id, time }) =>
    contact.call_logs_id ? call_logs_id === contact.call_logs_id : Date.now() - Date.parse(time) < 3_600_000;
  return (await list(contact)).find((record) => record.order && isThisCall(record))?.order;
}

/** All that was saved of one contact. */
async function allOf(contact) {
  const by = contact.customers_id ? 'customers_id' : 'phone';
  try {
    return (await readFile(file(), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((record) => record[by] === contact[by]);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
