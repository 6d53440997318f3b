/**
 * `check`: what would break a card in LeadDesk.
 *
 *   options   the command line           report/    how findings are told
 *   settings  what package.json and .gitignore say
 *   folder    a card's files             walk/      a card that runs, page by page
 *   card  page  script  source           what was read; syntax/, messages, navigations, policies: how it is understood
 *   rules/    the checks, a file each    inspect    runs them
 *   fix/      mends what needs no guess
 *   browser/  its pages in Chromium, in the simulator
 */
import { realpathSync } from 'node:fs';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { explained, unreadable } from '../../shared/files.js';
import { run as startServer } from '../../shared/run-server.js';
import { endingSignal, statusOf as statusOfSignal } from '../../shared/signals.js';
import { fillAddress } from '../../simulator/address.js';
import { CONTACTS } from '../../simulator/contacts.js';
import { tryPages } from './browser/index.js';
import type { Card } from './card.js';
import type { Finding } from './finding.js';
import { mend } from './fix/index.js';
import { diffBytes, diffOf, refuseUnsafe, writeMended } from './fix/write.js';
import { readFolder } from './folder.js';
import { inspect } from './inspect.js';
import { type CheckOptions, help, readCheckOptions } from './options.js';
import { FORMATS } from './report/index.js';
import { printableLines } from './report/pretty.js';
import { createSkip } from './settings.js';
import { withoutPassword } from './walk/exchange.js';
import { type Skipped, walkCard } from './walk/index.js';

/** Checks a card. Status 1: there are errors; 2: it could not be checked. */
export const check: Command = async (argv) => {
  try {
    const options = readCheckOptions(argv);
    if (options === 'help') return void process.stdout.write(help());
    return await run(options);
  } catch (thrown) {
    const error = explained(thrown, 'Cannot check');
    if (error instanceof UserError) throw error.status === 1 ? new UserError(error.message, 2) : error;
    throw new UserError(`Cannot check: ${firstLine(error)}. This is a mistake of the program: please report it.`, 2);
  }
};

function firstLine(error: unknown): string {
  return String(error).split('\n')[0]!.replace(/\.$/, '');
}

async function run(options: CheckOptions): Promise<number> {
  const { card: given, format, checks, browser, maxWarnings, fix } = options;
  if ('dir' in given && fix) return mendFolder(given.dir, fix, options);
  return withServer(options, async () => {
    const { card, root, ...walked } = 'dir' in given ? readFiles(given.dir, options) : await walk(given.url, options);
    if (browser) card.trials = await tryPages(card, 'dir' in given ? given.dir : given.url);
    const findings = inspect(card, checks);
    const { length: pages } = card.pages;
    const report = {
      findings,
      pages,
      scripts: card.scripts.length,
      ...walked,
      ...(root !== undefined && { root }),
      ...(card.next !== undefined && { next: card.next }),
      ...terminal(),
    };
    process.stdout.write(FORMATS[format](report));
    return statusOf(findings, maxWarnings);
  });
}

/** Mends a folder; the report and the status are those of what it is then. */
async function mendFolder(
  dir: string,
  { scope, isDry, isForced }: NonNullable<CheckOptions['fix']>,
  options: CheckOptions,
): Promise<number> {
  const root = realPath(dir);
  if (!isDry && !isForced) refuseUnsafe(root);
  const { card, findings, count, changes } = mend(
    (texts) => readFiles(dir, options, texts).card,
    options.checks,
    scope,
  );
  if (!isDry) await writeMended(root, changes);
  // At a terminal it is for reading; elsewhere for a program, whose bytes must be those of the files.
  if (isDry && options.format === 'pretty')
    process.stdout.write(process.stdout.isTTY ? printableLines(diffOf(changes)) : diffBytes(root, changes));
  const mended = { count, files: [...changes.keys()], ...(isDry && { diff: diffOf(changes) }) };
  const { length: pages } = card.pages;
  process.stdout.write(
    FORMATS[options.format]({ findings, pages, scripts: card.scripts.length, notes: [], root, mended, ...terminal() }),
  );
  return statusOf(findings, options.maxWarnings);
}

/** Does the work while the card's own server runs, if there is a command that starts it. */
async function withServer({ run: command, card }: CheckOptions, work: () => Promise<number>): Promise<number> {
  if (command === undefined || !('url' in card)) return work();
  const interrupted = endingSignal();
  const address = withoutPassword(new URL(fillAddress(card.url, CONTACTS[0]))).href;
  const server = await startServer(command, address, interrupted, undefined, 'to stderr');
  if (server === 'interrupted') return statusOfSignal(await interrupted);
  try {
    return await Promise.race([work(), server.ended, interrupted.then(statusOfSignal)]);
  } finally {
    await server.stop();
  }
}

function terminal(): { columns?: number } {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns ? { columns } : {};
}

/** 1 for errors, and for more warnings than there may be. */
function statusOf(findings: readonly Finding[], maxWarnings: number): number {
  const counted = (wanted: Finding['severity']) => findings.filter(({ severity }) => severity === wanted).length;
  return counted('error') || counted('warning') > maxWarnings ? 1 : 0;
}

interface Read {
  card: Card;
  notes: string[];
  skipped?: Skipped[];
  root?: string;
}

async function walk(url: string, options: CheckOptions): Promise<Read> {
  return walkCard(url, options.walk);
}

function readFiles(dir: string, { excluded }: CheckOptions, texts?: ReadonlyMap<string, string>): Read {
  const root = realPath(dir);
  const real = excluded.map(({ globs, folder }) => ({ globs, folder: realPath(folder) }));
  const card = readFolder(root, createSkip(root, real), texts);
  const notes =
    card.pages.length || card.next !== undefined
      ? []
      : ['There are no pages here, so they are made by a server: check the address of the running card as well.'];
  return { card, notes, root };
}

function realPath(dir: string): string {
  try {
    return realpathSync(dir);
  } catch (error) {
    throw unreadable(error, dir);
  }
}
