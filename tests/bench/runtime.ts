/**
 * What the runtime costs in Chromium, as ratios to the bare API in the same run: `npx tsx tests/bench/runtime.ts`.
 * Blocks of both alternate, so that whatever else the machine does befalls both; medians, with the middle half of all.
 */
import { page, runtime, startCard } from '../browser/card.js';
import { launch, type Frame } from '../browser/engines/index.js';

const blocks = 41;

/** Times two functions, each a block of work, by turns. */
async function compare(card: Frame, bare: string, ours: string): Promise<number[]> {
  return card.evaluate<number[]>(`(async () => {
    const time = async (block) => { const start = performance.now(); await block(); return performance.now() - start };
    const bare = ${bare}, ours = ${ours}, ratios = [];
    await bare(); await ours(); await bare(); await ours();
    for (let turn = 0; turn < ${blocks}; turn++) {
      let b, o;
      if (turn % 2) { b = await time(bare); o = await time(ours) } else { o = await time(ours); b = await time(bare) }
      ratios.push(o / b);
    }
    return ratios;
  })()`);
}

function print(what: string, ratios: number[]): void {
  const sorted = [...ratios].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!.toFixed(2);
  console.log(`${what.padEnd(44)} ${at(0.5)}  (${at(0.25)} to ${at(0.75)})`);
}

/** Clicks a link of a page with so many, which does nothing but goes the whole way; its median time in ms. */
const click = `(count) => {
  document.body.innerHTML = '<p><a href="javascript:void 0">next</a></p>'.repeat(count);
  const link = document.links[count >> 1];
  const times = [];
  for (let block = 0; block < ${blocks}; block++) {
    const start = performance.now();
    for (let i = 0; i < 100; i++) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
    times.push((performance.now() - start) / 100);
  }
  return times.sort((a, b) => a - b)[${blocks} >> 1];
}`;

const site = await startCard({ '/': page('') });
const browser = await launch('chromium');
try {
  const tab = await browser.newPage();
  const card = await site.open(tab);
  await tab.evaluate('void (messages = { push() {} })');
  const origin = JSON.stringify(site.host.origin);
  print(
    'send, to parent.postMessage(JSON.stringify(…))',
    await compare(
      card,
      `() => { for (let i = 0; i < 2000; i++) parent.postMessage(JSON.stringify({ action: 'select_reason', params: { id: i } }), ${origin}) }`,
      `() => { for (let i = 0; i < 2000; i++) ld.send('select_reason', { id: i }) }`,
    ),
  );

  // Real messages from the host, as a bare listener and as a handler of the runtime has them.
  await tab.evaluate(`void addEventListener('message', ({ data, source }) => {
    if (data.flood) for (let i = 0; i < data.flood; i++) source.postMessage(JSON.stringify({ type: data.type, data: { call_log_id: i } }), '*');
  })`);
  await card.evaluate(`void (counts = { bare: 0, ours: 0 }, done = () => {}, count = (kind) => { if (++counts[kind] % 2000 === 0) done() },
    flood = (type) => new Promise((resolve) => { done = resolve; parent.postMessage({ flood: 2000, type }, '*') }))`);
  await card.evaluate(`void addEventListener('message', (event) => {
    if (event.source === parent && event.origin === ${origin}) { const { type } = JSON.parse(event.data); if (type === 'bare') count('bare') }
  })`);
  await card.evaluate(`void ld.on('ours', () => count('ours'))`);
  print('dispatch, to a bare listener of message', await compare(card, `() => flood('bare')`, `() => flood('ours')`));

  const evaluation = await card.evaluate<number[]>(`((source) => Array.from({ length: ${blocks} }, () => {
    const start = performance.now();
    for (let i = 0; i < 20; i++) (0, eval)(source);
    return (performance.now() - start) / 20;
  }))(${JSON.stringify(runtime.toString())})`);
  console.log(`evaluation of the script, in ms${''.padEnd(13)} ${evaluation.sort((a, b) => a - b)[blocks >> 1]!.toFixed(2)}`);

  const fresh = await site.open(tab);
  const few = await fresh.evaluate<number>(`(${click})(10)`);
  const many = await fresh.evaluate<number>(`(${click})(50000)`);
  console.log(`a click among 50,000 links, to one among 10  ${(many / few).toFixed(2)}  (${many.toFixed(3)} ms, ${few.toFixed(3)} ms)`);
} finally {
  await browser.close();
  await site.close();
}
