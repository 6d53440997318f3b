/** How long a scaffold takes and how much memory: whole processes. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOffline, pack } from '../cli/package.js';
import { cleanEnv, inScratch } from '../cli/scratch.js';
import type { Bench } from './index.js';
import { named } from './peers.js';
import type { Section } from './table.js';
import { takeTurns } from './turns.js';

const TURNS = 11;

interface Measure {
  milliseconds: number;
  mebibytes: number;
}

export function scaffold({ peers }: Bench): Promise<Section> {
  return inScratch(async (folder) => {
    installOffline(pack().tarball, folder);
    const commands = [
      [path.join(folder, 'node_modules/create-leaddesk-card/dist/cli.mjs'), 'card', '--template', 'static', '--yes'],
      [path.join(peers, 'node_modules/create-vite/index.js'), 'card', '--template', 'vanilla', '--no-interactive'],
    ];
    // The process itself says in the end how much memory it had at most, in KiB.
    const peak = path.join(folder, 'peak.cjs');
    writeFileSync(
      peak,
      "process.on('exit', () => require('fs').writeFileSync('peak', String(process.resourceUsage().maxRSS)));",
    );

    function run(command: string[]): Measure {
      rmSync(path.join(folder, 'card'), { recursive: true, force: true });
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, ['--require', peak, ...command], {
        cwd: folder,
        env: cleanEnv(),
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
      });
      const milliseconds = performance.now() - start;
      if (status !== 0) throw new Error(`${command.join(' ')} failed: ${stderr}`);
      return { milliseconds, mebibytes: Number(readFileSync(path.join(folder, 'peak'), 'utf8')) / 1024 };
    }

    const measures = await takeTurns(TURNS, commands.length, (contender) => run(commands[contender]!));
    return {
      columns: ['ours', named('create-vite')],
      rows: [
        { label: 'scaffold, ms', figures: measures.map((runs) => runs.map(({ milliseconds }) => milliseconds)) },
        { label: 'scaffold, peak MiB', figures: measures.map((runs) => runs.map(({ mebibytes }) => mebibytes)) },
      ],
    };
  });
}
