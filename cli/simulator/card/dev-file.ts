/** The file by which other programs of this user find a running `dev`: its address and its token. */
import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface DevFile {
  readonly format: 'leaddesk-card-dev';
  readonly version: 1;
  readonly pid: number;
  /** The simulator's origin. */
  readonly url: string;
  readonly token: string;
}

const FOLDER = '.leaddesk-card';
const NAME = 'dev.json';

/**
 * Leaves the file in a folder, for this user's eyes alone.
 *
 * @returns the function that removes it, unless a later `dev` has put its own there.
 */
export function leaveDevFile(cwd: string, { url, token }: Pick<DevFile, 'url' | 'token'>): () => void {
  const folder = path.join(cwd, FOLDER);
  const file = path.join(folder, NAME);
  const ignore = path.join(folder, '.gitignore');
  const content: DevFile = { format: 'leaddesk-card-dev', version: 1, pid: process.pid, url, token };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // An old file would keep its mode.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  writeFileSync(ignore, '*\n');
  return () => {
    if (readDevFileAt(cwd)?.token !== token) return;
    rmSync(file, { force: true });
    rmSync(ignore, { force: true });
    try {
      rmdirSync(folder);
    } catch {
      // Something else is in it.
    }
  };
}

/** The file of a `dev` that was started in a folder, or in one above it; `null`: there is none. */
export function readDevFile(cwd: string): DevFile | null {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const found = readDevFileAt(folder);
    if (found || folder === path.dirname(folder)) return found;
  }
}

function readDevFileAt(folder: string): DevFile | null {
  try {
    const file = JSON.parse(readFileSync(path.join(folder, FOLDER, NAME), 'utf8'));
    return file?.format === 'leaddesk-card-dev' ? file : null;
  } catch {
    return null;
  }
}
