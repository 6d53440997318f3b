/** How long a card's script takes until it has connected, or has begun to shake hands. */
import { serve } from '../browser/serve.js';
import { cardScript, contenders } from './contenders/index.js';
import type { Bench } from './index.js';
import type { Row } from './table.js';
import { takeTurns } from './turns.js';

const TURNS = 21;
const FRAMES = 20;

export async function evaluation({ browser, peers }: Bench): Promise<Row> {
  const scripts = await Promise.all(
    contenders.map((contender) => cardScript(peers, contender, 'connectHost(() => {});')),
  );
  const site = await serve({ '/': '<!doctype html><body>' }, { host: 'localhost' });
  const page = await browser.newPage();
  await page.goto(site.url('/'));
  const figures = await takeTurns(TURNS, scripts.length, (contender) =>
    page.evaluate(evaluateAfresh, scripts[contender]!, FRAMES),
  );
  await page.close();
  await site.close();
  return { label: 'evaluation, µs', figures };
}

/**
 * Evaluates a script once in each of some new frames, since a second time in one page it would meet what the first one
 * left there, and never the same text, which the engine would not compile again. Returns the microseconds that one
 * took: all are timed together, because the clock's steps are as long as one.
 */
export function evaluateAfresh(script: string, count: number): number {
  const frames = Array.from({ length: count }, () => document.body.appendChild(document.createElement('iframe')));
  const evaluations = frames.map((frame) => {
    // Its own variable: a frame's globals are made when they are first asked for.
    const evaluate = (frame.contentWindow as any).eval;
    const text = `${script}\n//${Math.random()}`;
    return () => evaluate(text);
  });
  const start = performance.now();
  for (const evaluate of evaluations) evaluate();
  const milliseconds = performance.now() - start;
  for (const frame of frames) frame.remove();
  return (milliseconds / count) * 1000;
}
