/** Whether a click costs more in a page of many links: of one that does nothing, but goes the whole way. */
import type { Frame } from '../browser/engines/index.js';
import { serve } from '../browser/serve.js';
import { script } from './contenders/index.js';
import type { Bench } from './index.js';
import type { Section } from './table.js';
import { takeTurns } from './turns.js';

const TURNS = 41;
const CLICKS = 100;
const COUNTS = [50_000, 10];

export async function clicks({ browser }: Bench): Promise<Section> {
  const card = await serve({ '/': `<!doctype html><script>${script()}</script><body>` });
  const host = await serve({ '/': `<iframe name="card" src="${card.origin}"></iframe>` }, { host: 'localhost' });
  const pages = await Promise.all(COUNTS.map(() => browser.newPage()));
  const cards: Frame[] = [];
  for (const [index, page] of pages.entries()) {
    await page.goto(host.url('/'));
    cards.push(page.frame('card'));
    await cards[index]!.evaluate(fill, COUNTS[index]!);
  }
  const figures = await takeTurns(TURNS, COUNTS.length, (index) => cards[index]!.evaluate(clickOften, CLICKS));
  await Promise.all([...pages, card, host].map((open) => open.close()));
  return {
    columns: COUNTS.map((count) => `${count.toLocaleString('en')} links`),
    rows: [{ label: 'click, µs', digits: 1, figures }],
  };
}

function fill(count: number): void {
  document.body.innerHTML = '<p><a href="javascript:void 0">next</a></p>'.repeat(count);
}

/** The microseconds that a click takes. */
function clickOften(times: number): number {
  const link = document.links[document.links.length >> 1]!;
  const start = performance.now();
  for (let i = 0; i < times; i++)
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
  return ((performance.now() - start) * 1000) / times;
}
