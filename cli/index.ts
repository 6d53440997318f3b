#!/usr/bin/env node
/**
 * The command line: which command, its arguments, and the one edge where every error becomes a line and a status.
 *
 *   create-leaddesk-card [dir]    commands/create/     scaffolds a card
 *                        add      commands/add/        adds a page to a card
 *                        dev      commands/dev/        runs a card in the simulator
 *                        check    commands/check/      finds what would break a card
 *                        inline   commands/inline/     prints the inline script
 */
import { create } from './commands/create/index.js';
import { commands } from './commands/index.js';
import { Cancelled, UserError } from './shared/errors.js';
import { explained } from './shared/files.js';
import { printable, red } from './shared/style.js';

async function main(argv: string[]): Promise<number | void> {
  const [name = '', ...rest] = argv;
  if (!Object.hasOwn(commands, name)) return create(argv, commands);
  const command = await commands[name]!.load();
  return command(rest);
}

// A reader that has gone away, such as `head`, must not stop the work.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status ?? 0;
  },
  (thrown: unknown) => {
    const error = explained(thrown, 'Cannot go on');
    const prefix = error instanceof Cancelled ? '' : `${red('error', process.stderr)} `;
    const message =
      error instanceof UserError ? printable(error.message) : `unexpected error: ${(error as Error)?.stack ?? error}`;
    process.stderr.write(`${prefix}${message}\n`);
    process.exitCode = error instanceof UserError ? error.status : 1;
  },
);
