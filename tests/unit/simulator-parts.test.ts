import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_QUERY, fillAddress, unfilled } from '../../cli/simulator/address.js';
import { type Client, createClients } from '../../cli/simulator/clients.js';
import { createSession } from '../../cli/simulator/create-session.js';
import { createLog, cut, type Entry, MAX_ENTRIES, MAX_LOG_CHARACTERS, sizeOf } from '../../cli/simulator/log.js';
import { readLogFile } from '../../cli/simulator/log-file.js';
import { pathOf, referrerFacts } from '../../cli/simulator/pages.js';
import { behaviorOf, isPreset, ORDINARY, PRESET_NAMES } from '../../cli/simulator/presets.js';
import { watchUndelivered } from '../../cli/simulator/undelivered.js';
import type { ToPage } from '../../cli/simulator/wire.js';
import { until } from '../browser/until.js';

const CONTACT = {
  phone: '+46 31',
  call_logs_id: '7',
  customers_id: '42',
  'own field': 'ä&b',
  half: 'a\ud800b\ud83d\ude00',
};

for (const [address, filled] of [
  [`http://card/${DEFAULT_QUERY}`, 'http://card/?phone=%2B46%2031&call_logs_id=7&customers_id=42'],
  ['http://card/{customers_id}/x', 'http://card/42/x'],
  ['http://card/?a={phone}&b={phone}', 'http://card/?a=%2B46%2031&b=%2B46%2031'],
  ['http://card/?a={agent_id}', 'http://card/?a={agent_id}'],
  ['http://card/?a={constructor}', 'http://card/?a={constructor}'],
  ['http://card/?a={}&b={{phone}}', 'http://card/?a={}&b={%2B46%2031}'],
  ['http://card/', 'http://card/'],
  ['http://card/?a={half}', 'http://card/?a=a%EF%BF%BDb%F0%9F%98%80'],
] as const) {
  test(`the address ${address} is filled`, () => assert.is(fillAddress(address, CONTACT), filled));
}

test('placeholders that no field fills are reported', () => {
  assert.equal(unfilled('/?a={phone}&b={agent_id}&c={x}', CONTACT), ['agent_id', 'x']);
});

test('presets change what they say and nothing else, and go together', () => {
  assert.equal(behaviorOf([]), ORDINARY);
  assert.equal(behaviorOf(['no-referrer', 'slow']), { ...ORDINARY, referrerPolicy: 'no-referrer', delay: 2000 });
  assert.is(behaviorOf(['release-path']).path, '/r79.6/');
  assert.is(behaviorOf(['event-objects']).eventsAs, 'object');
  assert.is(behaviorOf(['wrong-mode']).listens, false);
  for (const name of PRESET_NAMES.filter((other) => other !== 'event-strings'))
    assert.not.equal(behaviorOf([name]), ORDINARY, name);
});

test('the name of an object property is no preset', () => assert.not(isPreset('constructor')));

test('the referrer of a page is explained', () => {
  assert.match(referrerFacts('http://card/b', 'http://card/a'), /the card itself/);
  assert.match(referrerFacts('http://card/a', 'http://host/'), /names http:\/\/host here/);
  assert.match(referrerFacts('http://card/a', ''), /empty/);
  assert.is(pathOf('http://card/a?b#c'), '/a?b#c');
  assert.is(pathOf('page 2'), 'page 2');
});

test('the log forgets the oldest entries and keeps the numbers', () => {
  const log = createLog(() => {});
  for (let i = 0; i < MAX_ENTRIES * 2; i++)
    log.add({ kind: 'note', name: '', page: '', verdict: { kind: 'note', text: '' } });
  assert.ok(log.entries.length <= MAX_ENTRIES * 1.25);
  assert.ok(log.entries.length >= MAX_ENTRIES);
  assert.is(log.entries.at(-1)!.id, MAX_ENTRIES * 2);
});

test('the latest entries are as many as fit', () => {
  const log = createLog(() => {});
  assert.equal(log.latest(100), []);
  for (const payload of ['aaaa', 'bbbb', 'cccc'])
    log.add({ kind: 'event', name: '', page: '', payload, verdict: { kind: 'valid', text: '' } });
  const payloads = (characters: number) => log.latest(characters).map(({ payload }) => payload);
  assert.equal(payloads(12), ['aaaa', 'bbbb', 'cccc']);
  assert.equal(payloads(11), ['bbbb', 'cccc']);
  assert.equal(payloads(1), ['cccc'], 'the last one in any case');
});

test('a payload of a megabyte is cut, and its length stated', () => {
  assert.match(cut('x'.repeat(1e6), 10), /^x{10}… \(1000000 characters\)$/);
});

for (const [what, file, says] of [
  ['nothing', null, /not a log/],
  ['another file', { a: 1 }, /not a log/],
  ['a version that is no number', { format: 'leaddesk-card-log', version: { toString: 1 }, entries: [] }, /version \{/],
  ['another version', { format: 'leaddesk-card-log', version: 3, entries: [] }, /version 3.*reads 1 and 2/],
  [
    'an event whose payload is no JSON',
    { format: 'leaddesk-card-log', version: 1, entries: [{ kind: 'event', name: 'x', at: 1, payload: '{' }] },
    /Entry 1 .*damaged: its payload is no event/,
  ],
  ['a contact of numbers', { format: 'leaddesk-card-log', version: 2, contact: { a: 1 }, entries: [] }, /contact/],
  [
    'a damaged entry',
    { format: 'leaddesk-card-log', version: 1, entries: [{ kind: 'event', name: 'x', at: 1 }, null] },
    /Entry 2 .*damaged/,
  ],
] as const) {
  test(`${what} is refused as a log to replay`, () => assert.match(readLogFile(file) as string, says));
}

test('a command that was made and did not arrive is lost, one that arrived is not', async () => {
  const lost: string[][] = [];
  await new Promise<void>((resolve) => {
    const undelivered = watchUndelivered((text, on) => {
      lost.push([text, on]);
      resolve();
    }, 1);
    undelivered.made('arrives', '/a');
    undelivered.made('is lost', '/b');
    undelivered.arrived('arrives');
  });
  assert.equal(lost, [['is lost', '/b']]);
});

test('pages are told everything in order and in batches, and one that is behind that it misses some', async () => {
  const clients = createClients();
  const batches: Record<string, ToPage[][]> = { quick: [], slow: [] };
  let isSlow = true;
  const client = (name: string): Client => ({
    get isBehind() {
      return name === 'slow' && isSlow;
    },
    end() {},
    write: (messages) => batches[name]!.push([...messages]),
  });
  clients.add('quick', client('quick'));
  const disconnect = clients.add('slow', client('slow'));
  const entry = (id: number): Entry => ({
    id,
    at: 0,
    kind: 'note',
    name: '',
    page: '',
    verdict: { kind: 'note', text: '' },
  });
  clients.log(entry(1));
  clients.log(entry(2));
  clients.tell({ kind: 'open' });
  clients.tell({ kind: 'cleared' }, 'slow');
  clients.log(entry(3));
  await new Promise(setImmediate);
  assert.equal(batches.quick, [
    [{ kind: 'log', entries: [entry(1), entry(2)] }, { kind: 'open' }, { kind: 'log', entries: [entry(3)] }],
  ]);
  assert.equal(batches.slow, [], 'nothing is written to one that does not read');
  isSlow = false;
  await until(() => batches.slow!.length, 'it to be told');
  assert.equal(batches.slow, [[{ kind: 'skipped' }, { kind: 'open' }, { kind: 'cleared' }, { kind: 'skipped' }]]);
  disconnect();
  assert.is(clients.size, 1);
});

test('for a page that does not read only the latest view waits, and what waits has an end', async () => {
  const clients = createClients();
  let ended = 0;
  let isBehind = true;
  const written: ToPage[] = [];
  clients.add('slow', {
    get isBehind() {
      return isBehind;
    },
    write: (messages) => void written.push(...messages),
    end: () => ended++,
  });
  for (let i = 0; i < 5000; i++) {
    clients.tell({ kind: 'view', view: i as never });
    clients.log({ id: i } as Entry);
  }
  await new Promise(setImmediate);
  isBehind = false;
  await until(() => written.length, 'it to be told');
  assert.equal(written, [{ kind: 'skipped' }, { kind: 'view', view: 4999 as never }]);
  isBehind = true;
  for (let i = 0; i < 5000; i++) clients.tell({ kind: 'open' });
  await until(() => ended === 1, 'the connection to be ended');
  assert.is(clients.size, 0);
});

test('the log is bounded by its characters as well', () => {
  const log = createLog(() => {});
  for (let i = 0; i < 1000; i++)
    log.add({
      kind: 'command',
      name: '',
      page: '',
      payload: 'x'.repeat(190_000),
      verdict: { kind: 'valid', text: '' },
    });
  const characters = log.entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  assert.ok(characters <= MAX_LOG_CHARACTERS, String(characters));
  assert.is(log.entries.at(-1)!.id, 1000);
});

const event = (type: string, at: number) => ({
  id: at,
  at,
  kind: 'event' as const,
  name: type,
  page: '/',
  payload: JSON.stringify({ type, data: at }),
  verdict: { kind: 'valid' as const, text: '' },
});

/** A session with a page that loads whatever it is told to. */
function sessionWithPage() {
  const session = createSession({
    address: 'http://127.0.0.1:1/?p={phone}',
    contact: { phone: 'first' },
    home: () => 'http://localhost:2/',
  });
  const posted: string[] = [];
  session.connect(
    'page',
    {
      isBehind: false,
      end() {},
      write(messages) {
        for (const message of messages) {
          if (message.kind === 'open' || message.kind === 'visit') session.loaded('page');
          if (message.kind === 'post') {
            posted.push(String(message.data));
            session.posted(message.id);
          }
        }
      },
    },
    false,
  );
  return {
    session,
    posted,
    words: () => session.log.filter(({ name }) => name === 'replay').map(({ verdict }) => verdict.text),
  };
}

test('a replay has the contact, the address and the presets of its log', async () => {
  const { session, posted, words } = sessionWithPage();
  await session.replay({
    format: 'leaddesk-card-log',
    version: 2,
    contact: { phone: 'other' },
    address: 'http://127.0.0.1:9/card?x={phone}',
    presets: ['event-strings', 'none-such'],
    entries: [event('callLineRinging', 1), event('callLineOn', 2)],
  });
  assert.is(session.cardUrl, 'http://127.0.0.1:1/card?x=other');
  assert.equal(session.presets, ['event-strings']);
  assert.equal(posted.slice(-2), ['{"type":"callLineRinging","data":1}', '{"type":"callLineOn","data":2}']);
  assert.match(words().at(-1)!, /is over: 2 events/);
  session.close();
});

test('a log of version 1 is replayed for the contact that is there', async () => {
  const { session, words } = sessionWithPage();
  await session.replay({ format: 'leaddesk-card-log', version: 1, entries: [event('callLineOn', 1)] });
  assert.is(session.cardUrl, 'http://127.0.0.1:1/?p=first');
  assert.match(words().at(-1)!, /is over: 1 event\./);
  session.close();
});

test('a replay can be stopped, and what is no log is reported', async () => {
  const { session, words } = sessionWithPage();
  const log = [event('callLineRinging', 1), event('callLineOn', 100_000)];
  const over = session.replay({ format: 'leaddesk-card-log', version: 2, entries: log });
  await until(() => session.log.some(({ cause }) => cause === 'replay'), 'the first event');
  session.stopReplay();
  await over;
  assert.is(words().at(-1), 'The replay was stopped.');
  await session.replay({ format: 'leaddesk-card-log', version: 2, entries: [{ kind: 'event', payload: '}' }] });
  assert.match(words().at(-1)!, /damaged/);
  session.close();
});

test.run();
