/** Sequences of events and page changes in a real card, against a perfect observer of the call. */
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Call } from '../../runtime/card/index.js';
import { type CardOptions, startCard } from './card.js';
import { agentOf, blocked, companion, page, skewed } from './companion.js';
import { eachEngine, type Frame } from './engines/index.js';

type Step =
  | { does: 'call'; state: 'ringing' | 'on' | 'ended'; id: number; asText: boolean; isLost: boolean; later: boolean }
  | { does: 'leave'; by: keyof typeof ways; idles: 1 | 2 };

/** Ways of leaving a page, and whether its address says how the call stands where the storage is blocked. */
const ways: Record<string, { act: () => void; carries: boolean }> = {
  link: { act: () => document.querySelector('a')!.click(), carries: true },
  form: { act: () => document.querySelector<HTMLElement>('#get')!.click(), carries: true },
  post: { act: () => document.querySelector<HTMLElement>('#post')!.click(), carries: true },
  redirect: { act: () => document.querySelector<HTMLElement>('#moved')!.click(), carries: true },
  url: { act: () => void (location.href = ld.url(document.querySelector('a')!.href)), carries: true },
  script: { act: () => void (location.href = document.querySelector('a')!.href), carries: false },
  reload: { act: () => location.reload(), carries: false },
  back: { act: () => history.back(), carries: false },
};

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant('call' as const),
    state: fc.constantFrom('ringing' as const, 'on' as const, 'ended' as const),
    id: fc.integer({ min: 7, max: 8 }),
    asText: fc.boolean(),
    // It happens while a page loads, when no script listens.
    isLost: fc.boolean(),
    later: fc.boolean(),
  }),
  fc.record({
    does: fc.constant('leave' as const),
    by: fc.constantFrom(...Object.keys(ways)),
    idles: fc.constantFrom(1 as const, 2 as const),
  }),
);

const TYPES = { ringing: 'callLineRinging', on: 'callLineOn', ended: 'callLineIdle' };

/** A page that links to the other one of two, and tells which marker it has heard. */
const linking = (other: string) =>
  page(`<a href="/${other}">x</a><form action="/${other}"><button id=get>x</button></form>
    <form action="/${other}" method=post><button id=post>x</button></form>
    <form action="/moved/${other}" method=post><button id=moved>x</button></form>
    <script>ld.on('marker', (number) => { marker = number })</script>`);

/** Tries so many sequences in each engine: a third of them with storage, the others in two ways without. */
export function trySequences(count: number): void {
  eachEngine(
    'sequences of a call',
    (test) => {
      for (const [where, options] of Object.entries<CardOptions>({ 'storage works': { inject: skewed }, ...blocked })) {
        test(`${where}: a state that is sure is true, any other the last that was known, or unknown`, async ({
          page: tab,
        }) => {
          const moved = ({ url }: { url: string }) => ({
            status: 303,
            headers: { location: url.replace('/moved', '') },
          });
          const site = await startCard(
            {
              '/ld.card.js': { headers: { 'content-type': 'text/javascript' }, body: companion },
              '/a': linking('b'),
              '/b': linking('a'),
              '/moved/a': moved,
              '/moved/b': moved,
            },
            options,
          );
          const hasStorage = where === 'storage works';
          let run = 0;
          const perform = async (steps: Step[]) => {
            const card = await site.open(tab, `/a?call_logs_id=${++run}`);
            const { say } = agentOf(tab, card, site);
            let [truth, known, markers, pages] = ['unknown', 'unknown', 0, 0];
            const hear = async (type: string, id: number | string) => {
              await say(type, { call_log_id: id });
              await check();
            };
            const check = async () => {
              await say('marker', ++markers);
              const shown: Call = await card.waitFor(
                (number) => (window as any).marker === number && (ld as any).card.call,
                markers,
              );
              const text = shown.id === undefined ? shown.state : `${shown.state} ${shown.id}`;
              if (shown.sure) assert.is((known = text), truth);
              else if (shown.state === 'idle') assert.is(known, 'unknown');
              // Where only a hash goes along, the id is not shown.
              else assert.ok([known, known.split(' ')[0]].includes(text), `${text}, ${known} was known`);
            };
            await hear('callLineIdle', 7);
            for (const [index, one] of steps.entries()) {
              if (one.does === 'call') {
                if (one.state === 'ended' && !/^(ringing|on)/.test(truth)) continue;
                const id = one.state === 'ended' ? Number(truth.split(' ')[1]) : one.id;
                const isLost = one.isLost && steps[index + 1]?.does === 'leave';
                truth = `${one.state} ${id}`;
                if (one.later) await card.evaluate(() => void (skew += 3000));
                if (!isLost) await hear(TYPES[one.state], one.asText ? String(id) : id);
              } else if (one.by !== 'back' || pages > 0) {
                const { act, carries } = ways[one.by]!;
                await leave(card, act);
                pages += one.by === 'back' ? -1 : one.by === 'reload' ? 0 : 1;
                if (!hasStorage && !carries) known = 'unknown';
                await check();
                for (let idle = 0; idle < one.idles; idle++) await hear('callLineIdle', idle ? '7' : 7);
              }
            }
          };
          try {
            await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), perform), {
              numRuns: count,
              endOnFailure: true,
            });
          } finally {
            await site.close();
          }
        });
      }
    },
    { onePage: true },
  );
}

/** Leaves the page and waits for the next one. */
async function leave(card: Frame, act: () => void): Promise<void> {
  await card.evaluate(() => {
    (window as any).isOld = true;
    (window as any).marker = 0;
  });
  await card.evaluate(`void setTimeout(${act})`);
  await card.waitFor(() => !(window as any).isOld && document.readyState === 'complete' && !!(window as any).ld?.card);
}
