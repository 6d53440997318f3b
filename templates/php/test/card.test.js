import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { startCard } from './server.js';

const QUERY = 'phone=%2B358401234567&call_logs_id=42&customers_id=7&ld_referrer=https%3A%2F%2Flogin.leaddesk.com';

let server;
let cookie;

beforeEach(async () => {
  server = await startCard();
  cookie = '';
});

afterEach(() => server.close());

/** Loads a page as a browser does, with its cookie; a redirect comes back as it is. */
async function load(page, fields, headers = {}) {
  const response = await fetch(`${server.origin}/${page}`, {
    redirect: 'manual',
    headers: { cookie, ...headers },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function takeOrder() {
  await load(`order.php?${QUERY}`);
  await load(`order.php?${QUERY}`, { product: 'year', quantity: '2' });
  await load(`delivery.php?${QUERY}`, {
    name: 'Ada <b>',
    street: 'Main 1',
    postcode: '00100',
    city: 'Helsinki',
    email: '',
  });
}

test('every page has the runtime in it, allowed by a nonce of its own', async () => {
  const nonces = new Set();
  for (const page of ['', 'order.php', 'delivery.php', 'confirmation.php', 'reasons.php', 'history.php']) {
    const { status, headers, text } = await load(`${page}?${QUERY}`);
    const nonce = /<script nonce="([^"]+)" data-ld-keep="phone call_logs_id customers_id">/.exec(text)?.[1];
    assert.equal(status, 200, page);
    assert.ok(nonce, page);
    assert.ok(headers.get('content-security-policy').includes(`'nonce-${nonce}'`), page);
    assert.match(headers.get('content-security-policy'), /frame-ancestors https:\/\/\*\.leaddesk\.com/);
    nonces.add(nonce);
  }
  assert.equal(nonces.size, 6);
});

test('the session cookie is sent in a foreign frame', async () => {
  const { headers } = await load(`?${QUERY}`);
  for (const attribute of ['httponly', 'samesite=none', 'secure', 'partitioned']) {
    assert.ok(headers.get('set-cookie').toLowerCase().split('; ').includes(attribute), attribute);
  }
});

test('a form leads on by a redirect that keeps the parameters', async () => {
  await load(`order.php?${QUERY}`);
  const { status, headers } = await load(`order.php?${QUERY}`, { product: 'half', quantity: '1' });
  assert.equal(status, 303);
  assert.equal(headers.get('location'), `delivery.php?${QUERY}`);
});

test('a form of another site is refused', async () => {
  await load(`order.php?${QUERY}`);
  const { status } = await load(
    `order.php?${QUERY}`,
    { product: 'half', quantity: '1' },
    { 'sec-fetch-site': 'cross-site' },
  );
  assert.equal(status, 403);
});

test('a browser without the cookie is told so', async () => {
  const { status, text } = await load(`order.php?${QUERY}`, { product: 'half', quantity: '1' });
  assert.equal(status, 400);
  assert.match(text, /did not send this card’s cookie/);
});

test('what others wrote is escaped', async () => {
  const { text } = await load('?phone=%22%3E%3Cscript%3Ealert(1)%3C/script%3E');
  assert.ok(!text.includes('<script>alert'));
  await takeOrder();
  assert.match((await load(`confirmation.php?${QUERY}`)).text, /Ada &lt;b&gt;/);
});

test('an order is kept from step to step, and only in its own call', async () => {
  await takeOrder();
  assert.match((await load(`confirmation.php?${QUERY}`)).text, /€108\.00/);
  assert.match((await load('confirmation.php?call_logs_id=43')).text, /Nothing has been ordered/);
});

test('LeadDesk is told a reason once, after the save', async () => {
  await takeOrder();
  await load(`confirmation.php?${QUERY}`, { receipt: 'receipt-42.wav' });
  await load(`reasons.php?${QUERY}`, { reason: '1', note: '' });
  assert.match((await load(`reasons.php?${QUERY}`)).text, /data-select-reason="1"/);
  assert.doesNotMatch((await load(`reasons.php?${QUERY}`)).text, /data-select-reason/);
  const saved = readFileSync(path.join(server.data, 'records.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    saved.map(({ order, reason }) => order?.receipt ?? reason),
    ['receipt-42.wav', 'Sale'],
  );
  assert.match((await load(`history.php?${QUERY}`)).text, /receipt-42\.wav/);
});

test('LeadDesk is told nothing when the save fails', async () => {
  await load(`reasons.php?${QUERY}`);
  // A file stands where the folder would have to be.
  rmSync(server.data, { recursive: true });
  writeFileSync(server.data, '');
  await load(`reasons.php?${QUERY}`, { reason: '3' });
  const { text } = await load(`reasons.php?${QUERY}`);
  assert.doesNotMatch(text, /data-select-reason/);
  assert.match(text, /Not saved, so nothing was sent/);
});

test('a sale needs a saved order', async () => {
  await takeOrder();
  await load(`reasons.php?${QUERY}`, { reason: '1' });
  const { text } = await load(`reasons.php?${QUERY}`);
  assert.doesNotMatch(text, /data-select-reason/);
  assert.match(text, /needs a saved order/);
});

test('a value still in braces is one that LeadDesk did not fill', async () => {
  const { text } = await load('?phone={phone}&call_logs_id=%7Bcall_logs_id%7D&customers_id=7');
  assert.ok(!text.includes('{phone}'));
  assert.match(text, /data-ld-params="\{&quot;customer_id&quot;:7,&quot;auto_call&quot;:true\}"/);
});

test('calls that are told apart by a number only stay apart', async () => {
  await load('order.php?call_logs_id=1');
  await load('order.php?call_logs_id=1', { product: 'half', quantity: '7' });
  await load('order.php?call_logs_id=2');
  assert.match((await load('order.php?call_logs_id=1')).text, /value="7"/);
  assert.match((await load('order.php?call_logs_id=2')).text, /name="quantity" [^>]*value="1"/);
});
