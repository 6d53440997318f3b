import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callParams, keyOf, readContact } from '../scripts/contact.js';

test('the contact is what LeadDesk filled into the address', () => {
  assert.deepEqual(readContact('?phone=%2B358401234567&call_logs_id=42&customers_id=7&other=1'), {
    phone: '+358401234567',
    call_logs_id: '42',
    customers_id: '7',
  });
});

test('a value still in braces is one that LeadDesk did not fill', () => {
  const contact = readContact('?phone={phone}&call_logs_id=%7Bcall_logs_id%7D');
  assert.deepEqual(contact, { phone: '', call_logs_id: '', customers_id: '' });
  assert.equal(keyOf(contact), '');
  assert.equal(callParams(contact), null);
});

test('a call names exactly one of call, customer and number', () => {
  const contact = { phone: '+358401234567', call_logs_id: '42', customers_id: '7' };
  assert.deepEqual(callParams(contact), { call_id: 42, auto_call: true });
  assert.deepEqual(callParams({ ...contact, call_logs_id: '' }), { customer_id: 7, auto_call: true });
  assert.deepEqual(callParams({ phone: '0401', call_logs_id: '', customers_id: '' }), {
    phone_number: '0401',
    auto_call: true,
  });
  assert.deepEqual(callParams({ ...contact, call_logs_id: 'a-1' }), { call_id: 'a-1', auto_call: true });
});
