/** How the companion knows the call: the table of states, and sequences of pages and events against a perfect observer. */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Call,
  carryOver,
  isLive,
  keyOf,
  type Line,
  lineFrom,
  nextLine,
  textOf,
  UNKNOWN,
} from '../../runtime/card/call.js';

const [RINGING, ON, IDLE] = ['callLineRinging', 'callLineOn', 'callLineIdle'];

type Heard = [type: string, id: unknown, at: number];

/** Plays events into a page, given what was known before. Returns what a card shows then. */
function play(before: Line, ...events: Heard[]): string {
  const { call } = events.reduce((line, [type, id, at]) => nextLine(line, type, id, at), before);
  return `${call.state}${call.id === undefined ? '' : ` ${call.id}`}${call.sure ? ', sure' : ''}`;
}

const carried = (state: Call['state'], id = '7') => carryOver({ state, id, since: 1 });

const table: [title: string, before: Line, events: Heard[], then: string][] = [
  ['nothing heard', UNKNOWN, [], 'unknown'],
  ["nothing known, the load's idle", UNKNOWN, [[IDLE, 7, 10]], 'idle 7'],
  [
    "nothing known, the load's idle twice",
    UNKNOWN,
    [
      [IDLE, 7, 10],
      [IDLE, 7, 2010],
    ],
    'idle 7',
  ],
  ['carried over', carried('on'), [], 'on 7'],
  ["ringing carried over, the load's idle", carried('ringing'), [[IDLE, 7, 10]], 'ringing 7'],
  ["on carried over, the load's idle", carried('on'), [[IDLE, 7, 10]], 'on 7'],
  [
    "on carried over, the load's idle twice",
    carried('on'),
    [
      [IDLE, 7, 10],
      [IDLE, 7, 2010],
    ],
    'on 7',
  ],
  [
    'on carried over, a later idle',
    carried('on'),
    [
      [IDLE, 7, 10],
      [IDLE, 7, 2011],
    ],
    'ended 7, sure',
  ],
  [
    'ringing carried over, a later idle',
    carried('ringing'),
    [
      [IDLE, 7, 10],
      [IDLE, '7', 9000],
    ],
    'ended 7, sure',
  ],
  [
    'on carried over, a later idle of another',
    carried('on'),
    [
      [IDLE, 8, 10],
      [IDLE, 8, 9000],
    ],
    'on 7',
  ],
  ["ended carried over, the load's idle", carried('ended'), [[IDLE, 7, 10]], 'ended 7'],
  ['ended carried over, ringing', carried('ended'), [[RINGING, 7, 10]], 'ringing 7, sure'],
  ['ringing', UNKNOWN, [[RINGING, 7, 10]], 'ringing 7, sure'],
  ['on, of another than carried over', carried('on'), [[ON, 8, 10]], 'on 8, sure'],
  [
    'on heard here, idle',
    UNKNOWN,
    [
      [IDLE, 7, 10],
      [RINGING, 7, 20],
      [ON, 7, 30],
      [IDLE, 7, 40],
    ],
    'ended 7, sure',
  ],
  [
    'ringing heard here, idle',
    UNKNOWN,
    [
      [RINGING, '7', 20],
      [IDLE, 7, 40],
    ],
    'ended 7, sure',
  ],
  [
    'on heard here, idle of another',
    UNKNOWN,
    [
      [ON, 7, 20],
      [IDLE, 8, 9000],
    ],
    'on 7, sure',
  ],
  [
    'on heard again after being carried over',
    carried('on'),
    [
      [IDLE, 7, 10],
      [ON, '7', 20],
    ],
    'on 7, sure',
  ],
  [
    'ended, idle again',
    UNKNOWN,
    [
      [ON, 7, 20],
      [IDLE, 7, 40],
      [IDLE, 7, 9000],
    ],
    'ended 7, sure',
  ],
  ['recordings', carried('on'), [['recStarted', undefined, 10]], 'on 7'],
  [
    'an unknown event',
    carried('on'),
    [
      ['callLineHold', 7, 10],
      ['constructor', 7, 20],
    ],
    'on 7',
  ],
  [
    'an event without an id',
    UNKNOWN,
    [
      [ON, undefined, 10],
      [IDLE, null, 20],
    ],
    'ended, sure',
  ],
  [
    'ids that begin alike',
    UNKNOWN,
    [
      [ON, 70, 10],
      [IDLE, 7, 9000],
    ],
    'on 70, sure',
  ],
];

for (const [title, before, events, then] of table) {
  test(title, () => assert.is(play(before, ...events), then));
}

test('`since` is when the state was first heard, and stays while it is repeated', () => {
  const on = nextLine(nextLine(UNKNOWN, ON!, 7, 1000), ON!, '7', 5000);
  assert.is(on.call.since, 1000);
  assert.is(nextLine(on, IDLE!, 7, 6000).call.since, 6000);
  assert.is(nextLine(on, ON!, 8, 7000).call.since, 7000);
});

test('a line goes through an address and back, all but the id, which is found among what the contact has', () => {
  const line = nextLine(UNKNOWN, ON!, 71234567, 1000);
  assert.match(textOf(line), /^on\.[a-z0-9]+$/);
  assert.not.match(textOf(line), /71234567/);
  assert.equal(lineFrom(textOf(line), ['8', '71234567'])?.call, {
    state: 'on',
    id: '71234567',
    since: undefined,
    sure: false,
  });
  const unnamed = lineFrom(textOf(line), [])!;
  assert.is(unnamed.call.id, undefined);
  assert.is(play(unnamed, [IDLE!, 71234567, 0], [IDLE!, 71234567, 3000]), 'ended 71234567, sure');
  assert.is(play(unnamed, [IDLE!, 8, 0], [IDLE!, 8, 3000]), 'on');
  for (const text of ['', 'on', 'off.1', 'constructor.x', 'on.a b', undefined])
    assert.is(lineFrom(text, []), undefined);
});

/** What happens between a host and a card, and what a perfect observer would say of the call at each moment. */
type Happening =
  | { kind: 'event'; type: 'ringing' | 'on' | 'idle'; id: number; asText: boolean; wait: number; lost: boolean }
  | { kind: 'page'; by: 'link' | 'reload' | 'script'; idles: 1 | 2; apart: number; wait: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('event' as const),
    type: fc.constantFrom('ringing' as const, 'on' as const, 'idle' as const),
    id: fc.integer({ min: 7, max: 9 }),
    asText: fc.boolean(),
    wait: fc.nat(9000),
    // It comes while a page loads, when no script listens.
    lost: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('page' as const),
    by: fc.constantFrom('link' as const, 'reload' as const, 'script' as const),
    idles: fc.constantFrom(1 as const, 2 as const),
    apart: fc.nat(2000),
    wait: fc.nat(9000),
  }),
);

test('over 10,000 sequences a state that is sure is the true one; any other is the last that was known, or unknown', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), fc.boolean(), (sequence, hasStorage) => {
      let now = 1;
      let line = UNKNOWN;
      /** The truth: the call, and whether it goes on. */
      let truth: { state: string; id: string } | undefined;
      /** What the card was last told, in any of its pages. */
      let known = 'unknown';
      let isLoading = false;
      const show = () => `${line.call.state} ${keyOf(line.call.id) || line.key}`;
      const check = () => {
        const { state, sure } = line.call;
        if (sure) assert.is(show(), truth && `${truth.state} ${keyOf(truth.id)}`);
        else if (state !== 'unknown' && state !== 'idle') assert.is(show(), known);
        else if (state === 'idle') assert.ok(known === 'unknown' || known.startsWith('idle'), known);
      };
      const hear = (type: string, id: string, asText: boolean) => {
        line = nextLine(line, type, asText ? id : Number(id), now);
        if (line.call.sure) known = show();
        check();
      };
      const arrive = (page: Extract<Happening, { kind: 'page' }>) => {
        if (hasStorage) line = carryOver(line.call);
        else line = (page.by === 'link' && lineFrom(textOf(line), [])) || UNKNOWN;
        if (line === UNKNOWN) known = 'unknown';
        isLoading = false;
        check();
        const id = truth?.id ?? '7';
        hear(IDLE!, id, false);
        if (page.idles === 2) {
          now += page.apart;
          hear(IDLE!, id, true);
        }
      };
      arrive({ kind: 'page', by: 'script', idles: 1, apart: 0, wait: 0 });
      sequence.forEach((step, index) => {
        now += step.wait;
        if (step.kind === 'page') {
          // What is lost happens while the page loads.
          for (const next of sequence.slice(index + 1)) {
            if (next.kind !== 'event' || !next.lost) break;
            happens(next);
          }
          isLoading = true;
          arrive(step);
          now += 2001;
        } else if (!step.lost || index === 0) {
          const type = happens(step);
          if (type && !isLoading) hear(type, String(step.id), step.asText);
        }
      });
      /** The host's side of an event: calls end only when they go on, and one at a time. */
      function happens({ type, id }: Extract<Happening, { kind: 'event' }>): string | undefined {
        if (type !== 'idle') {
          truth = { state: type, id: String(id) };
          return type === 'on' ? ON : RINGING;
        }
        if (!truth || truth.state === 'ended' || truth.id !== String(id)) return undefined;
        truth = { state: 'ended', id: String(id) };
        return IDLE;
      }
      assert.ok(!line.call.sure || !truth || isLive(line.call) || line.call.state === 'ended');
    }),
    { numRuns: 10_000 },
  );
});

test.run();
