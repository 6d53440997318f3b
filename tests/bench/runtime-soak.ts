/**
 * A long day in Chromium: 100,000 messages each way and 1,000 pages. Prints what was lost, and the heap before and
 * after, each time after a collection: `npm run bench:soak -- [messages] [pages]`.
 */
import * as assert from 'node:assert/strict';
import { carried, page, startCard } from '../browser/card.js';
import { launch } from '../browser/engines/index.js';

const [messages = 100_000, pages = 1_000] = process.argv.slice(2).map(Number);

let loaded = 0;
// Each page leads to another address: a link to the page itself is left as it is.
const site = await startCard({ '*': () => page(`<a href="/next?${++loaded}">next</a>`) });
const browser = await launch('chromium');
try {
  const tab = await browser.newPage();
  const card = await site.open(tab);
  // One collection leaves what finalizers and the frames before have still to let go.
  const used = `(async () => {
    for (let turn = 0; turn < 5; turn++) { gc(); await new Promise((done) => setTimeout(done, 50)) }
    return performance.memory.usedJSHeapSize;
  })()`;
  const heap = () => card.evaluate<number>(used);
  await card.evaluate('void (heard = 0, ld.on("x", () => heard++))');
  await tab.evaluate('void (count = 0, messages = { push() { count++ } })');
  const exchange = async (amount: number) => {
    const [heard, count] = [await card.evaluate<number>('heard'), await tab.evaluate<number>('count')];
    await card.evaluate(
      `(async () => { for (let i = 0; i < ${amount}; i++) { ld.send('x', { i }); if (i % 1000 === 0) await new Promise((done) => setTimeout(done)) } })()`,
    );
    await tab.evaluate(
      `(async () => { for (let i = 0; i < ${amount}; i++) { frames[0].postMessage({ type: 'x', data: i }, '*'); if (i % 1000 === 0) await new Promise((done) => setTimeout(done)) } })()`,
    );
    await card.waitFor((wanted) => (window as any).heard === wanted, heard + amount);
    await tab.waitFor((wanted) => (window as any).count === wanted, count + amount);
  };
  await exchange(Math.min(1000, messages));
  const before = await heap();
  for (let left = messages; left > 0; left -= 10_000) await exchange(Math.min(10_000, left));
  console.log(
    `${messages} messages each way, none lost; the card's heap: ${before} bytes before, ${await heap()} after`,
  );

  const hosts = () => tab.evaluate<number>(used);
  const start = await hosts();
  let first = 0;
  for (let turn = 1; turn <= pages; turn++) {
    await card.evaluate('void (document.old = 1, document.links[0].click())');
    await card.waitFor('!document.old && document.readyState === "complete" && window.ld');
    assert.equal(await card.evaluate('ld.origin'), site.host.origin);
    assert.match(
      site.card.requests.filter(({ url }) => url.startsWith('/next')).at(-1)!.url,
      new RegExp(`^/next\\?\\d+&${carried(site.host)}$`),
    );
    if (turn === 1) first = await heap();
  }
  console.log(
    `${pages} pages, each with its host; heap of the first: ${first} bytes, of the last: ${await heap()}; of the host: ${start} before, ${await hosts()} after`,
  );
} finally {
  await browser.close();
  await site.close();
}
