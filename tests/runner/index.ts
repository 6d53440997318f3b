/**
 * Runs test files written for uvu, in lanes side by side.
 *
 *   files   which files, what they need, and in which lane       lane   the process that runs the files of a lane
 */
import { fork, spawn } from 'node:child_process';
import path from 'node:path';
import type { Lane } from './files.js';
import type { Report } from './lane.js';

export interface Total {
  passed: number;
  failed: number;
}

/** How long a lane may be silent, in milliseconds: as it starts with its browser, and then. */
const START_TIMEOUT_MS = 120_000;
const LANE_TIMEOUT_MS = 120_000;

/** Runs the lanes. Prints what happens and the slowest files. */
export async function runLanes(root: string, lanes: Lane[], timeout = LANE_TIMEOUT_MS): Promise<Total> {
  const total: Total = { passed: 0, failed: 0 };
  const seconds = new Map<string, number>();
  const failures = new Set<string>();
  const add = ({ file, passed, failed, seconds: some }: Report) => {
    total.passed += passed;
    total.failed += failed;
    seconds.set(file, (seconds.get(file) ?? 0) + some);
    if (failed > 0) failures.add(file);
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (let { files } = lane; files.length > 0; ) {
        const { problem, left } = await runLane(root, { ...lane, files }, timeout, add);
        files = left;
        if (problem === undefined) continue;
        console.log(`✘ ${problem}`);
        add({ file: `lane ${lane.name}`, passed: 0, failed: 1, seconds: 0 });
      }
    }),
  );

  const slowest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, 10);
  console.log(`\nSlowest: ${slowest.map(([file, some]) => `\n  ${some.toFixed(1).padStart(6)} s  ${file}`).join('')}`);
  if (failures.size > 0) console.log(`\nFailed: ${[...failures].join(', ')}`);
  return total;
}

interface LaneEnd {
  /** What kept it from its end, if anything did. */
  problem?: string;
  /** Files that it would have come to. None when it did not even start. */
  left: string[];
}

/** Runs one lane to its end. */
function runLane(root: string, lane: Lane, timeout: number, add: (report: Report) => void): Promise<LaneEnd> {
  return new Promise((resolve) => {
    const { name, engine = '', without, files } = lane;
    const child = fork(path.join(import.meta.dirname, 'lane.ts'), [name, engine, ...files], {
      cwd: root,
      execArgv: ['--import', import.meta.resolve('tsx')],
      env: { ...process.env, ...(engine && { ENGINES: engine }), ...(without && { WITHOUT: without }) },
    });
    running.add(child);
    let hasStarted = false;
    let done = 0;
    let problem: string | undefined;
    const endAfter = (milliseconds: number) =>
      setTimeout(() => {
        problem = `did nothing for ${milliseconds / 1000} s`;
        // First so that it can end its browser.
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
      }, milliseconds);
    let timer = endAfter(START_TIMEOUT_MS);
    child.on('message', (message: Report | object) => {
      hasStarted = true;
      clearTimeout(timer);
      timer = endAfter(timeout);
      if (!('file' in message)) return;
      done++;
      add(message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (done < files.length) problem ??= `ended with ${signal ?? code}`;
      if (problem === undefined) return resolve({ left: [] });
      const where = done < files.length ? `in ${files[done]}` : 'after its tests';
      resolve({ problem: `lane ${name} ${problem}, ${where}`, left: hasStarted ? files.slice(done + 1) : [] });
    });
  });
}

const running = new Set<ReturnType<typeof fork>>();

/** Ctrl-C reaches the lanes by itself; another signal only this process. */
for (const signal of ['SIGHUP', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.kill(process.pid, signal);
  });
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
