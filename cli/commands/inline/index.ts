/**
 * `inline`: the runtime for pages that a server renders, as a script element in their language.
 *
 *   options    the command line             languages  what each template language needs
 *   runtime    the script itself, its hash  element    the element that holds it
 *   find       where a page has it          insert     a page's source with it
 *   encoding   a file's bytes as text       replace-file   writing it back at once
 */

import type { Command } from '../../shared/command.js';
import { decode } from '../../shared/encoding.js';
import { UserError } from '../../shared/errors.js';
import { explained } from '../../shared/failures.js';
import { printable } from '../../shared/printable.js';
import { readBytes } from '../../shared/read.js';
import { hashSource, readRuntime } from '../../shared/runtime-script.js';
import { green, yellow } from '../../shared/style.js';
import { policyComment, scriptElement } from './element.js';
import { type Request, type State, stateOf, withRuntime } from './insert.js';
import { help, type InlineOptions, readInlineOptions } from './options.js';
import { replaceFile } from './replace-file.js';

/** Prints the element, or checks or writes a file. Status 1: the runtime there is not current; 2: could not be done. */
export const inline: Command = async (argv) => {
  try {
    const options = readInlineOptions(argv);
    if (options === 'help') return void process.stdout.write(help());
    return run(options);
  } catch (thrown) {
    const error = explained(thrown, 'Cannot go on');
    throw error instanceof UserError ? new UserError(error.message, 2) : error;
  }
};

function run({ settings, language, job }: InlineOptions): number | void {
  const runtime = readRuntime();
  if (!job)
    return void process.stdout.write(
      `${scriptElement(runtime, settings, language)}\n${policyComment(runtime, language)}\n`,
    );
  const request: Request = { runtime, settings, language, file: job.file };
  const bytes = readBytes(job.file);
  const { text, encode } = decode(bytes);
  if (job.kind === 'check') return report(stateOf(text, request), job.file);
  const written = encode(withRuntime(text, request));
  const name = printable(job.file);
  if (written.equals(bytes))
    return void process.stdout.write(`${green('✔')} ${name} has the current runtime already\n`);
  try {
    replaceFile(job.file, written);
  } catch (error) {
    throw explained(error, `Cannot write ${job.file}`);
  }
  process.stdout.write(
    `${green('✔')} ${name} has the current runtime now\n  A Content-Security-Policy can allow it: script-src ${hashSource(runtime)}\n`,
  );
}

const STATES: Record<State, string> = {
  current: 'has the current runtime',
  code: 'puts the runtime in with code of its own: it is as current as what that reads',
  outdated: 'has another version of the runtime. Update it: --write',
  'other settings': 'has the current runtime, but with other settings than asked for. Change them: --write',
  linked: 'loads the runtime from a file of its own, not inline. Put it inline: --write',
  missing: 'has no inline runtime. Insert it: --write',
};

function report(state: State, file: string): number {
  const isFine = state === 'current' || state === 'code';
  process.stdout.write(`${isFine ? green('✔') : yellow('!')} ${printable(file)} ${STATES[state]}\n`);
  return isFine ? 0 : 1;
}
