import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { startCard } from './server.js';

const QUERY = 'phone=%2B358401234567&call_logs_id=42&customers_id=7&ld_referrer=https%3A%2F%2Flogin.leaddesk.com';
const ORDER = {
  product: 'year',
  quantity: '2',
  name: 'Ada <b>',
  street: 'Main 1',
  postcode: '00100',
  city: 'Helsinki',
  payment: 'invoice',
  receipt: 'receipt-42.wav',
};

let server;

beforeEach(async () => {
  server = await startCard();
});

afterEach(() => server.close());

/** Loads a page as a browser does; a redirect comes back as it is. */
async function load(address, fields) {
  // Where pages are files, their names have an ending.
  const page = address.replace(/^(\w+)(?=\?)/, `$1${server.suffix ?? ''}`);
  const options = fields && { method: 'POST', body: new URLSearchParams(fields) };
  const response = await fetch(`${server.origin}/${page}`, { redirect: 'manual', ...options });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('every page has the runtime and the companion in it, allowed by its nonce', async () => {
  const nonces = new Set();
  for (const page of ['', 'order', 'reasons', 'history']) {
    const { status, headers, text } = await load(`${page}?${QUERY}`);
    const nonce = /<script nonce="([^"]+)" data-ld-keep="phone call_logs_id customers_id name lang">/.exec(text)?.[1];
    assert.equal(status, 200, page);
    assert.ok(nonce, page);
    assert.ok(text.includes(`<script nonce="${nonce}" data-ld-contact="phone `), page);
    assert.ok(headers.get('content-security-policy').includes(`'nonce-${nonce}'`), page);
    assert.match(headers.get('content-security-policy'), /frame-ancestors https:\/\/\*\.leaddesk\.com/);
    assert.equal(headers.get('set-cookie'), null);
    nonces.add(nonce);
  }
  assert.equal(nonces.size, 4);
});

test('a saved order leads on by a redirect that keeps the parameters, and is shown again in its own call only', async () => {
  const { status, headers } = await load(`order?${QUERY}`, ORDER);
  assert.equal(status, 303);
  assert.equal(headers.get('location'), `order${server.suffix ?? ''}?${QUERY}`);
  const { text } = await load(`order?${QUERY}`);
  assert.match(text, /data-steps="saved"/);
  assert.match(text, /value="Ada &lt;b&gt;"/);
  assert.ok(!(await load('order?call_logs_id=43&customers_id=7')).text.includes('value="Main 1"'));
});

test('an order that is not complete is not saved, and nothing that was typed is lost', async () => {
  const { status, text } = await load(`order?${QUERY}`, { ...ORDER, city: ' ', quantity: '0' });
  assert.equal(status, 422);
  assert.match(text, /data-notice="bad"/);
  assert.match(text, /value="Main 1"/);
  assert.doesNotMatch((await load(`order?${QUERY}`)).text, /Main 1/);
});

test('what others wrote is escaped', async () => {
  await load(`order?${QUERY}`, { ...ORDER, name: '"><script>alert(1)</script>' });
  for (const page of ['', 'order', 'history'])
    assert.ok(!(await load(`${page}?${QUERY}&lang=%22%3E%3Cscript%3Ealert`)).text.includes('<script>alert'), page);
});

test('LeadDesk is told a reason after the save, by its own page only', async () => {
  await load(`order?${QUERY}`, ORDER);
  const { headers } = await load(`reasons?${QUERY}`, { reason: '1', note: 'Rings <twice>' });
  const next = headers.get('location');
  assert.match(next, /^reasons(\.php)?\?saved=[\w-]+&phone=/);
  assert.match((await load(next)).text, /data-select-reason="1"/);
  assert.doesNotMatch((await load(next.replace('customers_id=7', 'customers_id=8'))).text, /data-select-reason/);
  assert.doesNotMatch((await load(`reasons?saved=1&${QUERY}`)).text, /data-select-reason/);
  const { text } = await load(`history?${QUERY}`);
  for (const shown of ['receipt-42.wav', 'Rings &lt;twice&gt;', '2 × ']) assert.ok(text.includes(shown), shown);
});

test('LeadDesk is told nothing when the save fails', async () => {
  await load(`history?${QUERY}`);
  // A file stands where the folder would have to be.
  rmSync(server.data, { recursive: true, force: true });
  writeFileSync(server.data, '');
  const { status, text } = await load(`reasons?${QUERY}`, { reason: '3', note: 'kept' });
  assert.ok(status >= 400);
  assert.doesNotMatch(text, /data-select-reason/);
});

test('a sale needs a saved order', async () => {
  const { status, text } = await load(`reasons?${QUERY}`, { reason: '1', note: 'not lost' });
  assert.equal(status, 422);
  assert.doesNotMatch(text, /data-select-reason/);
  assert.match(text, />not lost<\/textarea>/);
});

test('the customer’s name is LeadDesk’s, or that of an earlier order', async () => {
  const name = async (query) => /<strong data-contact="name">([^<]*)</.exec((await load(`?${query}`)).text)[1];
  assert.equal(await name(QUERY), '');
  await load(`order?${QUERY}`, ORDER);
  assert.equal(await name('phone=1&call_logs_id=99&customers_id=7'), 'Ada &lt;b&gt;');
  assert.equal(await name(`${QUERY}&name=Aino+Virtanen`), 'Aino Virtanen');
});

for (const language of ['en', 'fi', 'sv']) {
  test(`${language}: the address chooses the language`, async () => {
    const texts = JSON.parse(readFileSync(path.join(import.meta.dirname, `../texts/${language}.json`), 'utf8'));
    const { text } = await load(`reasons?${QUERY}&lang=${language}`);
    assert.match(text, new RegExp(`<html lang="${language}">`));
    assert.ok(text.includes(`<h1>${texts.reasons}</h1>`));
  });
}
