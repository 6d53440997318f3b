/** Signals that ask the process to end, and what has to be put right before it does. */
import { constants } from 'node:os';
import { Cancelled } from './errors.js';

export const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The status that a shell gives a process which a signal has ended. */
export function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/**
 * Does some work. A signal that arrives meanwhile has it undone, and ends the process with one line.
 *
 * A signal that arrives during synchronous work is noticed after it: such work is done in whole, and then undone.
 */
export async function interruptible<T>(work: () => T | Promise<T>, undo: () => void = () => {}): Promise<T> {
  const end = (signal: NodeJS.Signals) => {
    undo();
    // A prompt may have hidden the cursor.
    if (process.stdout.isTTY) process.stdout.write('\x1b[?25h');
    process.stderr.write(`${new Cancelled().message}\n`);
    process.exit(statusOf(signal));
  };
  for (const signal of ENDING) process.on(signal, end);
  try {
    const result = await work();
    await new Promise(setImmediate);
    return result;
  } finally {
    for (const signal of ENDING) process.off(signal, end);
  }
}

/** The first signal that asks the process to end, which it survives. */
export function endingSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ENDING) process.once(signal, () => resolve(signal));
  });
}
