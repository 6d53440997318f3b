/** The package as it is published: packed from what is built, and installed where there is no network. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanEnv, plant, root } from './scratch.js';

export interface Packed {
  tarball: string;
  files: string[];
  unpackedSize: number;
}

/** Where a run of all tests has put what `pack` returns. */
const variable = 'PACKED_PACKAGE';

/** Packs what is built, once for this process and those that it starts. */
export function pack(): Packed {
  const known = process.env[variable];
  if (known) return JSON.parse(known);
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const [{ filename, files, unpackedSize }] = JSON.parse(
    npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root),
  );
  const packed: Packed = {
    tarball: path.join(folder, filename),
    files: files.map((file: { path: string }) => file.path),
    unpackedSize,
  };
  process.env[variable] = JSON.stringify(packed);
  return packed;
}

/** Installs a tarball into an empty folder, with an empty cache and no network; returns the folder of its programs. */
export function installOffline(tarball: string, folder: string): string {
  plant(folder, { 'package.json': '{"private":true}' });
  const cache = path.join(folder, 'empty-cache');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, tarball], folder);
  return path.join(folder, 'node_modules/.bin');
}

/** Runs npm, by its script where that is known: on Windows the program is a command file, which only a shell starts. */
export function npm(args: string[], cwd: string): string {
  const script = process.env.npm_execpath;
  const [file, before] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return execFileSync(file, [...before, ...args], {
    cwd,
    env: cleanEnv(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: file === 'npm' && process.platform === 'win32',
  });
}
