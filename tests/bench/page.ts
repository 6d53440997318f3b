/**
 * What a page pays for the runtime: for being loaded, against version 0.1.0, and for clicks that are none of its
 * business.
 */
import { readFileSync } from 'node:fs';
import { serve } from '../browser/serve.js';
import { script } from './contenders/index.js';
import { evaluateAfresh } from './evaluation.js';
import type { Bench } from './index.js';
import type { Section } from './table.js';
import { takeTurns } from './turns.js';

const TURNS = 41;
const FRAMES = 20;
const CLICKS = 200;
const LEVELS = 15;

/** As it was built, kept for this comparison. */
const earlier = readFileSync(new URL('earlier/ld-0.1.0.js.txt', import.meta.url), 'utf8');

export async function evaluationAgainstEarlier({ browser }: Bench): Promise<Section> {
  const scripts = [script(), earlier];
  const site = await serve({ '/': '<!doctype html><body>' }, { host: 'localhost' });
  const page = await browser.newPage();
  await page.goto(site.url('/'));
  const figures = await takeTurns(TURNS, scripts.length, (one) => page.evaluate(evaluateAfresh, scripts[one]!, FRAMES));
  await page.close();
  await site.close();
  return { columns: ['ours', 'ld.js 0.1.0'], rows: [{ label: 'evaluation, µs', figures }] };
}

export async function ownButton({ browser }: Bench): Promise<Section> {
  const body = `${'<div>'.repeat(LEVELS)}<button type=button>x</button>`;
  const card = await serve({
    '/with': `<!doctype html><script>${script()}</script><body>${body}`,
    '/plain': `<!doctype html><body>${body}`,
  });
  const frames = ['with', 'plain'].map((name) => `<iframe name="${name}" src="${card.url(`/${name}`)}"></iframe>`);
  const host = await serve({ '/': frames.join('') }, { host: 'localhost' });
  const page = await browser.newPage();
  await page.goto(host.url('/'));
  const cards = ['with', 'plain'].map((name) => page.frame(name));
  for (const card of cards) await card.waitFor('document.querySelector("button")');
  const figures = await takeTurns(TURNS, cards.length, (one) => cards[one]!.evaluate(clickOften, CLICKS));
  await Promise.all([page, host, card].map((open) => open.close()));
  return {
    columns: ['with ld.js', 'without'],
    rows: [{ label: `click on a button, ${LEVELS} levels, µs`, digits: 1, figures }],
  };
}

/** The microseconds that a click on the page's own button takes. */
function clickOften(times: number): number {
  const button = document.querySelector('button')!;
  let heard = 0;
  button.onclick = () => heard++;
  const start = performance.now();
  for (let i = 0; i < times; i++)
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
  return ((performance.now() - start) * 1000) / times;
}
