/**
 * `check`: what would break a card in LeadDesk.
 *
 *   options   the command line           report/    how findings are told
 *   folder    a card's files             walk/      a card that runs, page by page
 *   card  page  script  source           what was read; syntax/, messages, navigations, policies: how it is understood
 *   rules/    the checks, a file each    inspect    runs them
 *   browser/  its pages in Chromium, in the simulator
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { explained, unreadable } from '../../shared/files.js';
import { tryPages } from './browser/index.js';
import type { Card } from './card.js';
import { readFolder } from './folder.js';
import { inspect } from './inspect.js';
import { type CheckOptions, help, readCheckOptions } from './options.js';
import { FORMATS } from './report/index.js';
import { walkCard } from './walk/index.js';

/** Checks a card. Status 1: there are errors; 2: it could not be checked. */
export const check: Command = async (argv) => {
  try {
    const options = readCheckOptions(argv);
    if (options === 'help') return void process.stdout.write(help());
    return await run(options);
  } catch (thrown) {
    const error = explained(thrown, 'Cannot check');
    throw error instanceof UserError && error.status === 1 ? new UserError(error.message, 2) : error;
  }
};

async function run({ card: given, format, checks, browser, walk }: CheckOptions): Promise<number> {
  const { card, notes } = 'dir' in given ? readFiles(given.dir) : await walkCard(given.url, walk);
  if (browser) card.trials = await tryPages(card, 'dir' in given ? given.dir : given.url);
  const findings = inspect(card, checks);
  const root = 'dir' in given ? { root: path.resolve(given.dir) } : {};
  const report = FORMATS[format]({ findings, pages: card.pages.length, scripts: card.scripts.length, notes, ...root });
  process.stdout.write(report);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function readFiles(dir: string): { card: Card; notes: string[] } {
  const card = readFolder(root(dir));
  const notes = card.pages.length
    ? []
    : ['There are no pages here, so they are made by a server: check the address of the running card as well.'];
  return { card, notes };
}

function root(dir: string): string {
  try {
    return realpathSync(dir);
  } catch (error) {
    throw unreadable(error, dir);
  }
}
