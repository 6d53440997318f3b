/** `npm start`: a card in `demo-card/`, made by the command line itself when it is missing, running in the simulator. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(root, 'dist', 'cli.cjs');
const card = 'demo-card';

if (!existsSync(path.join(root, card))) {
  const { status } = spawnSync(process.execPath, [program, card, '--template', 'static', '--yes'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  console.log(`Made a card in ${card}/. It is yours to change: it is not made again while it is there.`);
}

const host = spawn(process.execPath, [program, 'dev', card, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
// A terminal's Ctrl-C reaches the simulator by itself; this process only has to outlive it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => host.kill(signal));
host.on('exit', (status, signal) => {
  process.exitCode = status ?? (signal ? 1 : 0);
});
