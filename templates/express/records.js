/** What is saved for good: one line of JSON for each result in `data/records.jsonl`. Put your database here. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = () => process.env.CARD_DATA ?? path.join(import.meta.dirname, 'data');
const file = () => path.join(folder(), 'records.jsonl');

/**
 * Saves what is known of the contact's call.
 *
 * @throws when it is not saved. Then nothing may be done that depends on it.
 */
export async function save(contact, part) {
  const record = { ...contact, ...part, time: new Date().toISOString() };
  await mkdir(folder(), { recursive: true });
  await appendFile(file(), `${JSON.stringify(record)}\n`, { flush: true });
}

/** The records of one contact, one a call, the latest first. */
export async function list(contact) {
  const calls = new Map();
  for (const record of await all()) {
    if (contact.customers_id ? record.customers_id !== contact.customers_id : record.phone !== contact.phone) continue;
    const key = record.call_logs_id || record.time;
    const earlier = calls.get(key);
    calls.delete(key);
    calls.set(key, { ...earlier, ...record });
  }
  return [...calls.values()].reverse();
}

async function all() {
  try {
    return (await readFile(file(), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
