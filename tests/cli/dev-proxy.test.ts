/** A card on its own server, behind the simulator's: what changes on the way and what does not. */
import { type RequestOptions, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { start } from '../../cli/simulator/card/start.js';
import { until } from '../browser/until.js';
import { behind, FRAMED, HTML } from './behind.js';
import { raw, statusOf } from './dev-process.js';

const OBSERVER = '<script src="/__ld/o.js"></script>';

/** Asks without `fetch`, which unpacks answers and hides how they end. */
function ask(url: string, options: RequestOptions, body?: string | ((part: (text: string) => void) => void)) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer; isWhole: boolean }>(
    (resolve, reject) => {
      const outgoing = request(url, { agent: false, ...options }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
        response.on('close', () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: Buffer.concat(chunks),
            isWhole: response.complete,
          }),
        );
      });
      outgoing.on('error', reject);
      if (typeof body === 'string') outgoing.end(body);
      else outgoing.end();
    },
  );
}

const inFrame = async (url: string) => (await fetch(url, { headers: FRAMED })).text();

test('a page that loads in a frame or a window gets the observer, and the address is passed on as it is', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end('<h1>Card</h1>'),
    async ({ own, received }) => {
      assert.is(await inFrame(`${own}/a?b=%20+c`), `${OBSERVER}<h1>Card</h1>`);
      assert.is(received[0]!.url, '/a?b=%20+c');
      for (const headers of [
        { 'Sec-Fetch-Dest': 'document' },
        { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
      ])
        assert.match(await (await fetch(own, { headers: headers as Record<string, string> })).text(), /o\.js/);
    },
  ));

test('what scripts fetch is not altered, whatever it looks like', () =>
  behind(
    (_, response) => response.writeHead(200, { ...HTML, ETag: '"1"' }).end('<p>fragment'),
    async ({ own }) => {
      for (const headers of [
        {},
        { 'Sec-Fetch-Dest': 'empty', Accept: 'text/html, application/xhtml+xml' },
        { 'Sec-Fetch-Dest': 'script' },
        { Accept: 'text/html, */*; q=0.01', 'X-Requested-With': 'XMLHttpRequest' },
        { Accept: 'text/html' },
      ]) {
        const response = await fetch(own, { headers: headers as Record<string, string> });
        assert.is(await response.text(), '<p>fragment', JSON.stringify(headers));
        assert.is(response.headers.get('etag'), '"1"');
      }
    },
  ));

const utf16 = Buffer.from('\ufeff<h1>x', 'utf16le');
for (const [what, status, headers, body] of [
  ['JSON that is sent as HTML', 200, {}, Buffer.from('{"ok":true}')],
  ['an attachment', 200, { 'Content-Disposition': 'attachment; filename=a.html' }, Buffer.from('<p>')],
  ['an answer without content', 204, {}, Buffer.from('')],
  ['a part of a page', 206, { 'Content-Range': 'bytes 0-2/9' }, Buffer.from('<p>')],
  ['UTF-16, by its type', 200, { 'Content-Type': 'text/html; charset=utf-16le' }, utf16.subarray(2)],
  ['UTF-16, by its first bytes', 200, { 'Content-Type': 'text/html' }, utf16],
  ['another type', 200, { 'Content-Type': 'text/plain' }, Buffer.from('<p>')],
  ['a redirect', 302, { Location: '/x' }, Buffer.from('<p>')],
  ['a packed page whose packing is unknown', 200, { 'Content-Encoding': 'x-own' }, Buffer.from('<p>')],
] as [string, number, Record<string, string>, Buffer][]) {
  test(`${what} stays as it is, byte for byte, also in a frame`, () =>
    behind(
      (_, response) => response.writeHead(status, { ...HTML, ...headers }).end(body),
      async ({ own }) => {
        const answer = await ask(own, { headers: FRAMED });
        assert.is(answer.status, status);
        assert.equal(answer.body, body);
      },
    ));
}

for (const [coding, pack] of [
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const) {
  test(`a page that is packed with ${coding}, asked or not, is unpacked for the observer`, () =>
    behind(
      (_, response) => response.writeHead(200, { ...HTML, 'Content-Encoding': coding }).end(pack('<h1>Packed')),
      async ({ own }) => {
        const answer = await ask(own, { headers: FRAMED });
        assert.is(answer.body.toString(), `${OBSERVER}<h1>Packed`);
        assert.is(answer.headers['content-encoding'], undefined);
        const fetched = await ask(own, { headers: { 'Accept-Encoding': coding } });
        assert.equal(fetched.body, pack('<h1>Packed'), 'what is fetched stays packed');
      },
    ));
}

test('a page that comes in pieces is shown as it comes', () => {
  let finish = () => {};
  return behind(
    ({ url }, response) => {
      response.writeHead(200, HTML).write('<!doctype html><head><title>x</title>');
      if (url === '/slow') finish = () => response.end('<p>last');
      else response.end();
    },
    async ({ own }) => {
      const response = await fetch(`${own}/slow`, { headers: FRAMED });
      const reader = response.body!.getReader();
      const first = Buffer.from((await reader.read()).value!).toString();
      assert.match(first, /<head><script[^>]*><\/script><title>/);
      finish();
      assert.is(Buffer.from((await reader.read()).value!).toString(), '<p>last');
    },
  );
});

test('the head of an event stream comes before its first event', () =>
  behind(
    ({ url }, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      if (url !== '/events') response.end();
    },
    async ({ own }) => {
      const ended = new AbortController();
      assert.is((await fetch(`${own}/events`, { signal: ended.signal })).status, 200);
      ended.abort();
    },
  ));

for (const what of ['page', 'file']) {
  test(`a server that dies within a ${what} ends the browser's request as well`, () =>
    behind(
      ({ url, socket }, response) => {
        response.writeHead(200, { 'Content-Type': what === 'page' ? 'text/html' : 'text/css', 'Content-Length': 1000 });
        response.write('<h1>half');
        if (url === '/half') setTimeout(() => socket.destroy(), 20);
        else response.end(' '.repeat(992));
      },
      async ({ own }) => {
        const answer = await ask(`${own}/half`, { headers: FRAMED });
        assert.is(answer.isWhole, false);
        assert.match(answer.body.toString(), /half/);
      },
    ));
}

test('a server that closes kept connections loses no request, and none is sent twice', () =>
  behind(
    (incoming, response) => {
      incoming.resume().on('end', () => response.end('done'));
      // Without a word in the answer's head, as servers do whose time for idle connections is over.
      response.on('finish', () => setImmediate(() => incoming.socket.destroy()));
    },
    async ({ own, received }) => {
      for (let i = 0; i < 10; i++) {
        assert.is(await (await fetch(`${own}/get`)).text(), 'done');
        assert.is(await (await fetch(`${own}/post`, { method: 'POST', body: `${i}` })).text(), 'done');
      }
      assert.is(received.filter(({ method }) => method === 'POST').length, 10);
    },
  ));

test('a POST whose connection is closed unanswered is not sent again, and the page says so', () =>
  behind(
    ({ url, socket }, response) => (url === '/broken' ? socket.destroy() : response.end()),
    async ({ own, received }) => {
      const response = await fetch(`${own}/broken`, { method: 'POST', body: 'a=1' });
      assert.is(response.status, 502);
      assert.match(await response.text(), /closed the connection/);
      assert.is(received.length, 1);
    },
  ));

test('a server that is being restarted is waited for, also by a POST', () =>
  behind(
    (incoming, response) => incoming.pipe(response),
    async ({ own, server, upstream }) => {
      const { port } = new URL(upstream);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const posted = fetch(own, { method: 'POST', body: 'a=1' });
      await delay(150);
      await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
      assert.is(await (await posted).text(), 'a=1');
    },
  ));

test('long headers pass, and longer ones are reported', () =>
  behind(
    (_, response) => response.writeHead(200, { 'X-Long': 'x'.repeat(30_000) }).end('long'),
    async ({ own, received, server }) => {
      server.maxHeadersCount = 0;
      const answer = await ask(own, { maxHeaderSize: 200_000 });
      assert.is(String(answer.headers['x-long']).length, 30_000);
      received.length = 0;
      await ask(own, { headers: { 'X-Long': 'y'.repeat(12_000) }, maxHeaderSize: 200_000 });
      assert.is(received.length, 1);
      const { host } = new URL(own);
      const long = await raw(own, `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${'z'.repeat(140_000)}\r\n\r\n`);
      assert.is(statusOf(long), 431);
      assert.match(long, /cookies/);
    },
  ));

/** A server that answers with these bytes, whatever is asked. */
function answering(bytes: string | Buffer, use: (url: string) => Promise<void>) {
  let port = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(Buffer.from(bytes as string, 'latin1')));
  });
  return new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    .then(() => {
      port = (server.address() as AddressInfo).port;
      return start({
        card: { url: `http://127.0.0.1:${port}/` },
        port: 0,
        hostPort: 0,
        reload: false,
        proxy: null,
        presets: [],
      });
    })
    .then((started) => use(`http://127.0.0.1:${started.port}/`).finally(() => started.close()))
    .finally(() => server.close());
}

const HTML_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
const page = '<!doctype html><p>hi';

for (const [what, bytes] of Object.entries({
  'a Trailer where there can be none': `${HTML_HEAD}Trailer: X\r\nContent-Length: 5\r\n\r\n<p>hi`,
  'a control character beside its status': `HTTP/1.1 200 O\x01K\r\nContent-Length: 5\r\n\r\n<p>hi`,
  'lines that end with LF': 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>hi',
  'a length beside chunks': `${HTML_HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>hi\r\n0\r\n\r\n`,
}))
  test(`an answer with ${what} is passed on`, () =>
    answering(bytes, async (url) => assert.match(String((await ask(url, { headers: FRAMED })).body), '<p>hi')));

test('an answer that can not be passed on ends nothing but itself', () =>
  answering('HTTP/1.1 000 No\r\nContent-Length: 0\r\n\r\n', async (url) => {
    for (const method of ['GET', 'HEAD']) assert.is((await ask(url, { method })).status, 502);
  }));

test('bytes beyond ASCII stay the same in headers, and trailers pass', () =>
  answering(
    'HTTP/1.1 200 OK\r\nX-Name: J\xe4rvi\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n',
    async (url) => {
      const answer = await raw(url, `GET / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /x-name: J\xe4rvi\r\n/i);
      assert.match(answer, /x-sum: 1\r\n/i);
    },
  ));

for (const [coding, body] of [
  ['deflate', deflateRawSync(page)],
  ['deflate', deflateSync(page)],
  ['gzip', gzipSync(page).subarray(0, -8)],
  ['gzip', Buffer.alloc(0)],
] as const)
  test(`${coding} is unpacked as browsers do it (${body.length} bytes)`, () =>
    answering(
      Buffer.concat([
        Buffer.from(`${HTML_HEAD}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`),
        body,
      ]),
      async (url) => {
        const answer = await ask(url, { headers: FRAMED });
        assert.ok(answer.isWhole);
        assert.match(String(answer.body), body.length ? /o\.js.*hi$/ : OBSERVER);
      },
    ));

test('no page is shown that a script has fetched, and this machine is not bound to https', () =>
  behind(
    (incoming, response) => {
      if (incoming.headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { ...HTML, 'Strict-Transport-Security': 'max-age=9' }).end('<p>');
    },
    async ({ own }) => {
      const shown = await fetch(own, { headers: { ...FRAMED, 'If-None-Match': '"1"' } });
      assert.is(shown.status, 200);
      assert.is(shown.headers.get('strict-transport-security'), null);
      assert.is((await fetch(own, { headers: { 'Sec-Fetch-Dest': 'empty' } })).headers.get('vary'), 'Sec-Fetch-Dest');
    },
  ));

test('in a frame, errors that are no HTML are reported as well', () =>
  behind(
    ({ url }, response) => response.writeHead(url === '/x' ? 404 : 200, { 'Content-Type': 'text/plain' }).end('no'),
    async ({ own, said }) => {
      await inFrame(`${own}/x`);
      assert.equal(said('answer'), ['/x was answered with 404.']);
    },
  ));

test('Expect: 100-continue is answered, and the body arrives', () =>
  behind(
    (incoming, response) => incoming.pipe(response),
    async ({ own }) => {
      const answer = await ask(
        own,
        { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': '3' } },
        'abc',
      );
      assert.is(answer.status, 200);
      assert.is(answer.body.toString(), 'abc');
    },
  ));

test('the server sees the request’s own Host, and who has forwarded it', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ own, received }) => {
      await fetch(`${own}/save`, {
        method: 'POST',
        body: 'a=ä',
        headers: { Origin: own, Referer: `${own}/form`, Cookie: 'session=1' },
      });
      const { headers } = received[0]!;
      const { host } = new URL(own);
      assert.is(headers.host, host);
      assert.is(headers['x-forwarded-host'], host);
      assert.is(headers['x-forwarded-proto'], 'http');
      assert.is(headers['x-forwarded-for'], '127.0.0.1');
      assert.is(headers.origin, own);
      assert.is(headers.referer, `${own}/form`);
      assert.is(headers.cookie, 'session=1');
    },
  ));

test('a server that answers only as itself is asked as itself, and its own addresses become ours', () =>
  behind(
    ({ headers, socket }, response) => {
      const itself = `127.0.0.1:${socket.localPort}`;
      if (headers.host !== itself) response.writeHead(301, { Location: `http://${itself}/` }).end();
      else response.writeHead(200, HTML).end(`<a href="http://${itself}/next">next</a>`);
    },
    async ({ own, upstream, received }) => {
      assert.match(await inFrame(own), new RegExp(`<a href="${own}/next">`));
      await fetch(`${own}/save`, { method: 'POST', headers: { Origin: own } });
      assert.is(received.at(-1)!.headers.origin, upstream);
      assert.is(received.at(-1)!.headers['x-forwarded-host'], new URL(own).host);
    },
  ));

test('redirects to the server’s own origin stay before the card', () =>
  behind(
    ({ socket, url }, response) =>
      url === '/absolute'
        ? response.writeHead(303, { Location: `http://127.0.0.1:${socket.localPort}/next?x=1` }).end()
        : response.end(),
    async ({ own }) => {
      const response = await fetch(`${own}/absolute`, { redirect: 'manual' });
      assert.is(response.status, 303);
      assert.is(response.headers.get('location'), `${own}/next?x=1`);
    },
  ));

test('cookies are kept, without a Domain that is the server’s', () =>
  behind(
    (_, response) =>
      response
        .writeHead(200, {
          'Set-Cookie': ['a=1; HttpOnly', 'b=2; Domain=127.0.0.1; Path=/', 'c=3; Domain=other.example'],
        })
        .end(),
    async ({ own }) => {
      const response = await fetch(own);
      assert.equal(response.headers.getSetCookie(), ['a=1; HttpOnly', 'b=2; Path=/', 'c=3; Domain=other.example']);
    },
  ));

for (const [cookie, why] of [
  ['sid=1; Path=/', /no SameSite, which means Lax.*SameSite=None; Secure; Partitioned/],
  ['sid=1; Path=/; SameSite=Strict', /Its SameSite is strict/],
  ['sid=1; Path=/; SameSite=None', /SameSite=None without Secure/],
  ['sid=1; Path=/; SameSite=None; Secure', /no Partitioned/],
  ['sid=1; Path=/; SameSite=None; Secure; Partitioned', /dev --https/],
  ['sid=1; Path=/; Domain=other.example', /Its Domain is other\.example/],
  ['__Host-sid=1; Path=/', /__Host- needs Secure/],
  [`sid=${'x'.repeat(4096)}; Path=/`, /4099 bytes/],
] as const) {
  test(`a cookie that did not come back is named, with the reason: ${cookie.slice(0, 60)}`, () =>
    behind(
      ({ url }, response) =>
        response.writeHead(200, { ...HTML, ...(url === '/set' && { 'Set-Cookie': cookie }) }).end(),
      async ({ own, said }) => {
        await inFrame(`${own}/set`);
        assert.equal(said('cookie'), []);
        await inFrame(`${own}/next`);
        await inFrame(`${own}/next`);
        assert.is(said('cookie').length, 1, 'once');
        assert.match(said('cookie')[0]!, why);
        assert.match(said('cookie')[0]!, /The cookie (__Host-)?sid was set, but did not come back/);
      },
    ));
}

test('of a cookie that came back, was deleted, or belongs to another path, nothing is said', () =>
  behind(
    ({ url }, response) =>
      response
        .writeHead(200, {
          ...HTML,
          ...(url === '/set' && { 'Set-Cookie': ['a=1; Path=/', 'b=1; Path=/; Max-Age=0', 'c=1; Path=/other'] }),
        })
        .end(),
    async ({ own, said }) => {
      await inFrame(`${own}/set`);
      await fetch(`${own}/next`, { headers: { ...FRAMED, Cookie: 'a=1' } });
      assert.equal(said('cookie'), []);
    },
  ));

test('a cookie that is set only over https is reported at the start', () =>
  behind(
    ({ headers }, response) =>
      response
        .writeHead(200, {
          ...HTML,
          ...(headers['x-forwarded-proto'] === 'https' && { 'Set-Cookie': 'connect.sid=1; Secure' }),
        })
        .end(),
    async ({ said }) => assert.match(said('cookie')[0]!, /connect\.sid only when it is reached over https.*--https/),
  ));

test('under blocked-storage neither end sees cookies', () =>
  behind(
    (_, response) => response.writeHead(200, { ...HTML, 'Set-Cookie': 'a=1' }).end(),
    async ({ own, received }) => {
      const response = await fetch(`${own}/`, { headers: { Cookie: 'a=1' } });
      assert.is(received[0]!.headers.cookie, undefined);
      assert.equal(response.headers.getSetCookie(), []);
    },
    { presets: ['blocked-storage'] },
  ));

test('an answer to a form is marked, so that no edit sends it again', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end('<h1>Saved</h1>'),
    async ({ own }) =>
      assert.match(
        await (await fetch(`${own}/`, { method: 'POST', headers: FRAMED })).text(),
        /^<script [^>]* data-answer="">/,
      ),
  ));

test('a policy with nonces lends the observer its nonce, and the page to the simulator', () =>
  behind(
    (_, response) =>
      response
        .writeHead(200, {
          ...HTML,
          'Content-Security-Policy': "script-src 'nonce-n1'; frame-ancestors https://*.leaddesk.com",
        })
        .end('<h1>'),
    async ({ own, started, said }) => {
      const response = await fetch(`${own}/`, { headers: FRAMED });
      assert.match(await response.text(), /nonce="n1"/);
      assert.match(
        response.headers.get('content-security-policy')!,
        new RegExp(`frame-ancestors https://\\*\\.leaddesk\\.com ${new URL(started.url).origin}$`),
      );
      assert.equal(said('frame'), []);
    },
  ));

for (const header of ['X-Frame-Options: DENY', "Content-Security-Policy: frame-ancestors 'none'"]) {
  test(`${header} is taken off, and reported`, () =>
    behind(
      (_, response) =>
        response.writeHead(200, { ...HTML, [header.split(': ')[0]!]: header.split(': ')[1]! }).end('<h1>'),
      async ({ own, said, started }) => {
        const response = await fetch(`${own}/page`, { headers: FRAMED });
        assert.is(response.headers.get('x-frame-options'), null);
        assert.match(
          response.headers.get('content-security-policy') ?? `frame-ancestors ${new URL(started.url).origin}`,
          new RegExp(`frame-ancestors ${new URL(started.url).origin}`),
        );
        assert.ok(said('frame')[0]!.startsWith(`${header} keeps LeadDesk from framing /page`));
      },
    ));
}

test('a page that is not there is reported', () =>
  behind(
    ({ url }, response) => response.writeHead(url === '/none' ? 404 : 200, HTML).end('<h1>'),
    async ({ own, said }) => {
      await inFrame(`${own}/none`);
      await fetch(`${own}/none`);
      assert.equal(said('answer'), ['/none was answered with 404.']);
    },
  ));

const KEY = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const handshake = (host: string, origin = `http://${host}`) =>
  `GET /socket HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${KEY}\r\n`;

test('WebSockets pass through, with their Host and Origin', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ own, received }) => {
      const answer = await raw(own, handshake(new URL(own).host));
      assert.match(answer, /^HTTP\/1\.1 101/);
      assert.match(answer, /hello$/);
      assert.is(received[0]!.headers.origin, own);
      assert.is(received[0]!.headers['x-forwarded-host'], new URL(own).host);
    },
    {
      upgrade: (_, socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello'),
    },
  ));

test('a WebSocket for another Host is refused, and the server never hears of it', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ own, received }) => {
      const { port } = new URL(own);
      for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1:1'])
        assert.is(statusOf(await raw(own, handshake(host))), 403, host);
      assert.is(received.length, 0);
    },
    { upgrade: (_, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nsecret') },
  ));

test('a WebSocket that the server refuses is refused with its own words', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ own }) => {
      const answer = await raw(own, handshake(new URL(own).host));
      assert.is(statusOf(answer), 401);
      assert.match(answer, /log in first/);
    },
    {
      upgrade: (_, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 12\r\n\r\nlog in first'),
    },
  ));

test('an upgrade to another protocol is answered as if none had been offered', () =>
  behind(
    ({ headers }, response) => response.end(`plain ${headers.upgrade}`),
    async ({ own }) => {
      const { host } = new URL(own);
      const answer = await raw(
        own,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n`,
      );
      assert.is(statusOf(answer), 200);
      assert.match(answer, /plain undefined/);
    },
  ));

test('a WebSocket that either end resets harms no one else', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end('alive'),
    async ({ own, received }) => {
      const { host, hostname, port } = new URL(own);
      await raw(own, handshake(host));
      const client = connect(Number(port), hostname);
      client.on('error', () => {}).write(handshake(host));
      await until(() => received.length === 2, 'the second handshake');
      client.resetAndDestroy();
      await new Promise((resolve) => setImmediate(resolve));
      assert.is(await (await fetch(own)).text(), 'alive');
    },
    {
      upgrade(_, socket) {
        socket.on('error', () => {});
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', () =>
          setTimeout(() => (socket as Socket).resetAndDestroy(), 30),
        );
      },
    },
  ));

test('a WebSocket is told when its server is gone', () =>
  behind(
    (_, response) => response.end(),
    async ({ own, server }) => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const answer = await raw(own, handshake(new URL(own).host));
      assert.is(statusOf(answer), 502);
      assert.match(answer, /Nothing answers at/);
    },
  ));

test('it can be ended while WebSockets are open', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ own, started, received }) => {
      const answer = raw(own, handshake(new URL(own).host));
      await until(() => received.length, 'the handshake');
      await delay(20);
      await started.close();
      assert.match(await answer, /^HTTP\/1\.1 101/);
    },
    {
      upgrade: (_, socket) =>
        void socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
    },
  ));

test('a card that does not let itself be framed is reported, when it is framed directly', () =>
  behind(
    (_, response) => response.writeHead(200, { ...HTML, 'X-Frame-Options': 'DENY' }).end(),
    async ({ started }) => {
      assert.match(started.warning!, /X-Frame-Options: DENY.*--proxy/);
      assert.match(started.session.log[0]!.verdict.text, /stays blank/);
    },
    { proxy: false },
  ));

test('--no-proxy frames the card where it is', () =>
  behind(
    (_, response) => response.writeHead(200, HTML).end(),
    async ({ started, upstream }) => {
      assert.is(started.port, null);
      assert.is(started.cardUrl, `${upstream}/`);
    },
    { proxy: false },
  ));

for (const [who, headers, status] of [
  ['a page of the card', { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['a page of another site', { 'Sec-Fetch-Site': 'cross-site', Referer: 'https://evil.example/' }, 403],
  ['another program on this machine', { 'Sec-Fetch-Site': 'same-site', Referer: 'http://127.0.0.1:1/' }, 403],
  ['a page that hides its address', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['an older engine, from elsewhere', { Referer: 'https://evil.example/' }, 403],
] as [string, Record<string, string>, number][]) {
  test(`the observer is served to ${who}: ${status}`, () =>
    behind(
      (_, response) => response.end(),
      async ({ own }) => {
        const response = await fetch(`${own}/__ld/o.js`, { headers });
        assert.is(response.status, status);
        if (status === 200) assert.is(response.headers.get('cross-origin-resource-policy'), 'same-origin');
      },
    ));
}

test.run();
