/** `npm start`: a card in `demo-card/`, made by the command line itself when it is missing, running in the simulator. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(root, 'dist', 'cli.mjs');
const card = 'demo-card';

process.chdir(root);
if (!existsSync(card)) {
  const { status } = spawnSync(process.execPath, [program, card, '--template', 'static', '--yes'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  console.log(`Made a card in ${card}/. It is yours to change: it is not made again while it is there.`);
}

// In this very process, so that signals and the exit status are the simulator's own.
process.argv.splice(1, 1, program, 'dev', card);
await import(pathToFileURL(program).href);
