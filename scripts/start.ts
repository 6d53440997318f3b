/**
 * `npm start`: a card in `demo-card/`, made by the command line itself when it is missing, running in the simulator.
 *
 * `npm start -- --template php`: a template of this repository as it is now. Its card in `demo/php/` is made at each
 * start, and follows every edit in `templates/` while it runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(root, 'dist', 'cli.mjs');
const [, , option, template = '', ...others] = process.argv;

process.chdir(root);
if (option === '--template' || option === '-t') await startTemplate();
else startDemo();
// In this very process, so that signals and the exit status are the simulator's own.
await import(pathToFileURL(program).href);

function startDemo(): void {
  const card = 'demo-card';
  if (!existsSync(card)) {
    const { status } = spawnSync(process.execPath, [program, card, '--template', 'static', '--yes'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
    console.log(`Made a card in ${card}/. It is yours to change: it is not made again while it is there.`);
  }
  process.argv.splice(1, 1, program, 'dev', card);
}

async function startTemplate(): Promise<void> {
  const { templateNames } = await import('../cli/commands/create/templates.js');
  const name = templateNames.find((known) => known === template);
  if (!name) {
    console.error(
      `error There is no template ${template || 'without a name'}. Take one of ${templateNames.join(', ')}.`,
    );
    process.exit(1);
  }
  const card = path.join('demo', name);
  rmSync(card, { recursive: true, force: true });
  await makeCard();
  watch('templates', { recursive: true, persistent: false }, () =>
    makeCard().catch(({ message }) => console.error(message)),
  );

  process.chdir(card);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  if (manifest.dependencies) {
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  // The card's own `npm run dev`, with the program that was just built.
  const [, ...words] = [...manifest.scripts.dev.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  process.argv.splice(1, process.argv.length, program, ...words, ...others);

  async function makeCard(): Promise<void> {
    const { filesOf } = await import('../cli/commands/create/templates.js');
    const { render } = await import('../cli/commands/create/render.js');
    for (const file of filesOf(name!)) {
      const place = path.join(root, card, file.path);
      const content = Buffer.from(render(file, { name: `demo-${name}`, language: 'en' }) as string);
      if (existsSync(place) && readFileSync(place).equals(content)) continue;
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, content);
    }
  }
}
