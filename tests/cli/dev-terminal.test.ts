/**
 * `dev` in a terminal: it is alive, tells what happens, and ends when it is told to.
 *
 * @needs script
 * @on linux
 * @slow
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../browser/free-port.js';
import { until, within } from '../browser/until.js';
import { startDev } from './dev-process.js';
import { inScratch, plant, program } from './scratch.js';
import { Terminal } from './terminal.js';

const FREE = '--port 0 --host-port 0';

/** Runs `dev` in a terminal, in a folder of these files. */
function inTerminal(
  args: string,
  files: Record<string, string>,
  use: (it: { terminal: Terminal; folder: string }) => Promise<void>,
) {
  return inScratch(async (folder) => {
    plant(folder, files);
    const terminal = new Terminal(`${process.execPath} ${program} dev ${args} ${FREE}`, { cwd: folder });
    try {
      await use({ terminal, folder });
    } finally {
      terminal.close();
    }
  });
}

const SERVER = (text: string) =>
  `console.log('I listen'); require('http').createServer((q, s) => s.end(${JSON.stringify(text)})).listen(process.argv[2], '127.0.0.1')`;

test('keys: h shows keys and addresses, c clears the screen, r opens the card again, q ends it', () =>
  inTerminal('card', { 'card/index.html': '<h1>x' }, async ({ terminal }) => {
    await terminal.until(/Press h/);
    terminal.type('h');
    await terminal.until(/open +http:\/\/localhost:\d+\/[^]*card +http:\/\/127[^]*\bo +open the simulator[^]*q +quit/);
    terminal.type('c');
    await until(() => terminal.output.includes('\x1b[2J'), 'the screen to be cleared');
    await terminal.until(/open +http:\/\/localhost/);
    terminal.type('r');
    await terminal.until(/opened again/);
    terminal.type('q');
    assert.is(await terminal.status, 130);
  }));

test('Ctrl-C ends it, although keys are listened for', () =>
  inTerminal('card', { 'card/index.html': '<h1>x' }, async ({ terminal }) => {
    await terminal.until(/Press h/);
    terminal.type('\x03');
    assert.is(await terminal.status, 130);
  }));

test('a line tells of each edit', () =>
  inScratch(async (folder) => {
    plant(folder, { 'card/index.html': '<h1>x' });
    const dev = await startDev(['card', ...FREE.split(' ')], folder);
    plant(folder, { 'card/order.html': '<h1>y' });
    await until(() => /\d\d:\d\d:\d\d {2}reload +order\.html/.test(dev.output()), 'the line');
    await dev.end();
  }));

test('a line tells of each error of TypeScript, and that it is mended', () =>
  inScratch(async (folder) => {
    plant(folder, {
      'card/index.html': '<h1>x',
      'card/tsconfig.json': '{"compilerOptions":{"strict":true,"noEmit":true}}',
      'card/main.ts': 'const wrong: number = "text";\n',
      'card/node_modules/typescript/package.json': '{"name":"typescript","bin":{"tsc":"tsc.js"}}',
      // What is tested is what becomes of its output.
      'card/node_modules/typescript/tsc.js':
        "if (require('fs').readFileSync('main.ts', 'utf8').includes('wrong')) console.log('main.ts(1,7): error TS2322: Wrong type.')",
    });
    const dev = await startDev(['card', ...FREE.split(' ')], folder);
    await until(() => dev.output().includes('main.ts(1,7): error TS2322'), 'the error');
    plant(folder, { 'card/main.ts': 'export const right = 1;\n' });
    await until(() => /sources +The card can be built again/.test(dev.output()), 'the news that it is mended');
    await dev.end();
  }));

test('--run: it says at once what it waits for, and whose output is whose', () =>
  inScratch(async (folder) => {
    const port = await freePort();
    plant(folder, { 'server.cjs': SERVER('one') });
    const url = `http://127.0.0.1:${port}/`;
    const dev = await startDev(['--run', `node server.cjs ${port}`, url, ...FREE.split(' ')], folder);
    const output = dev.output();
    assert.ok(output.startsWith(`Waiting for ${url} (output of the server below)\n`), output);
    assert.match(output, /^\[server\] I listen$/m);
    assert.ok(output.indexOf('[server]') < output.indexOf('open '));
    await dev.end();
  }));

test('--run "node server.js" is started again at an edit, also after one that broke it', () =>
  inScratch(async (folder) => {
    const port = await freePort();
    plant(folder, { 'server.cjs': SERVER('one') });
    const dev = await startDev(
      ['--run', `node server.cjs ${port}`, `http://127.0.0.1:${port}/`, ...FREE.split(' ')],
      folder,
    );
    const shows = (text: string) => until(async () => (await (await fetch(dev.card)).text()) === text, text);
    await shows('one');
    plant(folder, { 'server.cjs': SERVER('two') });
    await shows('two');
    plant(folder, { 'server.cjs': 'syntax error' });
    await until(() => /server +The card's server has ended/.test(dev.output()), 'the news of its end');
    // It runs, and never answers: the next edit is not kept waiting for it.
    plant(folder, { 'server.cjs': "console.log('I hang'); setInterval(() => {}, 1000)" });
    await until(() => dev.output().includes('I hang'), 'a server that hangs');
    plant(folder, { 'server.cjs': SERVER('three') });
    await shows('three');
    assert.is((await dev.end()).status, 130);
    await until(
      () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => false,
          () => true,
        ),
      'the server to end',
    );
  }));

test('--run: a program that is not started again at edits is reported, once', () =>
  inScratch(async (folder) => {
    const port = await freePort();
    plant(folder, { 'server.cjs': SERVER('one') });
    const dev = await startDev(
      ['--run', `env node server.cjs ${port}`, `http://127.0.0.1:${port}/`, ...FREE.split(' ')],
      folder,
    );
    for (const text of ['two', 'three']) {
      plant(folder, { 'server.cjs': SERVER(text) });
      await until(() => dev.output().split('reload').length > (text === 'two' ? 1 : 2), 'the edit');
    }
    assert.is(dev.output().split('not started again at edits').length, 2);
    await dev.end();
  }));

test('a second Ctrl-C ends it at once, whatever hangs', () =>
  inScratch(async (folder) => {
    const port = await freePort();
    plant(folder, {
      'server.cjs': `const { writeFileSync } = require('fs');
        process.on('SIGTERM', () => writeFileSync('heard', ''));
        writeFileSync('pid', String(process.pid)); ${SERVER('deaf')}`,
    });
    const dev = await startDev(
      ['--run', `node server.cjs ${port}`, `http://127.0.0.1:${port}/`, ...FREE.split(' ')],
      folder,
      // On a clock that stands still, it waits for the deaf server for good.
      { NODE_OPTIONS: '--import data:text/javascript,Date.now=()=>0' },
    );
    const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
    void dev.end();
    await until(() => existsSync(path.join(folder, 'heard')), 'the first Ctrl-C to reach the server');
    assert.is((await within(dev.end(), 'the second Ctrl-C')).status, 130);
    await until(() => {
      try {
        return !process.kill(pid, 0);
      } catch {
        return true;
      }
    }, 'the server to end as well');
  }));

test.run();
