/** What is saved for good: one record a call, with its order, its reason and a note. */

/**
 * Where records go: an address that takes a POST of one record as JSON and answers 2xx once it is saved, and answers a
 * GET with the list of a contact's records. Empty: this browser, which is enough to try the card and no more.
 */
const ENDPOINT = '';

const KEY = 'card-records';
const MAX_RECORDS = 200;

/**
 * Saves what is known of this call; saving again adds to the record of the same call.
 *
 * @throws when it is not saved, with a sentence for the agent. Then nothing may be done that depends on it.
 */
async function save(part) {
  const record = { ...card.contact, ...part, time: new Date().toISOString() };
  if (ENDPOINT) return void (await request(ENDPOINT, { method: 'POST', body: JSON.stringify(record) }));
  const records = stored();
  const known = records.find((other) => isThisCall(other));
  const kept = [{ ...known, ...record }, ...records.filter((other) => other !== known)].slice(0, MAX_RECORDS);
  // Where there is no room for all, the oldest go.
  for (; kept.length > 0; kept.pop()) if (store(JSON.stringify(kept))) return;
  throw new Error(text('storage.blocked'));
}

/** The records of this contact, the latest first. Throws like `save`. */
async function list() {
  if (ENDPOINT) return (await request(`${ENDPOINT}?${new URLSearchParams(card.contact)}`)).json();
  const { customers_id, phone } = card.contact;
  return stored().filter((record) => (customers_id ? record.customers_id === customers_id : record.phone === phone));
}

/** The order that was saved in this call; nothing if none was. */
async function savedOrder() {
  return (await list()).find((record) => isThisCall(record) && record.order)?.order;
}

/** Without an id of the call, what was saved for the contact within an hour counts as saved in this call. */
function isThisCall({ call_logs_id, phone, time }) {
  if (card.contact.call_logs_id) return call_logs_id === card.contact.call_logs_id;
  return !call_logs_id && phone === card.contact.phone && Date.now() - Date.parse(time) < 3_600_000;
}

/** @returns whether it is stored. */
function store(content) {
  try {
    localStorage.setItem(KEY, content);
    return true;
  } catch {}
  // In a frame of another site the browser may refuse storage, even to be touched. A small cookie of just this card in
  // just this host is then still allowed, unless all is.
  try {
    const cookie = `${KEY}=${encodeURIComponent(content)}`;
    if (cookie.length < 2000) document.cookie = `${cookie}; Path=/; SameSite=None; Secure; Partitioned`;
    return document.cookie.split('; ').includes(cookie);
  } catch {
    return false;
  }
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {}
  try {
    const cookie = document.cookie.split('; ').find((other) => other.startsWith(`${KEY}=`));
    return JSON.parse(decodeURIComponent(cookie.slice(KEY.length + 1)));
  } catch {
    return [];
  }
}

async function request(address, options) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { ...options, headers, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer;
}
