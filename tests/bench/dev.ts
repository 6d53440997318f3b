/** How soon the dev server answers after its start, and how soon the browser shows an edit, on the same five pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Page } from '../browser/engines/index.js';
import { freePort } from '../browser/free-port.js';
import { until } from '../browser/until.js';
import { cleanEnv, inScratch, plant, program } from '../cli/scratch.js';
import type { Bench } from './index.js';
import { named } from './peers.js';
import type { Section } from './table.js';
import { takeTurns } from './turns.js';

const STARTS = 7;
const EDITS = 15;
const NAMES = ['index', 'order', 'delivery', 'confirmation', 'reasons'];

interface Contender {
  title: string;
  /** The folder of its pages. */
  card: string;
  /** Its arguments to Node, for a port. */
  command(port: number): string[];
  /** The address to open, given what the process has written. */
  address(port: number, output: string): string | undefined;
  /** The document that shows the edited page. */
  shown(page: Page): Frame;
}

interface Server {
  child: ChildProcess;
  port: number;
  milliseconds: number;
  output(): string;
}

const ours: Contender = {
  title: 'ours',
  card: 'ours',
  command: (port) => [program, 'dev', 'ours', '--port', String(port), '--host-port', '0'],
  address: (_, output) => /open\s+(\S+)/.exec(output)?.[1],
  shown: (page) => page.frame('card'),
};

const vite = (peers: string): Contender => ({
  title: named('vite'),
  card: 'vite',
  command: (port) => [
    path.join(peers, 'node_modules/vite/bin/vite.js'),
    'vite',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--strictPort',
  ],
  address: (port) => `http://127.0.0.1:${port}/`,
  shown: (page) => page,
});

export function dev({ browser, peers }: Bench): Promise<Section> {
  const contenders = [ours, vite(peers)];
  return inScratch(async (folder) => {
    for (const { card } of contenders)
      for (const name of NAMES) plant(folder, { [`${card}/${name}.html`]: pageOf(name, '0') });

    const starts = await takeTurns(STARTS, contenders.length, async (contender) => {
      const server = await start(contenders[contender]!, folder);
      await end(server.child);
      return server.milliseconds;
    });

    const servers = await Promise.all(contenders.map((contender) => start(contender, folder)));
    const pages = await Promise.all(contenders.map(() => browser.newPage()));
    for (const [index, contender] of contenders.entries()) {
      const { port, output } = servers[index]!;
      await pages[index]!.goto(await until(() => contender.address(port, output()), 'the address'));
      await contender.shown(pages[index]!).waitFor(() => document.querySelector('h1')?.textContent === '0');
    }
    let edit = 0;
    const edits = await takeTurns(EDITS, contenders.length, async (contender) => {
      const { card, shown } = contenders[contender]!;
      const text = String(++edit);
      const began = Date.now();
      plant(folder, { [`${card}/index.html`]: pageOf('index', text) });
      await shown(pages[contender]!).waitFor((text) => document.querySelector('h1')?.textContent === text, text);
      return (await shown(pages[contender]!).evaluate(() => Number(document.documentElement.dataset.shown))) - began;
    });
    await Promise.all([...pages.map((page) => page.close()), ...servers.map(({ child }) => end(child))]);

    return {
      columns: contenders.map(({ title }) => title),
      rows: [
        { label: 'dev server, start, ms', figures: starts },
        { label: 'dev server, edit, ms', figures: edits },
      ],
    };
  });
}

/** A page that notes when it was shown. */
function pageOf(name: string, text: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head>
<body><h1>${text}</h1>${NAMES.map((other) => `<a href="${other}.html">${other}</a>`).join('')}
<script>document.documentElement.dataset.shown = Date.now()</script></body></html>`;
}

async function start({ title, command }: Contender, folder: string): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, command(port), {
    cwd: folder,
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The dev server of ${title} ended with ${child.exitCode}: ${output}`);
    await delay(2);
  }
  return { child, port, milliseconds: performance.now() - began, output: () => output };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}
