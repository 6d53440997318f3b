/** The package as it is installed, where every user may read it: without its sources it is no checkout. */
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Result, root, start } from './scratch.js';

const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
for (const name of ['package.json', 'templates', 'dist'])
  cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
chmodSync(folder, 0o755);
process.on('exit', () => rmSync(folder, { recursive: true }));

export const installedProgram = path.join(folder, 'dist/cli.mjs');

/** Runs as somebody whom permissions stop: root would not be. */
export function runAsNobody(args: string[], cwd: string): Promise<Result> {
  const uid = process.getuid!() === 0 ? { uid: 65534 } : {};
  chmodSync(path.dirname(cwd), 0o755);
  return start(process.execPath, [installedProgram, ...args], { cwd, ...uid }).ended;
}
