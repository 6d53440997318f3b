import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export interface Report {
  passed: number;
  failed: number;
}

export interface Outcome extends Report {
  /** What the file wrote. */
  output: string;
  /** What is wrong with the file as a whole. */
  problems: string[];
  seconds: number;
}

/** Says to a test file's process which folder is its own. */
export const folderVariable = 'TEST_FOLDER';

/** How long, in milliseconds, a process may take to end when its tests have. */
const grace = 30_000;

/**
 * Runs one test file in a process and a temporary folder of its own. Whatever it does, this ends: with a failure when
 * it exits before its tests have ended, does not end in time, or leaves processes behind; these are ended.
 */
export async function runFile(root: string, file: string, limit: number): Promise<Outcome> {
  const start = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'test-'));
  // Some tests run a program as another user, who has to get through.
  chmodSync(folder, 0o755);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, path.resolve(root, file)], {
    cwd: root,
    env: { ...process.env, [folderVariable]: folder },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  running.add(folder);
  const problems: string[] = [];
  const endAfter = (milliseconds: number, problem: string) =>
    setTimeout(() => {
      problems.push(problem);
      end(folder);
      child.kill('SIGKILL');
    }, milliseconds);
  let timer = endAfter(limit, `did not end within ${limit / 1000} s`);

  let output = '';
  child.stdout!.on('data', (chunk) => (output += chunk));
  child.stderr!.on('data', (chunk) => (output += chunk));
  let report: Report | undefined;
  (child.stdio[3] as Readable).on('data', (chunk) => {
    report = JSON.parse(chunk);
    clearTimeout(timer);
    timer = endAfter(grace, 'did not exit when its tests had ended: something of it is still open');
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  const status = await new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code));
  });
  clearTimeout(timer);

  if (problems.length === 0 && !report) problems.push(`exited with ${status} before its tests had ended`);
  else if (problems.length === 0 && status !== 0) problems.push(`exited with ${status} when its tests had ended`);
  const left = await leftBehind(folder);
  if (left.length > 0) problems.push(`left processes behind: ${left.join(', ')}`);
  await Promise.race([closed, delay(1_000)]);
  running.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

  const { passed, failed } = report ?? { passed: 0, failed: 0 };
  return { passed, failed: failed + problems.length, output, problems, seconds: (performance.now() - start) / 1000 };
}

const running = new Set<string>();

for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.forEach(end);
    process.kill(process.pid, signal);
  });
}

const entry = path.join(import.meta.dirname, 'child.ts');

/** Ends the processes that outlive their test file; their names. A browser that was closed may need a moment. */
async function leftBehind(folder: string): Promise<string[]> {
  for (let tries = 0; tries < 20 && processesOf(folder).length > 0; tries++) {
    await delay(100);
  }
  return end(folder);
}

function end(folder: string): string[] {
  return processesOf(folder).map(({ pid, name }) => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
    return name;
  });
}

/**
 * The processes that were started for a test file, however far removed: its folder is in their environment.
 * Only Linux tells; there run the browsers.
 */
function processesOf(folder: string): { pid: number; name: string }[] {
  const variable = `${folderVariable}=${folder}\0`;
  return pids().flatMap((pid) => {
    try {
      const isOurs = readFileSync(`/proc/${pid}/environ`, 'latin1').includes(variable);
      return isOurs ? [{ pid, name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim() }] : [];
    } catch {
      return [];
    }
  });
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}
