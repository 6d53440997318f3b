import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { list, save } from '../scripts/records.js';

const contact = { phone: '+358401234567', call_logs_id: '42', customers_id: '7' };

function storage(capacity = Infinity) {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (value.length > capacity) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
  };
}

function provide(get) {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get });
}

beforeEach(() => {
  const local = storage();
  provide(() => local);
});

test('an order and the reason of its call make one record', async () => {
  await save(contact, { order: { text: 'one' } });
  await save(contact, { reason: 'Sale' });
  const [record, ...others] = await list(contact);
  assert.equal(record.order.text, 'one');
  assert.equal(record.reason, 'Sale');
  assert.deepEqual(others, []);
});

test('the history is of one contact, the latest first', async () => {
  await save(contact, { reason: 'Call again' });
  await save({ ...contact, call_logs_id: '43' }, { reason: 'Sale' });
  await save({ phone: '1', call_logs_id: '44', customers_id: '8' }, { reason: 'Wrong number' });
  assert.deepEqual(
    (await list(contact)).map(({ reason }) => reason),
    ['Sale', 'Call again'],
  );
});

test('what could not be saved is an error', async () => {
  provide(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  await assert.rejects(save(contact, { reason: 'Sale' }), /store nothing/);
});

test('the oldest records make room for the latest', async () => {
  const local = storage(400);
  provide(() => local);
  for (const id of ['1', '2', '3', '4', '5', '6']) await save({ ...contact, call_logs_id: id }, { reason: `r${id}` });
  const kept = (await list(contact)).map(({ reason }) => reason);
  assert.equal(kept[0], 'r6');
  assert.ok(!kept.includes('r1'));
});
