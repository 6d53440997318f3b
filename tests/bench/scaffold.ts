/**
 * How long a scaffold takes and how much memory, side by side with create-vite's: whole processes, in turns, medians.
 *
 *   npx tsx tests/bench/scaffold.ts     needs the npm registry, for create-vite
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installOffline, npm, pack } from '../cli/package.js';
import { cleanEnv, inScratch } from '../cli/scratch.js';

const RUNS = 5;
const LIMIT = 1.5;

interface Contender {
  name: string;
  args: string[];
}

interface Measure {
  milliseconds: number;
  mebibytes: number;
}

await inScratch((folder) => {
  npm(['run', '--silent', 'build'], path.resolve(import.meta.dirname, '../..'));
  installOffline(pack().tarball, folder);
  npm(['install', '--no-audit', '--no-fund', 'create-vite'], folder);
  // The process itself says in the end how much memory it had at most, in KiB.
  const peak = path.join(folder, 'peak.cjs');
  writeFileSync(peak, "process.on('exit', () => require('fs').writeFileSync('peak', String(process.resourceUsage().maxRSS)));");

  const contenders: [Contender, Contender] = [
    { name: 'create-leaddesk-card', args: ['create-leaddesk-card/dist/cli.cjs', 'card', '--template', 'static', '--yes'] },
    { name: 'create-vite', args: ['create-vite/index.js', 'card', '--template', 'vanilla', '--no-interactive'] },
  ];

  function run({ name, args: [program, ...args] }: Contender): Measure {
    rmSync(path.join(folder, 'card'), { recursive: true, force: true });
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--require', peak, path.join(folder, 'node_modules', program!), ...args], {
      cwd: folder,
      env: cleanEnv(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const milliseconds = performance.now() - start;
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    return { milliseconds, mebibytes: Number(readFileSync(path.join(folder, 'peak'), 'utf8')) / 1024 };
  }

  for (const contender of contenders) run(contender); // the first run only warms the disk's cache
  const measures = contenders.map(() => [] as Measure[]);
  for (let round = 0; round < RUNS; round++) contenders.forEach((contender, index) => measures[index]!.push(run(contender)));

  const [ours, theirs] = measures.map((runs) => ({
    milliseconds: median(runs.map((run) => run.milliseconds)),
    mebibytes: median(runs.map((run) => run.mebibytes)),
  })) as [Measure, Measure];
  print(contenders[0].name, ours);
  print(contenders[1].name, theirs);
  const ratios = { time: ours.milliseconds / theirs.milliseconds, memory: ours.mebibytes / theirs.mebibytes };
  console.log(`${'ratio'.padEnd(22)}${ratios.time.toFixed(2).padStart(9)}x  ${ratios.memory.toFixed(2).padStart(9)}x   (at most ${LIMIT}x)`);
  console.log(`unpacked package: ${(pack().unpackedSize / 1024).toFixed(0)} KiB   (under 1024 KiB)`);
  if (Math.max(ratios.time, ratios.memory) > LIMIT || pack().unpackedSize >= 1024 * 1024) process.exitCode = 1;
});

function print(name: string, { milliseconds, mebibytes }: Measure): void {
  console.log(`${name.padEnd(22)}${milliseconds.toFixed(0).padStart(7)} ms  ${mebibytes.toFixed(1).padStart(7)} MiB`);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
