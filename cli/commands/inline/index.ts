/**
 * `inline`: the runtime for pages that a server renders, as a script element in their language. How it stands in a page
 * is in cli/shared/inline: `check --fix` writes it, too.
 */

import type { Command } from '../../shared/command.js';
import { decode } from '../../shared/encoding.js';
import { UserError } from '../../shared/errors.js';
import { allOrNothing, explained, readBytes } from '../../shared/files.js';
import { policyComment, scriptElement } from '../../shared/inline/element.js';
import { stateOf, withRuntime } from '../../shared/inline/insert.js';
import { languageOfPage } from '../../shared/inline/markup.js';
import { pugElement } from '../../shared/inline/pug.js';
import type { Request, State } from '../../shared/inline/request.js';
import { hashSource, isCompanion, readCompanion, readRuntime } from '../../shared/runtime-script.js';
import { green, printable, yellow } from '../../shared/style.js';
import { help, type InlineOptions, readInlineOptions } from './options.js';

/** Prints the element, or checks or writes files. Status 1: the runtime there is not current; 2: could not be done. */
export const inline: Command = async (argv) => {
  try {
    const options = readInlineOptions(argv);
    if (options === 'help') return void process.stdout.write(help());
    if (!options.job) return void process.stdout.write(printed(options));
    const { kind, files } = options.job;
    if (kind === 'check') return report(files, options);
    return await write(files, options);
  } catch (thrown) {
    const error = explained(thrown, 'Cannot go on');
    throw error instanceof UserError ? new UserError(error.message, 2) : error;
  }
};

function printed({ settings, language = 'html', card }: InlineOptions): string {
  const { nonce } = settings;
  const scripts = [readRuntime(), ...(card ? [readCompanion()] : [])];
  const lines = scripts.map((script, at) => {
    const own = at ? { nonce } : settings;
    return language === 'pug' ? pugElement(script, own) : scriptElement(script, own, language);
  });
  return [...lines, policyComment(scripts, language), ''].join('\n');
}

/** A page, and what is asked for it. */
function readPage(file: string, { settings, language, card }: InlineOptions) {
  const bytes = readBytes(file);
  const { text, encode } = decode(bytes);
  const request: Request = {
    runtime: readRuntime(),
    ...((card || isCompanion(text)) && { companion: { script: readCompanion(), isWanted: card } }),
    settings,
    language: languageOfPage(file, text, language),
    file,
  };
  return { bytes, text, encode, request };
}

async function write(files: string[], options: InlineOptions): Promise<void> {
  const contents = new Map<string, Uint8Array>();
  const lines: string[] = [];
  for (const file of files) {
    const { bytes, text, encode, request } = readPage(file, options);
    const written = encode(withRuntime(text, request));
    const isNew = !written.equals(bytes);
    if (isNew) contents.set(file, written);
    lines.push(`${green('✔')} ${printable(file)} has the current runtime ${isNew ? 'now' : 'already'}\n`);
  }
  await allOrNothing(`Cannot write ${files.join(', ')}`, (transaction) => {
    for (const [file, content] of contents) transaction.update(file, content);
  });
  const hashes = [readRuntime(), ...(options.card ? [readCompanion()] : [])].map(hashSource).join(' ');
  if (contents.size) lines.push(`  A Content-Security-Policy can allow it: script-src ${hashes}\n`);
  process.stdout.write(lines.join(''));
}

const STATES: Record<State, string> = {
  current: 'has the current runtime',
  code: 'puts the runtime in by its code: it is as current as what that reads',
  outdated: 'has another version of the runtime. Update it: --write',
  'other settings': 'has the current runtime, but with other settings than asked for. Change them: --write',
  linked: 'loads the runtime from a file, not inline. Put it inline: --write',
  missing: 'has no inline runtime. Insert it: --write',
  'no companion': 'has no inline companion. Insert it: --card --write',
};

function report(files: string[], options: InlineOptions): number {
  let status = 0;
  for (const file of files) {
    const { text, request } = readPage(file, options);
    const state = stateOf(text, request);
    const isFine = state === 'current' || state === 'code';
    if (!isFine) status = 1;
    process.stdout.write(`${isFine ? green('✔') : yellow('!')} ${printable(file)} ${STATES[state]}\n`);
  }
  return status;
}
