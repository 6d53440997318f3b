/**
 * How the companion knows the call: the table of states, and sequences of pages and events against a perfect observer.
 */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { carryOver, keyOf, type Line, lineFrom, nextLine, textOf } from '../../runtime/card/call.js';

const UNKNOWN = carryOver({ state: 'unknown' });
const TYPES = { ringing: 'callLineRinging', on: 'callLineOn', idle: 'callLineIdle' };

/** Plays events, written as `on 7 @30`, into a page. Returns what a card shows then. */
function play(before: Line, events: string): string {
  const heard = events.split(', ').filter(Boolean);
  const { call } = heard.reduce((line, event) => {
    const [, word, id, at] = /^(\w+) (\S*) ?@(\d+)$/.exec(event)!;
    const given = id === 'none' ? undefined : id!.startsWith('"') ? id!.slice(1, -1) : Number(id);
    return nextLine(line, TYPES[word as 'on'] ?? word, given, Number(at));
  }, before);
  return `${call.state}${call.id === undefined ? '' : ` ${call.id}`}${call.sure ? ', sure' : ''}`;
}

const carried = (state: 'ringing' | 'on' | 'ended') => carryOver({ state, id: '7', since: 1 });

const table: [title: string, before: Line, events: string, then: string][] = [
  ['nothing heard', UNKNOWN, '', 'unknown'],
  ["nothing known, the load's idle", UNKNOWN, 'idle 7 @10', 'idle 7'],
  ["nothing known, the load's idle twice", UNKNOWN, 'idle 7 @10, idle 7 @2010', 'idle 7'],
  ['carried over', carried('on'), '', 'on 7'],
  ["ringing carried over, the load's idle", carried('ringing'), 'idle 7 @10', 'ringing 7'],
  ["on carried over, the load's idle", carried('on'), 'idle 7 @10', 'on 7'],
  ["on carried over, the load's idle twice", carried('on'), 'idle 7 @10, idle 7 @2010', 'on 7'],
  ['on carried over, a later idle', carried('on'), 'idle 7 @10, idle 7 @2011', 'ended 7, sure'],
  ['ringing carried over, a later idle', carried('ringing'), 'idle 7 @10, idle "7" @9000', 'ended 7, sure'],
  ['on carried over, a later idle of another', carried('on'), 'idle 8 @10, idle 8 @9000', 'on 7'],
  ["ended carried over, the load's idle", carried('ended'), 'idle 7 @10', 'ended 7'],
  ['ended carried over, ringing', carried('ended'), 'ringing 7 @10', 'ringing 7, sure'],
  ['ringing', UNKNOWN, 'ringing 7 @10', 'ringing 7, sure'],
  ['on, of another than carried over', carried('on'), 'on 8 @10', 'on 8, sure'],
  ['on heard here, idle', UNKNOWN, 'idle 7 @10, ringing 7 @20, on 7 @30, idle 7 @40', 'ended 7, sure'],
  ['ringing heard here, idle', UNKNOWN, 'ringing "7" @20, idle 7 @40', 'ended 7, sure'],
  ['on heard here, idle of another', UNKNOWN, 'on 7 @20, idle 8 @9000', 'on 7, sure'],
  ['on heard again after being carried over', carried('on'), 'idle 7 @10, on "7" @20', 'on 7, sure'],
  ['ended, idle again', UNKNOWN, 'on 7 @20, idle 7 @40, idle 7 @9000', 'ended 7, sure'],
  ['recordings', carried('on'), 'recStarted none @10', 'on 7'],
  ['unknown events', carried('on'), 'callLineHold 7 @10, constructor 7 @20', 'on 7'],
  ['events without an id', UNKNOWN, 'on none @10, idle none @20', 'ended, sure'],
  ['ids that begin alike', UNKNOWN, 'on 70 @10, idle 7 @9000', 'on 70, sure'],
];

for (const [title, before, events, then] of table) {
  test(title, () => assert.is(play(before, events), then));
}

test('the call is the same object while nothing changes that a card would notice', () => {
  const on = nextLine(UNKNOWN, TYPES.on, 7, 1000);
  assert.is(nextLine(on, TYPES.on, '7', 5000).call, on.call);
  assert.is(nextLine(on, TYPES.idle, 8, 5000).call, on.call);
  assert.is.not(nextLine(on, TYPES.on, 8, 5000).call, on.call);
});

test('`since` is when the state was heard, and goes along to the next page', () => {
  const on = nextLine(UNKNOWN, TYPES.on, 7, 1000);
  assert.is(on.call.since, 1000);
  assert.is(nextLine(on, TYPES.on, 7, 2000).call.since, 1000);
  assert.is(nextLine(carryOver(on.call), TYPES.idle, 7, 5000).call.since, 1000);
  assert.is(nextLine(on, TYPES.idle, 7, 6000).call.since, 6000);
});

test('a line goes through an address and back, all but the id, which its events are still known by', () => {
  const text = textOf(nextLine(UNKNOWN, TYPES.on, 71234567, 1000));
  assert.match(text, /^on\.[a-z0-9]+$/);
  assert.not.match(text, /71234567/);
  const line = lineFrom(text)!;
  assert.equal(line.call, { state: 'on', sure: false });
  assert.is(play(line, 'idle 71234567 @10, idle 71234567 @3000'), 'ended 71234567, sure');
  assert.is(play(line, 'idle 8 @10, idle 8 @3000'), 'on');
  assert.is(textOf(line), text, 'and goes on like that');
  for (const text of ['', 'on', 'off.1', 'constructor.x', 'on.a b', null]) assert.is(lineFrom(text), undefined);
});

type Step =
  | { kind: 'call'; state: 'ringing' | 'on' | 'ended'; id: number; asText: boolean; wait: number }
  | { kind: 'noise'; id: number; wait: number }
  | { kind: 'leave'; by: 'link' | 'script' | 'reload'; wait: number }
  | { kind: 'load'; idles: 1 | 2; apart: number; id: number; wait: number };

const wait = fc.nat(5000);
const id = fc.integer({ min: 7, max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      state: fc.constantFrom('ringing' as const, 'on' as const, 'ended' as const),
      id,
      asText: fc.boolean(),
      wait,
    }),
  },
  fc.record({ kind: fc.constant('noise' as const), id, wait }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('leave' as const),
      by: fc.constantFrom('link' as const, 'script' as const, 'reload' as const),
      wait,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('load' as const),
      idles: fc.constantFrom(1 as const, 2 as const),
      apart: fc.nat(2000),
      id,
      wait,
    }),
  },
);

test('in 10,000 sequences a state that is sure is true; any other is the last that was known, or unknown', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, hasStorage) => {
      /** What a perfect observer knows, and what the card was last sure of. */
      let truth = 'unknown';
      let known = 'unknown';
      /** The page's line; while a page loads, what the one before left to it. */
      let line = UNKNOWN;
      let isLoading = true;
      let now = 1;
      const show = ({ call, key }: Line) => (call.state === 'unknown' ? 'unknown' : `${call.state} ${key}`);
      const hear = (type: string, id: unknown) => {
        if (isLoading) return;
        line = nextLine(line, type, id, now);
        if (line.call.sure) known = show(line);
        check();
      };
      const check = () => {
        if (line.call.sure) assert.is(show(line), truth);
        else if (line.call.state === 'idle') assert.is(known, 'unknown');
        else assert.is(show(line), known);
      };
      for (const step of steps) {
        now += step.wait;
        if (step.kind === 'call') {
          // No call ends that is not the present one, or has ended.
          const isLive = /^(ringing|on)/.test(truth) && truth.endsWith(` ${keyOf(String(step.id))}`);
          if (step.state === 'ended' && !isLive) continue;
          truth = `${step.state} ${keyOf(String(step.id))}`;
          const type = step.state === 'ended' ? 'idle' : step.state;
          hear(TYPES[type], step.asText ? String(step.id) : step.id);
        } else if (step.kind === 'noise') {
          hear('callLineHold', step.id);
          hear('recStarted', undefined);
          // Of a call that was never here.
          if (line.call.state !== 'unknown') hear(TYPES.idle, step.id * 10);
        } else if (step.kind === 'leave' && !isLoading) {
          isLoading = true;
          if (hasStorage) line = carryOver(line.call);
          else line = (step.by === 'link' && lineFrom(textOf(line))) || UNKNOWN;
          if (line.call.state === 'unknown') known = 'unknown';
        } else if (step.kind === 'load' && isLoading) {
          isLoading = false;
          check();
          hear(TYPES.idle, step.id);
          now += step.apart;
          if (step.idles === 2) hear(TYPES.idle, String(step.id));
        }
      }
    }),
    { numRuns: 10_000 },
  );
});

test.run();
