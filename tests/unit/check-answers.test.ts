/** A walk of servers that do not behave: what it can not read is a finding or one line, and never a stack. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refreshTarget } from '../../cli/commands/check/addresses.js';
import { inspect } from '../../cli/commands/check/inspect.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { textOf } from '../../cli/commands/check/walk/charset.js';
import { Jar } from '../../cli/commands/check/walk/cookies.js';
import { type WalkOptions, walkCard } from '../../cli/commands/check/walk/index.js';
import { certificate, privateKey } from './check/certificate.js';

/** What stands for the runtime here is none of its builds. */
const checks = CHECKS.filter(({ id }) => id !== 'runtime-old');

const RUNTIME = 'window.ld=function(){return "ld_referrer"}()';
const page = (body: string, head = '<script src="/ld.js"></script>') =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
type Routes = Record<string, string | Handler>;

const html = (response: ServerResponse, headers: Record<string, string | string[]> = {}, status = 200) =>
  response.writeHead(status, { 'content-type': 'text/html', ...headers });

function listener(routes: Routes, asked: IncomingMessage[]): RequestListener {
  return (request, response) => {
    asked.push(request);
    const route = routes[request.url!.split('?')[0]!];
    if (request.url === '/ld.js' && !route) response.writeHead(200, { 'content-type': 'text/javascript' }).end(RUNTIME);
    else if (route === undefined) response.writeHead(404).end();
    else if (typeof route === 'function') route(request, response);
    else html(response).end(route);
  };
}

async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `${host}:${(server.address() as AddressInfo).port}`;
}

/** Walks a card of these routes. */
async function walk(routes: Routes, options: WalkOptions & { path?: string; credentials?: string } = {}) {
  const asked: IncomingMessage[] = [];
  const server = createServer(listener(routes, asked));
  const host = await listening(server);
  try {
    const walked = await walkCard(`http://${options.credentials ?? ''}${host}${options.path ?? '/'}`, options);
    const told = inspect(walked.card, checks).map(
      ({ id, severity, place }) => `${severity} ${id} ${place.file.replace(`http://${host}`, '')}`,
    );
    return { ...walked, told, asked, paths: asked.map(({ url }) => url!.split('?')[0]!) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const linked = page('<a href="/b">B</a>');

const BROKEN: [what: string, handler: Handler, failure: RegExp][] = [
  [
    'cut',
    (_, response) => void html(response, { 'content-length': '5000' }).write('<p>', () => response.destroy()),
    /cut off/,
  ],
  ['cut in a chunk', (_, response) => void html(response).write('<p>', () => response.socket!.destroy()), /cut off/],
  ['closed at once', (request) => request.socket.destroy(), /can not be reached \(ECONNRESET\)/],
  ['endless', (_, response) => trickle(html(response), '<p>a'), /does not end within 0\.4 s/],
  ['silent', () => {}, /does not answer within 0\.4 s/],
  ['slow in its headers', (request) => trickle(request.socket, 'HTTP/1.1 200 OK\r\nX: '), /does not answer within/],
  ['larger than 8 MB', (_, response) => void html(response).end('a'.repeat(8 * 1024 * 1024 + 1)), /longer than 8 MB/],
  [
    'a bomb',
    (_, response) => void html(response, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9 * 1024 * 1024))),
    /longer than 8 MB/,
  ],
  [
    'cut gzip',
    (_, response) => void html(response, { 'content-encoding': 'gzip' }).end(gzipSync('a'.repeat(999)).subarray(0, 20)),
    /no whole gzip/,
  ],
  ['encoded as no one knows', (_, response) => void html(response, { 'content-encoding': 'zstd' }).end('a'), /zstd/],
  ['no HTTP', (request) => request.socket.end('SSH-2.0\r\n\r\n'), /answers something else/],
  [
    'a redirect in a circle',
    (_, response) => void html(response, { location: `/b?${Math.random()}` }, 302).end(),
    /without end/,
  ],
];

function trickle(to: ServerResponse | IncomingMessage['socket'], text: string): void {
  to.on('error', () => {});
  to.write(text);
  const timer = setInterval(() => void to.write('x'), 20);
  to.on('close', () => clearInterval(timer));
}

for (const [what, handler, failure] of BROKEN) {
  // Only what never comes is waited for in vain; the others may be slow on a busy machine.
  const timeout = failure.source.includes('within') ? 400 : 10_000;
  test(`a page that is ${what} is a finding, and the rest of the card is checked`, async () => {
    const { card, told } = await walk({ '/': linked, '/b': handler }, { timeout });
    const { failure: found = '' } = card.exchanges.find((exchange) => exchange.failure !== undefined)!;
    assert.match(found, failure);
    assert.equal(
      told.map((line) => line.replace(/\?.*/, '')).filter((line) => !line.includes('redirect')),
      ['error no-answer /b'],
    );
    assert.is(card.pages.length, 1);
  });
  if (!what.startsWith('a redirect'))
    test(`a first page that is ${what} is one line`, async () => {
      await walk({ '/': handler }, { timeout }).then(
        () => assert.unreachable(),
        (error: Error) => {
          assert.is(error.name, 'UserError', error.stack);
          assert.match(error.message, failure);
        },
      );
    });
}

const ENCODINGS: [name: string, encode: (text: string) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['identity', Buffer.from],
  ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
];
for (const [name, encode] of ENCODINGS) {
  test(`a page that comes as ${name} unasked is read, and so is a script`, async () => {
    const sent = (text: string, type: string) => (_: IncomingMessage, response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': type, 'content-encoding': name }).end(encode(text));
    const { card } = await walk({
      '/': sent(page('<a href="/b">B</a>', '<script src="/a.js"></script>'), 'text/html'),
      '/b': page(''),
      '/a.js': sent('top.location = "/"', 'text/javascript'),
    });
    assert.is(card.pages.length, 2);
    assert.ok(card.scripts.some(({ text }) => text.includes('top.location')));
  });
}

test('a base address counts for links, scripts and the runtime', async () => {
  const { told, paths } = await walk(
    {
      '/card/index.html': page('<a href="b.html">B</a>', '<base href="/static/v1/"><script src="ld.js"></script>'),
      '/static/v1/ld.js': (_, response) => void response.end(RUNTIME),
      '/static/v1/b.html': page(''),
    },
    { path: '/card/index.html' },
  );
  assert.equal(told, []);
  assert.ok(paths.includes('/static/v1/b.html'));
});

test('a script behind redirects is read, and one in a circle is a finding', async () => {
  const to =
    (location: string): Handler =>
    (_, response) =>
      void response.writeHead(302, { location }).end();
  const { card, told } = await walk({
    '/': page('', '<script src="/ld.js"></script><script src="/a.js"></script><script src="/c.js"></script>'),
    '/ld.js': to('/v2/ld.js'),
    '/v2/ld.js': (_, response) => void response.end(RUNTIME),
    '/a.js': to('/v2/a.js'),
    '/v2/a.js': (_, response) => void response.end('top.location = "/"'),
    '/c.js': to('/c.js'),
  });
  assert.ok(card.pages[0]!.scripts.some(({ runtime }) => runtime));
  assert.equal(told, ['error leaves-frame /a.js', 'error no-answer /c.js']);
});

test('a Refresh header leads on, as a meta element does', async () => {
  const { paths } = await walk({
    '/': (_, response) => void html(response, { refresh: '5; url=/b' }).end(page('')),
    '/b': page('<meta http-equiv="refresh" content="0;URL=\'/c?x=1\'">'),
    '/c': page(''),
  });
  assert.equal(
    paths.filter((path) => path.length === 2),
    ['/b', '/c'],
  );
});

const REFRESHES: [content: string, address: string | undefined][] = [
  ['5', undefined],
  ['15', undefined],
  ['0;', undefined],
  ['0; url=', undefined],
  ['0;url=/b', '/b'],
  ['0 ; URL = "/b"', '/b'],
  ["3.5, url='/b'x", '/b'],
  ['0 /b', '/b'],
  ['0;/b?url=1', '/b?url=1'],
  ['.5;/b', '/b'],
  ['x;/b', undefined],
  ['', undefined],
];
for (const [content, address] of REFRESHES)
  test(`a refresh by ${JSON.stringify(content)} leads to ${address}`, () => assert.is(refreshTarget(content), address));

test('frames are pages of the card, and links into them are followed', async () => {
  const { paths } = await walk({
    '/': page('<frameset><frame src="/menu"><frame name="main" src="/main"></frameset>'),
    '/menu': page('<a href="/order" target="main">Order</a><a href="/help" target="help">Help</a>'),
    '/main': page('<iframe src="/inner"></iframe>'),
    '/inner': page(''),
    '/order': page(''),
  });
  assert.equal(paths.filter((path) => path !== '/ld.js').sort(), ['/', '/inner', '/main', '/menu', '/order']);
});

test('a password is printed nowhere, goes to its own server alone, and to all of that', async () => {
  const other: IncomingMessage[] = [];
  const second = createServer(listener({ '/ld.js': (_, response) => void response.end(RUNTIME) }, other));
  const host = await listening(second);
  const need =
    (body: (request: IncomingMessage) => string): Handler =>
    (request, response) => {
      if (request.headers.authorization !== `Basic ${Buffer.from('me:s3cr%t').toString('base64')}`)
        return void html(response, {}, 401).end();
      html(response).end(body(request));
    };
  const { asked, told, card, notes, skipped } = await walk(
    {
      '/': need(({ headers }) =>
        page(
          `<a href="http://${headers.host}/b">B</a><a href="http://x:y@${headers.host}/c">C</a><a href="/logout">L</a>`,
          `<script src="http://${host}/ld.js"></script>`,
        ),
      ),
      '/b': need(() => page('')),
      '/c': need(() => page('')),
    },
    { credentials: 'me:s3cr%25t@' },
  );
  second.close();
  assert.equal(asked.map(({ url }) => url!.split('?')[0]).sort(), ['/', '/b', '/c', '/ld.js']);
  assert.is(other.length, 1);
  assert.is(other[0]!.headers.authorization, undefined);
  for (const { headers } of [...asked, ...other]) assert.not.match(String(headers.referer), /s3cr|me:|x:y/);
  const said = JSON.stringify([told, notes, skipped, card.pages.map(({ source }) => source.name), card.exchanges]);
  assert.not.match(said, /s3cr|x:y/);
});

test('a password is not printed where nothing answers', async () => {
  await walkCard('http://me:s3cret@127.0.0.1:1/').then(
    () => assert.unreachable(),
    ({ message }: Error) => assert.not.match(message, /s3cret/),
  );
});

test('a cookie stays with its server when that redirects to another', async () => {
  const other: IncomingMessage[] = [];
  const second = createServer(listener({ '/card': page('<a href="/b">B</a>'), '/b': page('') }, other));
  const host = await listening(second);
  await walk({
    '/': (_, response) =>
      void html(response, { location: `http://${host}/card`, 'set-cookie': 'secret=1; Path=/' }, 302).end(),
  });
  second.close();
  assert.is(other.length, 3);
  for (const { headers } of other) assert.is(headers.cookie, undefined);
});

const COOKIES: [set: string, from: string, to: string, sent: string][] = [
  ['a=1', 'https://c.example/x/y', 'https://c.example/x/z', 'a=1'],
  ['a=1', 'https://c.example/x/y', 'https://c.example/z', ''],
  ['a=1; Path=/', 'https://c.example/x/y', 'https://c.example/z', 'a=1'],
  ['a=1; Path=/admin', 'https://c.example/', 'https://c.example/admin/b', 'a=1'],
  ['a=1; Path=/admin', 'https://c.example/', 'https://c.example/administrator', ''],
  ['a=1; Path=/admin', 'https://c.example/', 'https://c.example/', ''],
  ['a=1', 'https://c.example/', 'https://d.example/', ''],
  ['a=1', 'https://c.example/', 'https://www.c.example/', ''],
  ['a=1; Domain=c.example', 'https://c.example/', 'https://www.c.example/', 'a=1'],
  ['a=1; Domain=.C.Example', 'https://www.c.example/', 'https://api.c.example/', 'a=1'],
  ['a=1; Domain=c.example', 'https://www.c.example/', 'https://evilc.example/', ''],
  ['a=1; Domain=d.example', 'https://c.example/', 'https://d.example/', ''],
  ['a=1; Domain=example', 'https://c.example/', 'https://d.example/', ''],
  ['a=1; Domain=0.0.1', 'http://127.0.0.1/', 'http://127.0.0.1/', ''],
  ['a=1; Domain=127.0.0.1', 'http://127.0.0.1/', 'http://127.0.0.1/', 'a=1'],
  ['a=1', 'http://127.0.0.1:1/', 'http://127.0.0.1:2/', ''],
  ['a=1; Secure', 'https://c.example/', 'http://c.example/', ''],
  ['a=1; Secure', 'http://c.example/', 'https://c.example/', ''],
  ['a=1; Secure', 'http://localhost/', 'http://localhost/', 'a=1'],
  ['a=1; Max-Age=0', 'https://c.example/', 'https://c.example/', ''],
  ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'https://c.example/', 'https://c.example/', ''],
  ['a=1; HttpOnly; SameSite=Strict', 'https://c.example/', 'https://c.example/', 'a=1'],
  ['a=1; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'https://c.example/', 'https://c.example/', 'a=1'],
  ['__Host-a=1; Secure; Path=/', 'https://c.example/x', 'https://c.example/', '__Host-a=1'],
  ['__Host-a=1; Path=/', 'https://c.example/', 'https://c.example/', ''],
  ['__Host-a=1; Secure', 'https://c.example/', 'https://c.example/', ''],
  ['__Host-a=1; Secure; Path=/; Domain=c.example', 'https://c.example/', 'https://c.example/', ''],
  ['__Secure-a=1; Path=/', 'https://c.example/', 'https://c.example/', ''],
  ['__Secure-a=1; Secure', 'https://c.example/', 'https://c.example/', '__Secure-a=1'],
  ['a=\u0001', 'https://c.example/', 'https://c.example/', ''],
];
for (const [set, from, to, sent] of COOKIES) {
  test(`${JSON.stringify(set)} of ${from} is ${sent ? '' : 'not '}sent to ${to}`, () => {
    const jar = new Jar();
    jar.take([set], new URL(from));
    assert.is(jar.headerFor(new URL(to)), sent);
  });
}

test('of cookies with one name the longer path comes first, and a removed one is gone', () => {
  const jar = new Jar();
  jar.take(['a=1; Path=/', 'a=2; Path=/x', 'b=3; Path=/'], new URL('https://c.example/x'));
  jar.take(['b=; Path=/; Max-Age=0'], new URL('https://c.example/'));
  assert.is(jar.headerFor(new URL('https://c.example/x')), 'a=2; a=1');
});

test('the certificate of this machine may be self-signed, which is told', async () => {
  const asked: IncomingMessage[] = [];
  const server = createSecureServer({ key: privateKey, cert: certificate }, listener({ '/': page('') }, asked));
  const host = await listening(server as unknown as Server);
  try {
    const { card, notes } = await walkCard(`https://${host}/`);
    assert.is(card.pages.length, 1);
    assert.match(
      notes.join('\n'),
      /^The certificate of 127\.0\.0\.1:\d+ is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
    );
  } finally {
    server.close();
  }
});

const CHARSETS: [bytes: string, type: string | null, text: string][] = [
  ['<p>\xe4', null, '<p>ä'],
  ['<p>\xc3\xa4', null, '<p>ä'],
  ['<p>\xe4', 'text/html; charset=iso-8859-1', '<p>ä'],
  ['<p>\x93\x80\x94\x81', 'text/html; charset=latin1', '<p>“€”\x81'],
  ['<meta charset="windows-1251"><p>\xe4', 'text/html', '<meta charset="windows-1251"><p>д'],
  ['<p>\x83\x65', 'text/html; Charset="Shift_JIS"', '<p>テ'],
  ['\xef\xbb\xbf<p>\xc3\xa4', 'text/html; charset=windows-1252', '<p>ä'],
  ['\xff\xfe<\0p\0>\0', null, '<p>'],
  ['<p>\xc3\xa4', 'text/html; charset=none-such', '<p>ä'],
  [
    '<meta http-equiv=content-type content="text/html; charset=utf-16"><p>\xc3\xa4',
    null,
    '<meta http-equiv=content-type content="text/html; charset=utf-16"><p>ä',
  ],
];
for (const [bytes, type, text] of CHARSETS)
  test(`${JSON.stringify(bytes)} as ${type} is ${text}`, () =>
    assert.is(textOf(Buffer.from(bytes, 'latin1'), type), text));

test('a page that is nested without measure is read, or a finding', async () => {
  const { card, told } = await walk({ '/': linked, '/b': page('<div>'.repeat(20_000)) });
  assert.ok(card.pages.length === 2 || told.some((line) => line.startsWith('error no-answer /b')));
});

test('actions are left out, listed with their reason, and visited when that is asked for', async () => {
  const routes = {
    '/': page(`<a href="/deleteOrder.php?id=5">A</a><a href="/c" onclick="return confirm('?')">C</a>
      <form action="/sendSms"><input name="to"></form><form action="/list"><input name="q" value="x"></form><a href="/report.pdf">R</a>`),
    '/list': page(''),
    '/deleteOrder.php': page(''),
  };
  const { paths, notes, skipped } = await walk(routes);
  assert.equal(
    paths.filter((path) => path !== '/ld.js'),
    ['/', '/list'],
  );
  assert.equal(
    skipped.map(({ address, why }) => `${new URL(address).pathname} ${why}`),
    ['/deleteOrder.php “delete”', '/c onclick, which asks first', '/report.pdf a file', '/sendSms “send”'],
  );
  assert.match(notes.join(), /Not visited.*--follow <glob>.*\/deleteOrder\.php\?id=5 \(“delete”\)/);
  const followed = await walk(routes, { follow: ['delete*'], skip: ['/list'] });
  assert.equal(
    followed.paths.filter((path) => path !== '/ld.js'),
    ['/', '/deleteOrder.php'],
  );
});

test('what one link asks first for, another leads to without asking', async () => {
  const { paths, skipped } = await walk({
    '/': page(`<a href="/b" data-confirm="?">B</a><a href="/b">B</a>`),
    '/b': page(''),
  });
  assert.ok(paths.includes('/b'));
  assert.equal(skipped, []);
});

test.run();
