/**
 * `create-leaddesk-card [dir]`: makes a card out of a template.
 *
 *   options         the command line                      swallowed  options that npm kept for itself
 *   questions       option, else question, else default   prompts    asking at a terminal (keyboard: its keys)
 *   target          what is in the folder already         templates  which files go where
 *   render          what they become (names: the package)  words      words that were meant as a command
 *   run  git        the programs that finish a card       steps      what to do next (shell, package-managers)
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { CommandEntry } from '../../shared/command.js';
import { allOrNothing } from '../../shared/files.js';
import { packageVersion } from '../../shared/package.js';
import { interruptible } from '../../shared/signals.js';
import { bold, cyan, green } from '../../shared/style.js';
import { repositoryAround } from './git.js';
import { help } from './help.js';
import { packageNameFor } from './names.js';
import { readOptions } from './options.js';
import { installCommand } from './package-managers.js';
import { type Decisions, decide } from './questions.js';
import { dependenciesOf, render } from './render.js';
import { run } from './run.js';
import { commandLine } from './shell.js';
import { nextSteps, repeatCommand } from './steps.js';

/**
 * Scaffolds a card.
 *
 * @param commands the other commands, for the help.
 * @throws UserError when it cannot, and then leaves everything as it was.
 */
export async function create(argv: string[], commands: Record<string, CommandEntry>): Promise<void> {
  // 1. What the command line says.
  const options = readOptions(argv, Object.keys(commands));
  if (options.help) return print(help(commands));
  if (options.version) return print(`${packageVersion()}\n`);

  // 2. What it leaves open.
  const decisions = await interruptible(() => decide(options));

  // 3. The files, all or none.
  await write(decisions);
  print(
    `${green('✔')} Made a card of the template ${decisions.template} in ${decisions.shown}: ${decisions.files.length} files.\n`,
  );

  // 4. The repository and the dependencies. What fails here leaves the card in place.
  const failures: unknown[] = [];
  const finish = (words: string[]) =>
    run(words, decisions.folder, `The card is in ${decisions.shown}: run ${commandLine(words)} there.`).then(
      () => true,
      (error: unknown) => !failures.push(error),
    );
  const repository = decisions.git && repositoryAround(decisions.folder);
  if (repository) print(`  No git repository was made: ${repository} is one already.\n`);
  else if (decisions.git) await finish(['git', 'init', '--quiet']);
  const installed = decisions.install && (await finish(installCommand(decisions.manager)));

  // 5. What to do next.
  print(
    `\n${bold('Next')}\n${nextSteps(decisions, installed)
      .map((step) => `  ${cyan(step)}\n`)
      .join('')}`,
  );
  print(`\n${bold('The same again, without questions')}\n  ${repeatCommand(decisions)}\n`);
  if (failures.length) throw failures[0];
}

function write({ folder, shown, files, overwrite, language }: Decisions): Promise<void> {
  const settings = { name: packageNameFor(folder, dependenciesOf(files)), language };
  return allOrNothing(`Cannot write ${shown}`, (transaction) => {
    transaction.makeFolder(folder);
    for (const file of files) {
      const target = path.join(folder, file.path);
      const mode = statSync(file.source).mode & 0o100 ? 0o777 : 0o666;
      transaction.makeFolder(path.dirname(target));
      if (overwrite) transaction.replace(target, render(file, settings), mode);
      else transaction.create(target, render(file, settings), mode);
    }
  });
}

function print(text: string): void {
  process.stdout.write(text);
}
