/**
 * `dev` on the command line: what it serves, what it says, how it ends.
 *
 * @on linux, darwin
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { freePort } from '../browser/free-port.js';
import { until } from '../browser/until.js';
import { startDev } from './dev-process.js';
import { cli, inScratch, plant } from './scratch.js';

const FREE = ['--port', '0', '--host-port', '0'];

/** Calls `use` with a folder that has a card in `card/`. */
function inCard<T>(
  use: (folder: string) => Promise<T>,
  files: Record<string, string> = { 'index.html': '<h1>Card</h1>' },
) {
  return inScratch((folder) => {
    plant(folder, Object.fromEntries(Object.entries(files).map(([name, text]) => [`card/${name}`, text])));
    return use(folder);
  });
}

test('it serves the folder on one site and the simulator on another, and says where', () =>
  inCard(async (folder) => {
    const dev = await startDev(['card', ...FREE], folder);
    assert.match(dev.host, /^http:\/\/localhost:\d+\/$/);
    assert.match(dev.card, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(await (await fetch(dev.card)).text(), /<h1>Card<\/h1>/);
    assert.match(await (await fetch(dev.host)).text(), /simulator/);
    assert.is((await dev.end()).status, 130);
  }));

test('the folder is the current one when none is named', () =>
  inCard(async (folder) => {
    const dev = await startDev(FREE, path.join(folder, 'card'));
    assert.match(await (await fetch(dev.card)).text(), /<h1>Card<\/h1>/);
    await dev.end();
  }));

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} ends it with ${status}, even while pages are connected`, () =>
    inCard(async (folder) => {
      const dev = await startDev(['card', ...FREE], folder);
      const page = new WebSocket(`${dev.host.replace('http', 'ws')}stream?client=x`, {
        origin: new URL(dev.host).origin,
      });
      await once(page, 'message');
      const result = await dev.end(signal);
      assert.is(result.status, status);
      assert.is(result.stderr, '');
      page.terminate();
    }));
}

test('busy ports: it takes the next free ones, and says so', () =>
  inCard(async (folder) => {
    const busy = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => busy.once('listening', resolve));
    const { port } = busy.address() as { port: number };
    const dev = await startDev(['card', '--port', String(port), '--host-port', String(port)], folder);
    assert.not.match(dev.card, new RegExp(`:${port}/`));
    assert.match(dev.output(), new RegExp(`port ${port} is busy, so the card is at ${new URL(dev.card).port}`));
    assert.match(dev.output(), new RegExp(`port ${port} is busy, so the simulator is at ${new URL(dev.host).port}`));
    await dev.end();
    busy.close();
  }));

const RUNTIME = /ld_referrer/;

test('a folder without ld.js gets that of the package', () =>
  inCard(async (folder) => {
    const dev = await startDev(['card', ...FREE], folder);
    const response = await fetch(`${dev.card}ld.js`);
    assert.is(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.match(await response.text(), RUNTIME);
    await dev.end();
  }));

test('a folder with its own ld.js gets that', () =>
  inCard(
    async (folder) => {
      const dev = await startDev(['card', ...FREE], folder);
      assert.is(await (await fetch(`${dev.card}ld.js`)).text(), 'own');
      await dev.end();
    },
    { 'ld.js': 'own' },
  ));

test('addresses are those of a static host, and pages keep their bytes', () =>
  inCard(
    async (folder) => {
      mkdirSync(path.join(folder, 'card/empty'));
      const dev = await startDev(['card', ...FREE], folder);
      const at = (address: string) => fetch(dev.card + address, { redirect: 'manual' });
      assert.match(await (await at('order')).text(), /order page/);
      assert.match(await (await at('order?x=1')).text(), /order page/);
      assert.match(await (await at('sub/')).text(), /sub page/);
      assert.is((await at('sub?x=1')).status, 301);
      assert.is((await at('sub?x=1')).headers.get('location'), './sub/?x=1');
      assert.match(await (await at('with%20space')).text(), /space page/);
      assert.is((await at('empty/')).status, 404);
      assert.is((await at('order.html/')).status, 404);
      const missing = await at('none');
      assert.is(missing.status, 404);
      assert.match(
        await missing.text(),
        /No such page: &#47;none.*none, none\.html, none&#47;index\.html|No such page: \/none[^]*none\.html/,
      );
      assert.is((await fetch(`${dev.card}order`, { method: 'POST', body: 'a=1' })).status, 405);
      const head = await fetch(`${dev.card}order`, { method: 'HEAD' });
      assert.is(head.status, 200);
      assert.is(await head.text(), '');
      await dev.end();
    },
    { 'order.html': 'order page', 'sub/index.html': 'sub page', 'with space.html': 'space page' },
  ));

test('a page that names its charset is not given another one; any other is UTF-8', () =>
  inCard(
    async (folder) => {
      const dev = await startDev(['card', ...FREE], folder);
      assert.is((await fetch(`${dev.card}latin`)).headers.get('content-type'), 'text/html');
      assert.is((await fetch(`${dev.card}plain`)).headers.get('content-type'), 'text/html; charset=utf-8');
      await dev.end();
    },
    { 'latin.html': '<meta charset="iso-8859-1">', 'plain.html': '<p>' },
  ));

test('parts of a file are served, so that players can seek', () =>
  inCard(
    async (folder) => {
      const dev = await startDev(['card', ...FREE], folder);
      const part = (Range: string, more = {}) => fetch(`${dev.card}ring.mp3`, { headers: { Range, ...more } });
      for (const [range, text, content] of [
        ['bytes=2-4', '234', 'bytes 2-4/10'],
        ['bytes=7-', '789', 'bytes 7-9/10'],
        ['bytes=-2', '89', 'bytes 8-9/10'],
        ['bytes=5-99', '56789', 'bytes 5-9/10'],
      ]) {
        const response = await part(range!);
        assert.is(response.status, 206, range);
        assert.is(response.headers.get('content-range'), content);
        assert.is(await response.text(), text);
      }
      assert.is((await part('bytes=10-')).status, 416);
      for (const whole of ['bytes=1-2,4-5', 'pages=1-2', 'nonsense']) assert.is((await part(whole)).status, 200, whole);
      assert.is((await part('bytes=1-2', { 'If-Range': '"x"' })).status, 200);
      assert.is((await fetch(`${dev.card}ring.mp3`)).headers.get('accept-ranges'), 'bytes');
      await dev.end();
    },
    { 'ring.mp3': '0123456789' },
  ));

test('media types are those that browsers need', () =>
  inCard(
    async (folder) => {
      const dev = await startDev(['card', ...FREE], folder);
      for (const [name, type] of [
        ['a.m4a', /^audio\//],
        ['a.vtt', /^text\/vtt/],
        ['a.cjs', /^text\/javascript/],
        ['a.mjs', /^text\/javascript/],
        ['a.webp', /^image\/webp$/],
        ['a.woff2', /^font\/woff2$/],
        ['a.svg', /^image\/svg\+xml/],
        ['a.wasm', /^application\/wasm$/],
        ['a.json', /^application\/json/],
        ['a.none-such', /^application\/octet-stream$/],
      ] as const)
        assert.match((await fetch(dev.card + name)).headers.get('content-type')!, type, name);
      await dev.end();
    },
    Object.fromEntries(
      ['m4a', 'vtt', 'cjs', 'mjs', 'webp', 'woff2', 'svg', 'wasm', 'json', 'none-such'].map((ext) => [`a.${ext}`, 'x']),
    ),
  ));

test('nothing of the reload code is in the files', () =>
  inCard(async (folder) => {
    const before = await import('node:fs').then(({ readFileSync }) =>
      readFileSync(path.join(folder, 'card/index.html'), 'utf8'),
    );
    const dev = await startDev(['card', ...FREE], folder);
    assert.match(await (await fetch(dev.card, { headers: { 'Sec-Fetch-Dest': 'iframe' } })).text(), /__ld\/o\.js/);
    await dev.end();
    assert.is(
      await import('node:fs').then(({ readFileSync }) => readFileSync(path.join(folder, 'card/index.html'), 'utf8')),
      before,
    );
  }));

test('--preset begins under conditions', () =>
  inCard(async (folder) => {
    const dev = await startDev(['card', ...FREE, '--preset', 'release-path,foreign-host'], folder);
    assert.match(dev.host, /^http:\/\/localhost\.:\d+\/r79\.6\/$/);
    await dev.end();
  }));

test('--run starts the server, waits for it, and ends all of it', () =>
  inCard(async (folder) => {
    const server = `require('fs').writeFileSync('pid', String(process.pid)); setTimeout(() => require('http').createServer((q, s) => s.end('from the server')).listen(process.env.CARD_PORT, '127.0.0.1'), 300)`;
    plant(folder, { 'server.cjs': server });
    const port = await freePort();
    process.env.CARD_PORT = String(port);
    const dev = await startDev(['--run', 'node server.cjs & wait', `http://127.0.0.1:${port}/`, ...FREE], folder);
    delete process.env.CARD_PORT;
    assert.is(await (await fetch(dev.card)).text(), 'from the server');
    const { readFileSync } = await import('node:fs');
    const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
    assert.ok(isAlive(pid));
    await dev.end();
    await until(() => !isAlive(pid), 'the server to end');
  }));

test('--run: a command that ends at once is reported, with its status', () =>
  inScratch(async (folder) => {
    const { status, stderr } = await cli(['dev', '--run', 'exit 3', `http://127.0.0.1:${await freePort()}/`], {
      cwd: folder,
    });
    assert.is(status, 1);
    assert.match(stderr, /^error The card's server has ended \(its status is 3\): exit 3\n$/);
  }));

test('--run: a server that ends later ends the simulator', () =>
  inScratch(async (folder) => {
    const port = await freePort();
    const dev = await startDev(
      [
        '--run',
        `node -e "require('http').createServer((q, s) => { s.end('x'); if (q.url === '/end') process.exit(4) }).listen(${port}, '127.0.0.1')"`,
        `http://127.0.0.1:${port}/`,
        ...FREE,
      ],
      folder,
    );
    await fetch(`http://127.0.0.1:${port}/end`).catch(() => {});
    const { status, stderr } = await dev.ended;
    assert.is(status, 1);
    assert.match(stderr, /The card's server has ended \(its status is 4\)/);
  }));

test('--run: what answers already is left alone, and reported', () =>
  inScratch(async (folder) => {
    const { createServer: createHttp } = await import('node:http');
    const there = createHttp((_, response) => response.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => there.once('listening', resolve));
    const { port } = there.address() as { port: number };
    const { status, stderr } = await cli(['dev', '--run', 'touch started', `http://127.0.0.1:${port}/`], {
      cwd: folder,
    });
    assert.is(status, 1);
    assert.match(stderr, /Something answers at .* already/);
    there.close();
  }));

for (const [args, says] of [
  [['none'], /^error There is no folder none\..*\n$/],
  [['file.txt'], /^error file\.txt is a file\..*\n$/],
  [['a', 'b'], /^error dev takes one folder or address, not 2: a, b\.\n$/],
  [['--colour'], /^error Unknown option --colour\..*\n$/],
  [['--port', 'many'], /^error --port takes a number from 0 to 65535, not "many"\.\n$/],
  [['--port', '65536'], /^error --port takes a number/],
  [['--port'], /^error --port needs a value/],
  [['--preset', 'hard'], /^error Unknown preset "hard"\. There are no-referrer, .*\n$/],
  [['--run', 'true'], /^error --run needs the address/],
  [['http://127.0.0.1:1/'], /^error Nothing answers at http:\/\/127\.0\.0\.1:1\/\..*\n$/],
  [['localhost:3000'], /^error localhost:3000 is no folder\. .*write http:\/\/localhost:3000\n$/],
  [[':3000/card'], /^error .*write http:\/\/localhost:3000\/card\n$/],
  [['http://'], /^error http:\/\/ is not an address\..*\n$/],
] as const) {
  test(`dev ${args.join(' ')}: one line, status 1`, () =>
    inScratch(async (folder) => {
      plant(folder, { 'file.txt': '' });
      const { status, stdout, stderr } = await cli(['dev', ...args], { cwd: folder });
      assert.is(status, 1);
      assert.is(stdout, '');
      assert.match(stderr, says);
    }));
}

test('--help tells the options', async () => {
  const { status, stdout } = await cli(['dev', '--help'], { cwd: '/' });
  assert.is(status, 0);
  for (const option of ['--run', '--port', '--host-port', '--open', '--no-reload', '--preset', 'foreign-host'])
    assert.match(stdout, new RegExp(option));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.run();
