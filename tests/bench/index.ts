/**
 * Everything that is measured, as one table: `npm run bench`, or some parts of it: `npm run bench -- runtime dev`.
 *
 *   runtime      against the bare API, penpal, postmate, comlink:
 *     sizes      messages      evaluation
 *   earlier      evaluation, against version 0.1.0
 *   button       a click on a page's own button, against a page without the runtime
 *   clicks       in a page of many links, against one of few
 *   scaffold     against create-vite
 *   dev          the dev server, against Vite's
 *
 *   contenders   how each connects a card and its host      measured   what their pages do for `messages`
 *   peers        installs and bundles what others made      turns      takes measures by turns
 *   table        prints
 *
 * Nothing here decides a test or an exit status by time. A day's work is apart: `npm run bench:soak`.
 */
import { availableParallelism } from 'node:os';
import { UserError } from '../../cli/shared/errors.js';
import { type Browser, launch } from '../browser/engines/index.js';
import { npm } from '../cli/package.js';
import { inScratch, root } from '../cli/scratch.js';
import { clicks } from './clicks.js';
import { dev } from './dev.js';
import { evaluationAgainstEarlier, ownButton } from './page.js';
import { installPeers } from './peers.js';
import { runtime } from './runtime.js';
import { scaffold } from './scaffold.js';
import { format, type Section } from './table.js';

/** What the parts work with. */
export interface Bench {
  browser: Browser;
  /** The folder where the peers are installed. */
  peers: string;
}

const parts: Record<string, (bench: Bench) => Promise<Section>> = {
  runtime,
  earlier: evaluationAgainstEarlier,
  button: ownButton,
  clicks,
  scaffold,
  dev,
};

const notes = `Medians. Below each, ours to theirs: the median of the turns' ratios (their middle half).
Above 1.00, marked *, ours is larger or slower.
Ours is ld.js whole: it also carries the host over links and forms, which no peer does.
send: the call alone; those of penpal and comlink also promise an answer. dispatch: until the card's handler was called.
evaluation: in a new frame, until connected; includes what the browser makes there on first use, such as its storage.
click: one link's, in a page of so many. dev server: until it answers; from an edit until the frame shows it.`;

try {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new UserError(`There is no "${unknown}" to measure: use ${Object.keys(parts).join(', ')}.`);
  await inScratch(async (peers) => {
    installPeers(peers);
    npm(['run', '--silent', 'build'], root);
    const browser = await launch('chromium');
    try {
      const page = await browser.newPage();
      const version = await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)![1]);
      await page.close();
      const sections: Section[] = [];
      for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
        process.stderr.write(`measuring ${name}\n`);
        sections.push(await parts[name]!({ browser, peers }));
      }
      console.log(
        `Chromium ${version}, Node ${process.versions.node}, ${availableParallelism()} cores\n\n${format(sections)}\n\n${notes}`,
      );
    } finally {
      await browser.close();
    }
  });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
