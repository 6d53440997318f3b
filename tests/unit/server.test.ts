/**
 * The helpers for servers, in Node and in PHP, against one table of cases and against the runtime's own code.
 *
 * @needs php
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { carried, carry as carryAsRuntime, kept } from '../../runtime/carry.js';
import { take, valueOf } from '../../runtime/query.js';
import { locate } from '../browser/engines/install.js';
import { CARD, CARRY, CONTACTS, FRAMES } from './server-cases.js';

const root = path.resolve(import.meta.dirname, '../..');
const server: typeof import('../../cli/server/index.js') = await import('create-leaddesk-card/server' as string);

/** Calls a function of `php/leaddesk.php` for each list of arguments, in one process. */
function php(name: string, calls: unknown[][]): unknown[] {
  const script = `require '${root}/php/leaddesk.php';
    $calls = json_decode(stream_get_contents(STDIN), true);
    echo json_encode(array_map(fn ($arguments) => LeadDesk\\${name}(...$arguments), $calls), JSON_INVALID_UTF8_SUBSTITUTE);`;
  const output = execFileSync(
    locate('php'),
    ['-d', 'display_errors=stderr', '-d', 'error_reporting=-1', '-r', script],
    {
      input: JSON.stringify(calls),
      encoding: 'utf8',
    },
  );
  return JSON.parse(output);
}

/** A link of the page, as far as the runtime uses one. */
const link = {
  address: new URL(CARD),
  get href() {
    return this.address.href;
  },
  set href(href: string) {
    this.address = new URL(href, location.href);
  },
  get search() {
    return this.address.search;
  },
  set search(search: string) {
    this.address.search = search;
  },
};

/** A form without fields, whose action goes wherever a redirect may. */
const form: unknown = [];

/** What the runtime's links and forms make of an address in a page with that query. */
function runtime(to: string, from: string, keep = ''): string {
  const page = new URL(`/page${from}`, CARD);
  Object.assign(globalThis, {
    location: { href: page.href, origin: page.origin, search: page.search },
    document: {},
    Document: { prototype: { createElement: () => link } },
  });
  kept.clear();
  carried.clear();
  for (const name of [...keep.split(/\s+/).filter(Boolean), 'ld_debug']) kept.set(name, take(page.search, name)[1]);
  const origins = take(page.search, 'ld_referrer')[1]
    .split('&')
    .map((parameter) => originOf(valueOf(parameter)));
  const origin = origins.find(Boolean);
  if (origin) carried.set('ld_referrer', origin);
  const [call] = page.search.match(/(?<=[?&])ld_call=(idle|ringing|on|ended)\.\w*(?=&|$)/) ?? [];
  if (call) carried.set('ld_call', call.slice('ld_call='.length));
  const href = carryAsRuntime(to, form as Element);
  for (const name of ['location', 'document', 'Document']) Reflect.deleteProperty(globalThis, name);
  return new URL(href || to, page).href;
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new URL(text).origin : undefined;
}

const cases = Object.entries(CARRY);
const byPhp = php(
  'carry',
  cases.map(([, { to, from, keep = '' }]) => [to, `${CARD}/page${from}`, keep]),
);

for (const [index, [name, { to, from, keep, is, onlyServer }]] of cases.entries()) {
  test(`carry: ${name}`, () => {
    const current = `/page${from}`;
    assert.is(server.carry(to, CARD + current, { keep }), is, 'Node');
    assert.is(byPhp[index], is, 'PHP');
    // The path of a request is enough for addresses without an origin.
    if (!/^https?:/i.test(to)) assert.is(server.carry(to, current, { keep: keep?.split(' ') }), is);
    if (!onlyServer && URL.canParse(is, CARD + current)) {
      if (is !== '' && !is.startsWith('#'))
        assert.is(runtime(to, from, keep), new URL(is, CARD + current).href, 'runtime');
    }
  });
}

test('carry: without the card’s origin, an absolute address stays as it is', () => {
  assert.is(server.carry(`${CARD}/a`, '/page?x=1', { keep: 'x' }), `${CARD}/a`);
  assert.equal(php('carry', [[`${CARD}/a`, '/page?x=1', 'x']]), [`${CARD}/a`]);
});

test('carry: another name of the parameter', () => {
  const is = 'a?host=https%3A%2F%2Fx.example';
  assert.is(server.carry('a', '/?host=https://x.example&ld_referrer=https://y.example', { param: 'host' }), is);
  assert.equal(php('carry', [['a', '/?host=https://x.example&ld_referrer=https://y.example', '', 'host']]), [is]);
});

const names = fc.constantFrom(
  'phone',
  'a',
  'b[c]',
  'b%5bc%5D',
  'ld_referrer',
  'ld_call',
  'ld_debug',
  '',
  '%E4',
  'x+y',
  '1',
);
const values = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '%2B358',
    'https%3A%2F%2Flogin.leaddesk.com',
    'http://[::1]:1/a',
    'on.1a',
    '%',
    'a=b',
    '+',
    '%ff',
  ),
  fc.stringMatching(/^[\w!$'()*,;:@/?%{}|~-]{0,6}$/),
);
const parameters = fc.oneof(
  names,
  fc.tuple(names, values).map(([name, value]) => `${name}=${value}`),
);
const queries = fc.array(parameters, { maxLength: 5 }).map((list) => (list.length > 0 ? `?${list.join('&')}` : ''));
const addresses = fc
  .tuple(
    fc.constantFrom('order', '/', './a', '../b/', `${CARD}/c`, 'd:e/f', '//g/h', 'https://i.example/'),
    queries,
    fc.constantFrom('', '#', '#j?k'),
  )
  .map((parts) => parts.join(''));

test('carry: the runtime, Node and PHP write the same bytes for any address', () => {
  const seen: [to: string, current: string, keep: string, result: string][] = [];
  fc.assert(
    fc.property(addresses, queries, (to, from) => {
      // As a browser would send it.
      const current = new URL(`/page${from}`, CARD).href;
      const keep = 'phone b[c] 1';
      const result = server.carry(to, current, { keep });
      seen.push([to, current, keep, result]);
      if (!to.startsWith('//')) assert.is(new URL(result, current).href, runtime(to, from, keep));
      assert.match(result, /^[\x21-\x7e]*$/);
    }),
    { numRuns: 2000 },
  );
  const results = php(
    'carry',
    seen.map(([to, current, keep]) => [to, current, keep]),
  );
  assert.equal(
    results,
    seen.map(([, , , result]) => result),
  );
});

test('carry: no text makes a second header or an address elsewhere', () => {
  const evil = fc.array(
    fc.constantFrom(
      '/',
      '\\',
      '\t',
      '\r\n',
      ' ',
      'http',
      'https',
      ':',
      '@',
      'evil.example',
      '?',
      '#',
      '\0',
      'ä',
      '\ud800',
      '.',
    ),
  );
  fc.assert(
    fc.property(evil, (parts) => {
      const to = parts.join('');
      const result = server.carry(to, '/page?phone=1', { keep: 'phone' });
      assert.not.match(result, /[\r\n]/);
      // What got a parameter stays in the card, whoever reads it.
      if (result.includes('phone=1')) assert.is(new URL(result, `${CARD}/page`).origin, CARD);
    }),
    { numRuns: 5000 },
  );
});

test('the contact of an address is the same in Node and in PHP', () => {
  const contacts = php(
    'contactOf',
    CONTACTS.map(([address, keep = null]) => [address, keep]),
  );
  for (const [index, [address, keep, contact]] of CONTACTS.entries()) {
    assert.equal(Object.entries(server.contactOf(address, { keep })), Object.entries(contact), address);
    assert.equal(Object.entries(contacts[index] as object), Object.entries(contact), `PHP: ${address}`);
  }
});

const frames = Object.entries(FRAMES);
const framesByPhp = php(
  'frameHeaders',
  frames.map(([, [existing]]) => [existing]),
);

for (const [index, [name, [existing, headers]]] of frames.entries()) {
  test(`frames: ${name}`, () => {
    const before = structuredClone(existing);
    assert.equal(server.frameHeaders(existing), headers);
    assert.equal(server.frameHeaders(Object.entries(existing)), headers);
    assert.equal(existing, before);
    assert.equal(framesByPhp[index], headers, 'PHP');
  });
}

test('frames: headers of the platform, and others who may frame the card', () => {
  const platform = new Headers({ 'Content-Security-Policy': "frame-ancestors 'self'" });
  assert.equal(server.frameHeaders(platform, { allow: ['https://desk.example'], simulator: true }), {
    'content-security-policy':
      "frame-ancestors 'self' https://desk.example http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*",
  });
  assert.equal(
    php('frameHeaders', [
      [
        ['X-Powered-By: PHP/8.2', 'content-security-policy: img-src *', 'x-frame-options:deny'],
        'https://desk.example',
        true,
      ],
    ]),
    [
      {
        'X-Powered-By': 'PHP/8.2',
        'content-security-policy':
          'img-src *; frame-ancestors https://desk.example http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*',
      },
    ],
  );
});

test('the element is the built script with its settings, in Node and in PHP', () => {
  const runtime = readFileSync(path.join(root, 'dist/ld.js'), 'utf8').trim();
  const companion = readFileSync(path.join(root, 'dist/ld.card.js'), 'utf8').trim();
  assert.is(server.runtimeElement(), `<script>${runtime}</script>`);
  const whole =
    `<script nonce="a&quot;b" data-ld-allow="https://desk.example" data-ld-keep="phone id" data-ld-param="host">${runtime}</script>\n` +
    `<script nonce="a&quot;b" data-ld-contact="phone" data-ld-cancel="&lt;Peruuta&gt;">${companion}</script>`;
  const settings = { nonce: 'a"b', keep: ['phone', 'id'], allow: 'https://desk.example', param: 'host' };
  const card = { contact: ['phone'], cancel: '<Peruuta>' };
  assert.is(server.runtimeElement({ ...settings, card }), whole);
  const call = [settings.nonce, settings.keep, card, settings.allow, settings.param];
  assert.equal(php('runtimeElement', [[], call]), [`<script>${runtime}</script>`, whole]);
  assert.not.match(runtime + companion, /<!--|<\/?script/i);
});

test.run();
