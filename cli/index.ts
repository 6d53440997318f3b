#!/usr/bin/env node
/**
 * The command line: which command, its arguments, and the one edge where every error becomes a line and a status.
 *
 *   create-leaddesk-card [dir]    create/     scaffolds a card
 *                        dev      dev/        runs a card in the simulator
 *                        check    check/      finds what would break a card
 *                        inline   inline/     prints the inline script
 */
import { UserError } from './errors.js';
import { red } from './style.js';

/** A command: takes the arguments after its name, returns the exit status (none means 0). */
export type Command = (argv: string[]) => Promise<number | void>;

// Each command is a file of its own in the package, so that a scaffold does not load what only `check` needs.
const commands: Record<string, () => Promise<Command>> = {
  dev: async () => (await import('./dev/index.js')).dev,
};

async function main(argv: string[]): Promise<number | void> {
  const [name, ...rest] = argv;
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load())(rest);
  const { create } = await import('./create/index.js');
  return create(argv);
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status ?? 0;
  },
  (error: unknown) => {
    const message = error instanceof UserError ? error.message : `unexpected error: ${(error as Error)?.stack ?? error}`;
    process.stderr.write(`${red('error', process.stderr)} ${message}\n`);
    process.exitCode = error instanceof UserError ? error.status : 1;
  },
);
