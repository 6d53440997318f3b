import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_QUERY, fillAddress, unfilled } from '../../cli/simulator/address.js';
import { type Client, createClients } from '../../cli/simulator/clients.js';
import { createLog, cut, type Entry, LOG_LIMIT } from '../../cli/simulator/log.js';
import { pathOf, referrerFacts } from '../../cli/simulator/pages.js';
import { conductOf, isPreset, ORDINARY, PRESET_NAMES } from '../../cli/simulator/presets.js';
import { readLogFile } from '../../cli/simulator/replay.js';
import { watchUndelivered } from '../../cli/simulator/undelivered.js';
import type { ToPage } from '../../cli/simulator/wire.js';

const CONTACT = { phone: '+46 31', call_logs_id: '7', customers_id: '42', 'own field': 'ä&b' };

for (const [address, filled] of [
  [`http://card/${DEFAULT_QUERY}`, 'http://card/?phone=%2B46%2031&call_logs_id=7&customers_id=42'],
  ['http://card/{customers_id}/x', 'http://card/42/x'],
  ['http://card/?a={phone}&b={phone}', 'http://card/?a=%2B46%2031&b=%2B46%2031'],
  ['http://card/?a={agent_id}', 'http://card/?a={agent_id}'],
  ['http://card/?a={constructor}', 'http://card/?a={constructor}'],
  ['http://card/?a={}&b={{phone}}', 'http://card/?a={}&b={%2B46%2031}'],
  ['http://card/', 'http://card/'],
] as const) {
  test(`the address ${address} is filled`, () => assert.is(fillAddress(address, CONTACT), filled));
}

test('placeholders that no field fills are told', () => {
  assert.equal(unfilled('/?a={phone}&b={agent_id}&c={x}', CONTACT), ['agent_id', 'x']);
});

test('presets change what they say and nothing else, and go together', () => {
  assert.equal(conductOf([]), ORDINARY);
  assert.equal(conductOf(['no-referrer', 'slow']), { ...ORDINARY, referrerPolicy: 'no-referrer', delay: 2000 });
  assert.is(conductOf(['release-path']).path, '/r79.6/');
  assert.is(conductOf(['event-objects']).eventsAs, 'object');
  assert.is(conductOf(['wrong-mode']).listens, false);
  for (const name of PRESET_NAMES.filter((other) => other !== 'event-strings'))
    assert.not.equal(conductOf([name]), ORDINARY, name);
});

test('the name of an object property is no preset', () => assert.not(isPreset('constructor')));

test('the referrer of a page is told for what it means', () => {
  assert.match(referrerFacts('http://card/b', 'http://card/a'), /the card itself/);
  assert.match(referrerFacts('http://card/a', 'http://host/'), /names http:\/\/host here/);
  assert.match(referrerFacts('http://card/a', ''), /empty/);
  assert.is(pathOf('http://card/a?b#c'), '/a?b#c');
  assert.is(pathOf('page 2'), 'page 2');
});

test('the log forgets the oldest entries and keeps the numbers', () => {
  const log = createLog(() => {});
  for (let i = 0; i < LOG_LIMIT * 2; i++)
    log.add({ kind: 'note', name: '', page: '', verdict: { kind: 'note', text: '' } });
  assert.ok(log.entries.length <= LOG_LIMIT * 1.25);
  assert.ok(log.entries.length >= LOG_LIMIT);
  assert.is(log.entries.at(-1)!.id, LOG_LIMIT * 2);
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

test('a payload of a megabyte is cut, and its length told', () => {
  assert.match(cut('x'.repeat(1e6), 10), /^x{10}… \(1000000 characters\)$/);
});

for (const [what, file, says] of [
  ['nothing', null, /not a log/],
  ['another file', { a: 1 }, /not a log/],
  ['another version', { format: 'leaddesk-card-log', version: 2, entries: [] }, /not a log/],
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
  const client = (name: string, isBehind: boolean): Client => ({
    isBehind,
    write: (messages) => batches[name]!.push([...messages]),
  });
  clients.add('quick', client('quick', false));
  const disconnect = clients.add('slow', client('slow', true));
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
  assert.equal(batches.slow, [[{ kind: 'skipped' }, { kind: 'open' }, { kind: 'cleared' }, { kind: 'skipped' }]]);
  disconnect();
  assert.is(clients.size, 1);
});

test.run();
