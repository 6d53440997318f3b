import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { runInNewContext } from 'node:vm';

const script = readFileSync(new URL('../scripts/records.js', import.meta.url), 'utf8');
const contact = { phone: '+358401234567', call_logs_id: '42', customers_id: '7' };

/** The tab's storage. @param capacity how much it takes. */
function storage(capacity = Infinity) {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (value.length > capacity) throw new Error('full');
      items.set(key, value);
    },
  };
}

let localStorage;
beforeEach(() => {
  localStorage = storage();
});

/** A page that keeps no cookie either. */
const cookieless = {
  get cookie() {
    return '';
  },
  set cookie(_) {},
};

/** What `records.js` has in a page about a contact. */
function records(about = contact, page = { localStorage }) {
  const globals = { card: { contact: about }, text: (name) => name, document: cookieless };
  Object.defineProperties(globals, Object.getOwnPropertyDescriptors(page));
  return runInNewContext(`${script}; ({ save, list, savedOrder })`, globals);
}

test('an order and the reason of its call make one record', async () => {
  await records().save({ order: { text: 'one' } });
  await records().save({ reason: 'reason.sale' });
  const [record, ...others] = await records().list();
  assert.equal(record.order.text, 'one');
  assert.equal(record.reason, 'reason.sale');
  assert.equal(others.length, 0);
  assert.equal((await records().savedOrder()).text, 'one');
});

test('the history is of one customer, the latest first; the order of one call', async () => {
  const next = { ...contact, call_logs_id: '43' };
  await records().save({ reason: 'reason.again', order: { text: 'one' } });
  await records(next).save({ reason: 'reason.sale' });
  await records({ phone: '1', call_logs_id: '44', customers_id: '8' }).save({ reason: 'reason.wrong' });
  assert.equal((await records().list()).map(({ reason }) => reason).join(), 'reason.sale,reason.again');
  assert.equal(await records(next).savedOrder(), undefined);
});

test('what could not be saved is an error', async () => {
  const blocked = {
    get localStorage() {
      throw new Error('blocked');
    },
  };
  await assert.rejects(records(contact, blocked).save({ reason: 'reason.sale' }), /storage\.blocked/);
});

test('the oldest records make room for the latest', async () => {
  localStorage = storage(500);
  for (const id of ['1', '2', '3', '4', '5', '6'])
    await records({ ...contact, call_logs_id: id }).save({ reason: `r${id}` });
  const kept = (await records().list()).map(({ reason }) => reason);
  assert.equal(kept[0], 'r6');
  assert.ok(!kept.includes('r1'));
});
