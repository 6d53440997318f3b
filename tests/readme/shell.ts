/** Shell blocks as a stranger runs them: line by line, in an empty folder, with nothing but npm's registry. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cleanEnv, plant, type Result } from '../cli/scratch.js';
import type { Block } from './markdown.js';

/** What a line must do. Each line of a block has exactly one rule. */
export interface Rule {
  line: RegExp;
  /** Files that it finds. */
  files?: Record<string, string>;
  /** Whether it goes on until Ctrl-C; then it is ended after `then`. */
  serves?: boolean;
  /** Only looked at, as it concerns this repository and not a stranger's folder. */
  isOnlyRead?: boolean;
  then(ran: Ran, match: RegExpExecArray): void | Promise<void>;
}

export interface Ran extends Result {
  /** Where it ran. */
  cwd: string;
}

export interface Shell {
  /** What is its own: a home, and in it the empty folder `work`. */
  home: string;
  registry: string;
  /** Where other addresses are really: `https://card.example.com` to an origin. */
  hosts: Record<string, string>;
  env?: NodeJS.ProcessEnv;
}

/** Runs a block in the folder `work`, which it finds empty. @throws for a line without a rule. */
export async function runBlock(block: Block, rules: Rule[], shell: Shell): Promise<void> {
  let cwd = path.join(shell.home, 'work');
  mkdirSync(cwd);
  for (const line of block.text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean)) {
    const [, folder, then] = /^cd ([\w-]+)(?: && (.+))?$/.exec(line) ?? ['', '', line];
    cwd = path.join(cwd, folder!);
    // What is behind a `cd` runs in the folder that it names.
    for (const command of folder ? (then?.split(' && ') ?? []) : [line]) await runLine(command, rules, cwd, shell);
  }
}

/** Runs one line and what its rule expects. @throws when it has none, or several. */
export async function runLine(line: string, rules: Rule[], cwd: string, shell: Shell): Promise<void> {
  const [rule, ...others] = rules.filter((rule) => rule.line.test(line));
  if (!rule || others.length) throw new Error(`"${line}" has ${rule ? 'several rules' : 'no rule'} in the test.`);
  const match = rule.line.exec(line)!;
  if (rule.isOnlyRead) return rule.then({ cwd, status: 0, stdout: '', stderr: '' }, match);
  const command = Object.entries(shell.hosts).reduce((text, [host, origin]) => text.replaceAll(host, origin), line);
  plant(cwd, rule.files ?? {});
  const ran: Ran = { cwd, status: null, stdout: '', stderr: '' };
  // Its own process group, which Ctrl-C reaches as a terminal's would.
  const child = spawn('sh', ['-c', command], {
    cwd,
    env: environment(shell),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      ran.status = status;
      resolve();
    });
  });
  const serving = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      ran.stdout += text;
      if (/Ctrl-C/.test(ran.stdout)) resolve();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (ran.stderr += text));
  try {
    await (rule.serves ? Promise.race([serving, closed]) : closed);
    if (ran.status !== null && rule.serves) throw new Error(`ended with ${ran.status}`);
    await rule.then(ran, match);
  } catch (cause) {
    throw new Error(`${line}: ${(cause as Error).message}\n${ran.stdout}${ran.stderr}`, { cause });
  } finally {
    if (ran.status === null) process.kill(-child.pid!, 'SIGINT');
    await closed;
  }
}

/** npm as it is on a machine where it has never been used. */
function environment({ home, registry, env }: Shell): NodeJS.ProcessEnv {
  return cleanEnv({
    HOME: home,
    npm_config_registry: registry,
    npm_config_cache: path.join(home, 'npm-cache'),
    npm_config_yes: 'true',
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    ...env,
  });
}
