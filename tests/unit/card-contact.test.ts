/** Whom a card is about: what its address says, and what the tab remembers. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Contact, contactOf } from '../../runtime/card/contact.js';

const names = ['phone', 'call_logs_id', 'customers_id', 'contact[id]'];
const contact = (query: string, known: Contact = {}) => contactOf(new URLSearchParams(query), names, known);
const known: Contact = { phone: '+358401234567', customers_id: '8' };

const addresses: [query: string, contact: Contact][] = [
  ['', {}],
  ['phone=%2B358401234567&call_logs_id=7', { phone: '+358401234567', call_logs_id: '7' }],
  ['phone=+358401234567', { phone: '+358401234567' }],
  ['phone=040%20123+4567', { phone: '040 123 4567' }],
  ['phone={phone}&call_logs_id=%7Bcall_logs_id%7D&customers_id=', {}],
  ['phone={{phone}}&other=1', {}],
  ['phone', {}],
  ['phone=+Aino', { phone: 'Aino' }],
  ['contact%5Bid%5D=5', { 'contact[id]': '5' }],
  ['call_logs_id=7&call_logs_id=8', { call_logs_id: '7' }],
  ['phone=%E4%F6', { phone: '\ufffd\ufffd' }],
  ['phone=a%3Db=c', { phone: 'a=b=c' }],
  ['Phone=1&xphone=2&constructor=3&__proto__=4', {}],
];
for (const [query, expected] of addresses) {
  test(`?${query}`, () => assert.equal(contact(query), expected));
}

test('an address that says nothing is about whom the tab remembers', () => {
  assert.is(contact('page=2', known), known);
});

test('an address with which LeadDesk opens the card, and that says nothing, is about no one', () => {
  const opened = (query: string) => contactOf(new URLSearchParams(query), Object.keys(known), known, true);
  assert.equal(opened('page=2'), {});
  assert.is(opened('phone=%2B358401234567&customers_id=8'), known);
});

test('a part of the known contact is the known contact', () => {
  assert.is(contact('customers_id=8', known), known);
});

const others = [
  ['one value is another', 'phone=%2B358401234567&customers_id=9'],
  ['a value was not known', 'customers_id=8&call_logs_id=7'],
  ['LeadDesk did not fill a value that was known', 'phone=%2B358401234567&customers_id={customers_id}'],
  ['LeadDesk filled nothing', 'phone={phone}'],
] as const;
for (const [title, query] of others) {
  test(`another contact replaces the known one whole: ${title}`, () => {
    assert.equal(contact(query, known), contact(query));
    assert.is.not(contact(query, known), known);
  });
}

test.run();
