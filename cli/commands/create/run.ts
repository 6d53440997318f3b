/** Other programs that finish a card: git and the package manager. */
import type { ChildProcess } from 'node:child_process';
import { Cancelled, UserError } from '../../shared/errors.js';
import { ENDING, statusOf } from '../../shared/signals.js';

/**
 * Runs a program in the card's folder, its output on the terminal.
 *
 * @param after what an error or a cancelled run goes on to say: what is left to do.
 * @throws UserError when it cannot be run or fails; Cancelled when a signal ends it.
 */
export async function run(words: readonly string[], folder: string, after: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const [program, ...rest] = words as [string, ...string[]];
  const command = words.join(' ');
  let child: ChildProcess | undefined;
  let interrupted: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals) => {
    interrupted = signal;
    child?.kill(signal);
  };
  // Before the program runs: Ctrl-C may follow its first words.
  for (const signal of ENDING) process.on(signal, pass);
  try {
    // On Windows, package managers are scripts, which only a shell runs.
    const started = spawn(program, rest, {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child = started;
    const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      started.once('error', (error: NodeJS.ErrnoException) => {
        const reason =
          error.code === 'ENOENT' ? 'is not installed, or not on the PATH' : `cannot be run (${error.code})`;
        reject(new UserError(`${program} ${reason}. ${after}`));
      });
      started.once('exit', (...ending) => resolve(ending));
    });
    // A terminal's Ctrl-C goes to the program as well, whose end may be noticed first.
    await new Promise(setImmediate);
    interrupted ??= ENDING.find((ending) => ending === signal || statusOf(ending) === status);
    if (interrupted) throw new Cancelled(`Cancelled ${command}. ${after}`, statusOf(interrupted));
    if (status !== 0) throw new UserError(`${command} failed with ${signal ?? `status ${status}`}. ${after}`);
  } finally {
    for (const ending of ENDING) process.off(ending, pass);
  }
}
