/**
 * How soon the dev server listens after its start, and how soon an edit shows in the browser, side by side with Vite's
 * on the same five pages: in turns, medians with their range.
 *
 *   npx tsx tests/bench/dev.ts     needs the npm registry, for vite
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { launch, type Frame, type Page } from '../browser/engines/index.js';
import { until } from '../browser/until.js';
import { npm } from '../cli/package.js';
import { cleanEnv, inScratch, plant, program, root } from '../cli/scratch.js';

const RUNS = 7;
const EDITS = 15;
const NAMES = ['index', 'order', 'delivery', 'confirmation', 'reasons'];

interface Contender {
  name: string;
  /** Its arguments to Node, for a folder and a port. */
  command(port: number): Promise<string[]>;
  /** The document that shows the edited page. */
  shown(page: Page): Frame;
  /** The address to open, given what the process has written. */
  address(port: number, output: string): string;
}

await inScratch(async (folder) => {
  npm(['run', '--silent', 'build'], root);
  npm(['install', '--no-audit', '--no-fund', 'vite'], folder);
  const pages = (text: string) => Object.fromEntries(NAMES.map((name) => [`card/${name}.html`, pageOf(name, text)]));
  plant(folder, pages('0'));

  const contenders: Contender[] = [
    {
      name: 'create-leaddesk-card',
      command: async (port) => [program, 'dev', 'card', '--port', String(port), '--host-port', '0'],
      shown: (page) => page.frame('card'),
      address: (_, output) => /open\s+(\S+)/.exec(output)![1]!,
    },
    {
      name: 'vite',
      command: async (port) => [path.join(folder, 'node_modules/vite/bin/vite.js'), 'card', '--port', String(port), '--host', '127.0.0.1', '--strictPort', '--clearScreen', 'false'],
      shown: (page) => page,
      address: (port) => `http://127.0.0.1:${port}/`,
    },
  ];

  async function start({ command }: Contender) {
    const port = await freePort();
    const args = await command(port);
    const began = performance.now();
    const child = spawn(process.execPath, args, { cwd: folder, env: cleanEnv(), stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).ok, 'the server to answer', 30_000);
    return { child, port, milliseconds: performance.now() - began, output: () => output };
  }

  const starts = contenders.map(() => [] as number[]);
  for (const contender of contenders) await end((await start(contender)).child); // the first run only warms the disk's cache
  for (let round = 0; round < RUNS; round++) {
    for (const [index, contender] of contenders.entries()) {
      const { child, milliseconds } = await start(contender);
      starts[index]!.push(milliseconds);
      await end(child);
    }
  }

  const edits = contenders.map(() => [] as number[]);
  const browser = await launch('chromium');
  const running = [];
  for (const contender of contenders) {
    const server = await start(contender);
    const page = await browser.newPage();
    await until(() => contender.address(server.port, server.output()), 'the address');
    await page.goto(contender.address(server.port, server.output()));
    const shown = contender.shown(page);
    await shown.waitFor(() => document.querySelector('h1')?.textContent === '0');
    running.push({ ...server, shown });
  }
  for (let edit = 1; edit <= EDITS; edit++) {
    const began = Date.now();
    plant(folder, { 'card/index.html': pageOf('index', String(edit)) });
    for (const [index, { shown }] of running.entries()) {
      await shown.waitFor((text) => document.querySelector('h1')?.textContent === text, String(edit));
      edits[index]!.push((await shown.evaluate(() => Number(document.documentElement.dataset.shown))) - began);
    }
  }
  await browser.close();
  for (const { child } of running) await end(child);

  print('start to listening', contenders, starts);
  print('edit to reload', contenders, edits);
});

/** A page that notes when it was shown. */
function pageOf(name: string, text: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head>
<body><h1>${text}</h1>${NAMES.map((other) => `<a href="${other}.html">${other}</a>`).join('')}
<script>document.documentElement.dataset.shown = Date.now()</script></body></html>`;
}

function print(what: string, contenders: Contender[], measures: number[][]): void {
  console.log(`\n${what}`);
  const medians = measures.map(median);
  contenders.forEach(({ name }, index) => {
    const values = measures[index]!;
    console.log(`  ${name.padEnd(22)}${medians[index]!.toFixed(0).padStart(6)} ms   (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`);
  });
  console.log(`  ${'ratio'.padEnd(22)}${(medians[0]! / medians[1]!).toFixed(2).padStart(6)}`);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
