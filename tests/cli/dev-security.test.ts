/**
 * What `dev` must not do: serve what is not the card's, answer whom it does not know, fall over.
 *
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { until } from '../browser/until.js';
import { type Dev, get, raw, startDev, statusOf } from './dev-process.js';
import { inScratch, plant } from './scratch.js';

/** A card with secrets around it. */
function withCard(check: (dev: Dev, folder: string) => Promise<void>) {
  return inScratch(async (folder) => {
    plant(folder, {
      'card/index.html': '<h1>Card</h1>',
      'card/page.php': '<?php $password = "SECRET";',
      'card/.env': 'SECRET',
      'card/.git/config': 'SECRET',
      'card/.well-known/security.txt': 'public',
      'secret.txt': 'SECRET',
      'card-other/secret.txt': 'SECRET',
      'secrets/index.html': 'SECRET',
    });
    symlinkSync('../secret.txt', path.join(folder, 'card/link.txt'));
    symlinkSync('../secrets', path.join(folder, 'card/linked'));
    symlinkSync('index.html', path.join(folder, 'card/within.html'));
    mkdirSync(path.join(folder, 'card/folder'));
    linkSync(path.join(folder, 'card/index.html'), path.join(folder, 'card/folder/hard.html'));
    execFileSync('mkfifo', [path.join(folder, 'card/pipe')]);
    const dev = await startDev(['card', '--port', '0', '--host-port', '0'], folder);
    try {
      await check(dev, folder);
      assert.is(statusOf(await get(dev.card, '/')), 200, 'it still answers');
      assert.is(statusOf(await get(dev.host, '/')), 200, 'the simulator still answers');
    } finally {
      await dev.end();
    }
    assert.not(existsSync(path.join(folder, '.leaddesk-card')), 'nothing is left');
  });
}

test('nothing outside the folder is served, however it is asked for', () =>
  withCard(async ({ card }, folder) => {
    for (const address of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '/%252e%252e/secret.txt',
      '/folder/../../secret.txt',
      '/folder/%2e%2e/%2e%2e/secret.txt',
      '/../card-other/secret.txt',
      '/./../secret.txt',
      '//secret.txt',
      `/${folder}/secret.txt`,
      `//${folder}/secret.txt`,
      `/%2f${encodeURIComponent(folder)}/secret.txt`,
      '/link.txt',
      '/linked/',
      '/linked/index.html',
      '/linked',
      '/.env',
      '/.env/.',
      '/.env/',
      '/.ENV',
      '/.env?x',
      '/.env%20',
      '/page.php/',
      '/.git/config',
      '/%2egit/config',
      '/page.php',
      '/secret.txt%00.html',
      '/index.html%00',
      '../secret.txt',
      'http://127.0.0.1/../secret.txt',
      '/__ld/../../secret.txt',
    ]) {
      const answer = await get(card, address);
      assert.not.match(answer, /SECRET/, address);
      assert.ok([400, 403, 404, 501].includes(statusOf(answer)), `${address}: ${answer.slice(0, 40)}`);
    }
  }));

test('what no web host should serve is not served, by whatever name it is asked for', () =>
  inScratch(async (folder) => {
    const secrets = [
      '.env',
      '.env.local',
      'server.pem',
      'server.key',
      'SERVER.KEY',
      'page.html.bak',
      'db.inc',
      'page.ejs',
      'prod.env',
      'index.php.swo',
      '#index.php#',
      'index.php.1',
      'config.php.txt',
      'dump.sql.gz',
      'AuthKey.p8',
      'page.jinja2',
    ];
    plant(folder, {
      'card/index.html': 'Card',
      'card/node_modules/.store/lib.js': 'public',
      'card/a:b/index.html': 'colon',
      ...Object.fromEntries(secrets.map((name) => [`card/${name}`, 'SECRET'])),
    });
    for (const [at, name] of secrets.entries()) symlinkSync(name, path.join(folder, `card/link${at}.txt`));
    symlinkSync('.store/lib.js', path.join(folder, 'card/node_modules/lib.js'));
    const { card, end } = await startDev(['card', '--port', '0', '--host-port', '0'], folder);
    try {
      for (const [at, name] of secrets.entries())
        for (const address of [`/${encodeURIComponent(name)}`, `/link${at}.txt`]) {
          const answer = await get(card, address);
          assert.not.match(answer, /SECRET/, address);
          assert.is(statusOf(answer), 404, address);
        }
      assert.match(await get(card, '/node_modules/lib.js'), /public/, 'installed packages are linked so');
      assert.match(await get(card, '/a:b'), /^location: \.\/a:b\/\r$/im, 'a folder with a colon is no scheme');
    } finally {
      await end();
    }
  }));

test('links within the folder, and what hosts publish below a dot, are served', () =>
  withCard(async ({ card }) => {
    for (const address of ['/within', '/folder/hard', '/.well-known/security.txt'])
      assert.is(statusOf(await get(card, address)), 200, address);
  }));

test('a pipe in the folder is no file, and does not hang', () =>
  withCard(async ({ card }) => {
    assert.is(statusOf(await get(card, '/pipe')), 404);
  }));

test('only requests whose Host is its own are answered', () =>
  withCard(async ({ card, host }) => {
    for (const url of [card, host]) {
      const { port } = new URL(url);
      for (const name of [
        'evil.example',
        `evil.example:${port}`,
        '127.0.0.1',
        'localhost',
        `127.0.0.1:1`,
        `127.0.0.1.evil.example:${port}`,
        '',
      ]) {
        const answer = await get(url, '/', name);
        assert.is(statusOf(answer), 403, `${url} as ${name}`);
        assert.not.match(answer, /Card<|simulator<\/title>/);
      }
    }
    assert.is(statusOf(await raw(card, 'GET / HTTP/1.0\r\n\r\n')), 403);
    const { port } = new URL(card);
    assert.is(statusOf(await get(card, '/', `localhost:${port}`)), 403, 'the card is not on the site of its host');
  }));

test('a WebSocket for another Host is refused as well', () =>
  withCard(async ({ card, host }) => {
    for (const url of [card, host]) {
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AA==\r\n';
      for (const path of ['/', '/__ld/changes', '/stream']) {
        const answer = await raw(
          url,
          `GET ${path} HTTP/1.1\r\nHost: evil.example:${new URL(url).port}\r\n${upgrade}\r\n`,
        );
        assert.is(statusOf(answer), 403, url + path);
      }
    }
  }));

test('it listens on this machine alone', () =>
  withCard(async ({ card, host }) => {
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (!outside) return;
    for (const url of [card, host]) {
      const refused = await new Promise((resolve) => {
        const socket = connect(Number(new URL(url).port), outside.address);
        socket.on('error', () => resolve(true)).on('connect', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      });
      assert.ok(refused, url);
    }
  }));

test('malformed requests are refused, and harm no one', () =>
  withCard(async ({ card, host }) => {
    for (const url of [card, host]) {
      const { host: name } = new URL(url);
      for (const bytes of [
        'nonsense\r\n\r\n',
        '\0\0\0\0\r\n\r\n',
        `GET\r\n\r\n`,
        `GET / HTTP/9.9\r\nHost: ${name}\r\n\r\n`,
        `GET / HTTP/1.1\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nContent-Length: -1\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
        `GET /%E0%A4%A HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
        `GET /%ff HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
        `OPTIONS * HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
        `CONNECT evil.example:80 HTTP/1.1\r\nHost: ${name}\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      ]) {
        const answer = await raw(url, bytes);
        assert.not.match(answer, /^HTTP\/1\.1 5/, JSON.stringify(bytes.slice(0, 60)));
      }
    }
  }));

test('reports are taken from the host page alone, and nonsense is ignored', () =>
  withCard(async ({ card, host }) => {
    const address = `${host.replace('http', 'ws')}stream?client=x`;
    const connectAs = (origin?: string) =>
      new Promise<WebSocket | string>((resolve) => {
        const socket = new WebSocket(address, origin === undefined ? {} : { origin });
        socket.on('open', () => resolve(socket)).on('error', ({ message }) => resolve(message));
      });
    for (const origin of [undefined, 'null', 'http://evil.example', new URL(card).origin])
      assert.is(await connectAs(origin), 'Unexpected server response: 403', String(origin));
    const socket = (await connectAs(new URL(host).origin)) as WebSocket;
    const heard: string[] = [];
    socket.on('message', (text) => heard.push(String(text)));
    for (const text of [
      '',
      '{',
      '{}',
      'null',
      '[null]',
      '[{}]',
      '[{"kind":"agent","action":"constructor"}]',
      '[{"kind":"presets"}]',
      '[{"kind":"contact"}]',
      '[{"kind":"contact","contact":{"phone":"\\ud800"},"address":"http://127.0.0.1/{phone}"}]',
      '[{"kind":"replay","file":{}}]',
      '[{"kind":"message","text":{"a":1}}]',
      '[{"kind":"fire","type":{"a":1}}, {"kind":"fire","type":"last"}]',
    ])
      socket.send(text);
    await until(() => heard.some((text) => text.includes('"last"')), 'the last report to be taken');
    assert.match(heard.join(), /%EF%BF%BD/, 'half a character has become another one');
    socket.terminate();
  }));

/** What `dev` has left for other programs. */
function addressIn(folder: string): { url: string; token: string } {
  return JSON.parse(readFileSync(path.join(folder, '.leaddesk-card/dev.json'), 'utf8'));
}

test('it leaves its address and a token for this user alone, and takes them away again', () =>
  withCard(async ({ host }, folder) => {
    const file = path.join(folder, '.leaddesk-card/dev.json');
    assert.is(statSync(file).mode & 0o777, 0o600);
    assert.is(addressIn(folder).url, new URL(host).origin);
    assert.is(readFileSync(path.join(folder, '.leaddesk-card/.gitignore'), 'utf8'), '*\n');
  }));

test('the endpoint answers who has the token, and no web page', () =>
  withCard(async (_, folder) => {
    const { url, token } = addressIn(folder);
    const ask = async (path: string, headers: Record<string, string>, body?: string) => {
      const response = await fetch(url + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers,
        body: body ?? null,
      });
      return { status: response.status, text: await response.text() };
    };
    const own = { Authorization: `Bearer ${token}` };
    assert.is((await ask('/api/log', {})).status, 401);
    assert.is((await ask('/api/log', { Authorization: 'Bearer x' })).status, 401);
    assert.is((await ask('/api/log', { ...own, Origin: url })).status, 403);
    assert.is((await ask('/api/log', own)).status, 200);
    assert.is(JSON.parse((await ask('/api/log?format=file', own)).text).version, 2);
    assert.is((await ask('/api/none', own)).status, 404);
    assert.is((await ask('/api/trigger', own, '{')).status, 400);
    assert.is((await ask('/api/trigger', own, '{}')).status, 400);
    assert.is((await ask('/api/agent', own, '{"action":"constructor"}')).status, 400);
    const closed = await ask('/api/trigger', own, '{"type":"callLineOn"}');
    assert.is(closed.status, 409);
    assert.match(closed.text, /No card is open in the simulator/);
  }));

test.run();
