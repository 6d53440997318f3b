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

let packed: Packed | undefined;

/** Packs what is built already, once a process. */
export function pack(): Packed {
  if (packed) return packed;
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const [{ filename, files, unpackedSize }] = JSON.parse(
    npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root),
  );
  packed = {
    tarball: path.join(folder, filename),
    files: files.map((file: { path: string }) => file.path),
    unpackedSize,
  };
  return packed;
}

/** Installs a tarball into an empty folder, with an empty cache and no network; returns the folder of its programs. */
export function installOffline(tarball: string, folder: string): string {
  plant(folder, { 'package.json': '{"private":true}' });
  const cache = path.join(folder, 'empty-cache');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, tarball], folder);
  return path.join(folder, 'node_modules/.bin');
}

export function npm(args: string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, env: cleanEnv(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
