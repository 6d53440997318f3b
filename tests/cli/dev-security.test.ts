/**
 * What `dev` must not do: serve what is not the card's, answer whom it does not know, fall over.
 *
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
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
        for (const address of [`/${name}`, `/link${at}.txt`]) {
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

test('malformed requests are refused, and harm nobody', () =>
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

test('reports are taken from the host page alone, and nonsense is refused', () =>
  withCard(async ({ card, host }) => {
    const report = (body: string, headers: string) =>
      raw(
        host,
        `POST /reports?client=x HTTP/1.1\r\nHost: ${new URL(host).host}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    const own = `Origin: ${new URL(host).origin}\r\n`;
    assert.is(statusOf(await report('[]', own)), 204);
    assert.is(statusOf(await report('[]', '')), 403);
    assert.is(statusOf(await report('[]', 'Origin: null\r\n')), 403);
    assert.is(statusOf(await report('[]', `Origin: ${new URL(card).origin}\r\n`)), 403);
    for (const body of ['', '{', '{}', 'null']) assert.is(statusOf(await report(body, own)), 400, body);
    for (const body of [
      '[null]',
      '[{}]',
      '[{"kind":"agent","action":"constructor"}]',
      '[{"kind":"presets"}]',
      '[{"kind":"contact"}]',
      '[{"kind":"replay"}]',
      '[{"kind":"message","text":{"a":1}}]',
      '[{"kind":"fire"}]',
    ]) {
      assert.ok([204, 400].includes(statusOf(await report(body, own))), body);
    }
  }));

test.run();
