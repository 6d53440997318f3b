/** A card on its own server, behind the simulator's. */
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Started, type StartOptions, start } from '../../cli/simulator/card/start.js';

interface Behind {
  /** Of the card's own server, and as the browser sees it. */
  upstream: string;
  own: string;
  started: Started;
  received: IncomingMessage[];
}

/** Starts a card's server and the simulator before it; closes both afterwards. */
async function behind(
  listener: RequestListener,
  use: (it: Behind) => Promise<void>,
  options: Partial<StartOptions> = {},
) {
  const received: IncomingMessage[] = [];
  const server = createServer((incoming, response) => {
    received.push(incoming);
    listener(incoming, response);
  });
  server.on('upgrade', (incoming, socket) => {
    received.push(incoming);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = await start({
    card: { url: `${upstream}/?phone={phone}` },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: null,
    presets: [],
    ...options,
  });
  received.length = 0;
  try {
    await use({ upstream, own: `http://127.0.0.1:${started.port}`, started, received });
  } finally {
    await started.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const html = { 'Content-Type': 'text/html; charset=utf-8' };

test('pages get the observer, everything else passes through byte for byte', () =>
  behind(
    ({ url }, response) => {
      if (url === '/bytes')
        response
          .writeHead(206, { 'Content-Type': 'application/x-own', 'X-Own': 'yes' })
          .end(Buffer.from([0, 255, 128]));
      else response.writeHead(200, html).end('<h1>Card</h1>');
    },
    async ({ own, received }) => {
      assert.match(
        await (await fetch(`${own}/a?b=%20+c`)).text(),
        /^<script src="\/__ld\/o\.js"><\/script><h1>Card<\/h1>$/,
      );
      assert.is(received[0]!.url, '/a?b=%20+c');
      const bytes = await fetch(`${own}/bytes`);
      assert.is(bytes.status, 206);
      assert.is(bytes.headers.get('x-own'), 'yes');
      assert.equal([...new Uint8Array(await bytes.arrayBuffer())], [0, 255, 128]);
    },
  ));

test('the card’s server sees itself asked, with its own origin', () =>
  behind(
    (_, response) => response.writeHead(200, html).end(),
    async ({ own, upstream, received }) => {
      await fetch(`${own}/save`, {
        method: 'POST',
        body: 'a=ä',
        headers: { Origin: own, Referer: `${own}/form`, Cookie: 'session=1' },
      });
      const { headers } = received[0]!;
      assert.is(headers.host, new URL(upstream).host);
      assert.is(headers.origin, upstream);
      assert.is(headers.referer, `${upstream}/form`);
      assert.is(headers.cookie, 'session=1');
    },
  ));

test('redirects stay before the card, and cookies are kept', () =>
  behind(
    ({ headers }, response) =>
      response
        .writeHead(303, { Location: `http://${headers.host}/next?x=1`, 'Set-Cookie': ['a=1; HttpOnly', 'b=2'] })
        .end(),
    async ({ own }) => {
      const response = await fetch(`${own}/`, { redirect: 'manual' });
      assert.is(response.status, 303);
      assert.is(response.headers.get('location'), `${own}/next?x=1`);
      assert.equal(response.headers.getSetCookie(), ['a=1; HttpOnly', 'b=2']);
    },
  ));

test('under blocked-storage neither end sees cookies', () =>
  behind(
    (_, response) => response.writeHead(200, { ...html, 'Set-Cookie': 'a=1' }).end(),
    async ({ own, received }) => {
      const response = await fetch(`${own}/`, { headers: { Cookie: 'a=1' } });
      assert.is(received[0]!.headers.cookie, undefined);
      assert.equal(response.headers.getSetCookie(), []);
    },
    { presets: ['blocked-storage'] },
  ));

test('an answer to a form is marked, so that no edit sends it again', () =>
  behind(
    (_, response) => response.writeHead(200, html).end('<h1>Saved</h1>'),
    async ({ own }) =>
      assert.match(await (await fetch(`${own}/`, { method: 'POST' })).text(), /^<script src="[^"]*" data-answer>/),
  ));

test('a policy with nonces lends the observer its nonce, and the page to the simulator', () =>
  behind(
    (_, response) =>
      response
        .writeHead(200, {
          ...html,
          'Content-Security-Policy': "script-src 'nonce-n1'; frame-ancestors https://*.leaddesk.com",
        })
        .end('<h1>'),
    async ({ own, started }) => {
      const response = await fetch(`${own}/`);
      assert.match(await response.text(), /nonce="n1"/);
      assert.match(
        response.headers.get('content-security-policy')!,
        new RegExp(`frame-ancestors https://\\*\\.leaddesk\\.com ${new URL(started.url).origin}$`),
      );
    },
  ));

test('WebSockets pass through', () =>
  behind(
    (_, response) => response.writeHead(200, html).end(),
    async ({ own, upstream, received }) => {
      const outgoing = request(`${own}/socket`, { headers: { Connection: 'Upgrade', Upgrade: 'echo', Origin: own } });
      const answer = await new Promise((resolve, reject) => {
        outgoing.on('error', reject);
        outgoing.on('upgrade', (_, socket) => {
          socket.write('hello');
          socket.once('data', (data) => {
            socket.destroy();
            resolve(String(data));
          });
        });
        outgoing.end();
      });
      assert.is(answer, 'hello');
      assert.is(received[0]!.headers.origin, upstream);
    },
  ));

test('a page that was compressed all the same is left as it is', () =>
  behind(
    (_, response) => response.writeHead(200, { ...html, 'Content-Encoding': 'x-own' }).end('packed'),
    async ({ own }) => {
      const text = await new Promise<string>((resolve, reject) => {
        request(own, (response) => {
          let body = '';
          response.on('data', (chunk) => (body += chunk)).on('end', () => resolve(body));
        })
          .on('error', reject)
          .end();
      });
      assert.is(text, 'packed');
    },
  ));

test('a card that does not let itself be framed is told of, when it is framed directly', () =>
  behind(
    (_, response) => response.writeHead(200, { ...html, 'X-Frame-Options': 'DENY' }).end(),
    async ({ started }) => {
      assert.match(started.warning!, /X-Frame-Options: DENY.*--proxy/);
      assert.match(started.session.log[0]!.verdict.text, /stays blank/);
    },
    { proxy: false },
  ));

test('--no-proxy frames the card where it is', () =>
  behind(
    (_, response) => response.writeHead(200, html).end(),
    async ({ started, upstream }) => {
      assert.is(started.port, null);
      assert.is(started.cardUrl, `${upstream}/`);
    },
    { proxy: false },
  ));

test('when the card’s server does not answer, the page says so', () =>
  behind(
    ({ url, socket }, response) => (url === '/broken' ? socket.destroy() : response.end()),
    async ({ own }) => {
      const response = await fetch(`${own}/broken`, { method: 'POST' });
      assert.is(response.status, 502);
      assert.match(await response.text(), /Nothing answers at/);
    },
  ));

test.run();
