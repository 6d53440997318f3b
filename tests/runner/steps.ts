import { spawn } from 'node:child_process';

/** Something that has to succeed before the tests run. A failure counts as one. */
export interface Step {
  name: string;
  /** Fails with what a person should read. */
  run(): Promise<unknown>;
  /** Whether the tests can run, and are worth running, when this has failed. */
  goOn?: boolean;
}

/** Runs a program to its end; fails with its output unless it succeeds. */
export function command(root: string, file: string, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (status, signal) =>
      status === 0
        ? resolve()
        : reject(new Error(`${output}${[file, ...args].join(' ')} ended with ${signal ?? status}`)),
    );
  });
}
