/** Running the built command line in new folders, and looking at what it left there. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const program = path.join(root, 'dist', 'cli.mjs');

export interface Result {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Result>;
}

/** An environment in which nothing of the caller's decides what the program does. */
export function cleanEnv(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_.*|CI|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$/i.test(name),
  );
  return { ...Object.fromEntries(inherited), TERM: 'xterm', ...extra };
}

interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** `silent`: a pipe that is left open and never written to. */
  stdin?: 'ignore' | 'silent';
  uid?: number;
}

export function start(command: string, args: string[], { cwd, env, stdin = 'ignore', uid }: RunOptions): Running {
  const child = spawn(command, args, {
    cwd,
    env: cleanEnv(env),
    stdio: [stdin === 'silent' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const result: Result = { status: null, stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (result.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (result.stderr += text));
  const ended = new Promise<Result>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...result, status }));
  });
  return { child, ended };
}

/** How long a whole program may take, in milliseconds, on a busy machine too. */
const PROGRAM_TIMEOUT_MS = 60_000;

/** Runs the built command line to its end. */
export function cli(args: string[], options: RunOptions): Promise<Result> {
  const { child, ended } = start(process.execPath, [program, ...args], options);
  const timer = setTimeout(() => child.kill('SIGKILL'), PROGRAM_TIMEOUT_MS);
  return ended.finally(() => clearTimeout(timer));
}

/** Calls `use` with a new empty folder, and removes it afterwards. */
export async function inScratch<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of everything below a folder, with slashes on every system. */
export function namesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();
}

/** Everything below a folder: the contents of files, `/` for folders, `-> target` for symbolic links. */
export function tree(folder: string): Record<string, string> {
  return Object.fromEntries(
    namesBelow(folder).map((name) => {
      const file = path.join(folder, name);
      const found = lstatSync(file);
      if (found.isSymbolicLink()) return [name, `-> ${readlinkSync(file)}`];
      return [name, found.isDirectory() ? '/' : readFileSync(file, 'latin1')];
    }),
  );
}

/** Writes files, and the folders they are in. */
export function plant(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** The files below some paths of the repository that belong to it. */
export function tracked(...paths: string[]): string[] {
  return execFileSync('git', ['ls-files', '-z', ...paths], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
}
