/** The card's own server: started with the simulator, and ended with it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { probe } from './answers.js';
import { UserError } from './errors.js';
import { packageRoot } from './package.js';

export interface Running {
  /** Rejects when the command ends by itself. */
  readonly ended: Promise<never>;
  /** Ends the command and all that it started. */
  stop(): Promise<void>;
}

/**
 * Where the command writes: as if it had been called by hand; all of it to stderr, so that a report of ours on stdout
 * stays whole; or line by line to a function.
 */
export type Output = 'inherit' | 'to stderr' | ((line: string) => void);

/** How long a server may take to answer, and to end when it is told to, in ms. */
const START = 30_000;
const END = 3000;
const ASK_AGAIN = 50;

/**
 * Starts a command and waits until something answers at the address.
 *
 * @param interrupted settles when the user wants no more of it.
 * @throws UserError when something answers there already, when the command ends, or when nothing ever answers.
 */
export async function run(
  command: string,
  url: string,
  interrupted: Promise<unknown>,
  patience = START,
  output: Output = 'inherit',
): Promise<Running | 'interrupted'> {
  if (await probe(url))
    throw new UserError(`Something answers at ${url} already. End it, or leave out --run to use it as it is.`);
  // Its own process group: shells start children that would outlive them.
  const child = spawn(command, {
    shell: true,
    detached: process.platform !== 'win32',
    env: environment(),
    stdio:
      typeof output === 'function'
        ? ['ignore', 'pipe', 'pipe']
        : ['ignore', output === 'to stderr' ? 2 : 'inherit', 'inherit'],
  });
  if (typeof output === 'function')
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on('line', output);
  const killAtExit = () => kill(child, 'SIGKILL');
  process.on('exit', killAtExit);
  let isOver = false;
  let stopping = false;
  const over = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (status, signal) => resolve(signal ? `it was ended by ${signal}` : `its status is ${status}`));
  });
  const ended = over.then((why) => {
    isOver = true;
    if (stopping) return new Promise<never>(() => {});
    throw new UserError(`The card's server has ended (${why}): ${command}`);
  });
  ended.catch(() => {});

  async function stop() {
    stopping = true;
    // The group may have more members than the shell, and outlive it.
    kill(child, 'SIGTERM');
    await groupEnds(child, Date.now() + END);
    kill(child, 'SIGKILL');
    process.off('exit', killAtExit);
  }

  try {
    const deadline = Date.now() + patience;
    const stopped = interrupted.then(() => 'interrupted' as const);
    for (;;) {
      const answer = await Promise.race([probe(url), ended, stopped]);
      if (answer === 'interrupted') {
        await stop();
        return answer;
      }
      if (answer) break;
      if (Date.now() > deadline)
        throw new UserError(`Nothing answered at ${url} within ${patience / 1000} s of starting: ${command}`);
      await pause(ASK_AGAIN);
    }
  } catch (error) {
    if (!isOver) await stop();
    process.off('exit', killAtExit);
    kill(child, 'SIGKILL');
    throw error;
  }
  return { ended, stop };
}

/**
 * PHP's own cache would hide edits for a while. An empty name in its list of folders keeps the one it is built with.
 */
function environment(): NodeJS.ProcessEnv {
  const { PHP_INI_SCAN_DIR: own = '' } = process.env;
  return { ...process.env, PHP_INI_SCAN_DIR: `${own}${path.delimiter}${path.join(packageRoot, 'dist', 'php')}` };
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals) {
  if (pid === undefined) return;
  if (process.platform === 'win32') return void spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
  try {
    process.kill(-pid, signal);
  } catch {
    // All of it has ended.
  }
}

async function groupEnds({ pid }: ChildProcess, deadline: number) {
  try {
    while (pid !== undefined && Date.now() < deadline) {
      process.kill(-pid, 0);
      await pause(ASK_AGAIN);
    }
  } catch {
    // No process of the group is left.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
