/** A walk of servers that speak HTTP in their own way: what browsers show is read, and what they do not is told. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inspect } from '../../cli/commands/check/inspect.js';
import { FORMATS } from '../../cli/commands/check/report/index.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { type WalkOptions, walkCard } from '../../cli/commands/check/walk/index.js';
import { certificate, privateKey } from './check/certificate.js';

const page = (body: string, head = '') => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const HTML = 'Content-Type: text/html\r\n';
const answer = (status: string, headers = HTML, body = page('B')) =>
  `HTTP/1.1 ${status}\r\n${headers}Connection: close\r\n\r\n${body}`;

async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}

/** Walks a card whose first page leads to /b, which is answered by these bytes. */
async function walkTo(bytes: string | Buffer) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (request) => {
      const target = String(request).split(' ')[1]!;
      const given =
        typeof bytes === 'string' ? bytes.replace('HOST', String(request).match(/host: (\S+)/i)![1]!) : bytes;
      if (target.startsWith('/b')) socket.end(given);
      else socket.end(answer('200 OK', HTML, page(target === '/' ? '<a href="/b">B</a>' : 'C')));
    });
  });
  const origin = `http://${await listening(server)}`;
  try {
    const { card } = await walkCard(`${origin}/`, { timeout: 5000 });
    return {
      pages: card.pages.map(({ source }) => source.name.replace(origin, '')).slice(1),
      failures: card.exchanges.flatMap(({ failure }) => failure ?? []),
    };
  } finally {
    server.close();
  }
}

const chunked = `${page('B').length.toString(16)};x=1\r\n${page('B')}\r\n0\r\nX: y\r\n\r\n`;

/** What becomes of /b: the page that is read, why it is none, or nothing for what browsers stay for. */
const ANSWERS: [what: string, bytes: string | Buffer, expected: string | RegExp | undefined][] = [
  ['HTTP/1.0 without a length', answer('200 OK').replace('1.1', '1.0'), '/b'],
  ['a length that is too short', answer('200 OK', `${HTML}Content-Length: 30\r\n`), '/b'],
  ['a length that is too long', answer('200 OK', `${HTML}Content-Length: 900\r\n`), /cut off/],
  ['no type', answer('200 OK', ''), '/b'],
  ['an empty type', answer('200 OK', 'Content-Type:\r\n'), '/b'],
  ['an unknown type', answer('200 OK', 'Content-Type: unknown/unknown\r\n'), '/b'],
  ['no type, and nothing like a page', answer('200 OK', '', '%PDF-1.7'), undefined],
  ['no type, and nosniff', answer('200 OK', 'X-Content-Type-Options: nosniff\r\n'), undefined],
  ['early hints first', `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${answer('200 OK')}`, '/b'],
  ['100 Continue first', `HTTP/1.1 100 Continue\r\n\r\n${answer('200 OK')}`, '/b'],
  ['another protocol', answer('101 X', 'Upgrade: x\r\n').replace('close', 'Upgrade'), /another protocol/],
  ['204', answer('204 No Content', '', ''), undefined],
  ['205', answer('205 Reset', 'Content-Length: 0\r\n', ''), undefined],
  ['206', answer('206 Partial', `${HTML}Content-Range: bytes 0-9/20\r\n`), '/b'],
  ['300', answer('300 Multiple Choices'), '/b'],
  ['304', answer('304 Not Modified', '', ''), /has not changed \(304\)/],
  ['a redirect without address', answer('302 Found'), '/b'],
  ['a redirect with an empty address', answer('302 Found', `${HTML}Location: \r\n`), '/b'],
  ['a redirect to what is no address', answer('302 Found', 'Location: http://[\r\n'), /address that is none/],
  ['a redirect to an e-mail', answer('302 Found', 'Location: mailto:a@b.example\r\n'), /to a mailto: address/],
  ['a redirect to itself', answer('302 Found', 'Location: #x\r\n'), /without end/],
  ['a redirect with two addresses', answer('302 Found', 'Location: /c\r\nLocation: /d\r\n'), '/c'],
  ['a redirect relative to the page', answer('307 X', 'Location: c?x=1\r\n'), '/c?x=1'],
  ['a redirect relative to the protocol', answer('308 X', 'Location: //HOST/c\r\n'), '/c'],
  ['a redirect with a space', answer('303 X', 'Location: /c d\r\n'), '/c%20d'],
  ['a redirect in UTF-8', Buffer.from(answer('302 Found', 'Location: /k\xc3\xa4se\r\n'), 'latin1'), '/k%c3%a4se'],
  ['no reason', answer('200'), '/b'],
  ['bare line feeds', answer('200 OK').replaceAll('\r\n', '\n'), '/b'],
  ['a control character in a header', answer('200 OK', `${HTML}X-A: a\x01b\r\n`), '/b'],
  ['a header of 100 KB', answer('200 OK', `${HTML}X-A: ${'a'.repeat(100_000)}\r\n`), '/b'],
  ['chunks with extensions and a trailer', answer('200 OK', `${HTML}Transfer-Encoding: chunked\r\n`, chunked), '/b'],
  ['a chunk that is none', answer('200 OK', `${HTML}Transfer-Encoding: chunked\r\n`, 'zz\r\n<p>\r\n'), /cut off/],
  ['an encoding that is none', answer('200 OK', `${HTML}Content-Encoding: utf-8\r\n`), '/b'],
  ['gzip that is plain', answer('200 OK', `${HTML}Content-Encoding: gzip\r\n`), /no whole gzip/],
  [
    'gzip of two parts',
    Buffer.concat([
      Buffer.from(answer('200 OK', `${HTML}Content-Encoding: gzip\r\n`, '')),
      gzipSync('<!doctype html>'),
      gzipSync('<p>B</p>'),
    ]),
    '/b',
  ],
  ['two types', answer('200 OK', `${HTML}${HTML}`), '/b'],
  ['another protocol by mistake', 'SSH-2.0-x\r\n\r\n', /something else/],
  ['NULs', answer('200 OK', HTML, page('\0\0')), '/b'],
];
for (const [what, bytes, expected] of ANSWERS) {
  test(`of ${what} it ${expected instanceof RegExp ? 'tells' : expected ? 'reads the page' : 'says nothing'}`, async () => {
    const { pages, failures } = await walkTo(bytes);
    if (expected instanceof RegExp) {
      assert.match(failures.join(), expected);
      assert.equal(pages, []);
    } else assert.equal({ pages, failures }, { pages: expected === undefined ? [] : [expected], failures: [] });
  });
}

/** Walks a server of these answers. */
async function walk(listener: RequestListener, options: WalkOptions & { credentials?: string; host?: string } = {}) {
  const server = createHttpServer(listener);
  const host = await listening(server, options.host);
  try {
    return { origin: `http://${host}`, ...(await walkCard(`http://${options.credentials ?? ''}${host}/`, options)) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a page that redirects to itself with a cookie is read', async () => {
  const { card } = await walk((request, response) => {
    const isKnown = request.headers.cookie === 'known=1';
    if (!request.url!.startsWith('/b'))
      return void response.setHeader('content-type', 'text/html').end(page('<a href="/b">B</a>'));
    if (isKnown) return void response.setHeader('content-type', 'text/html').end(page('B'));
    response.writeHead(302, { location: request.url!, 'set-cookie': 'known=1' }).end();
  });
  assert.is(card.pages.length, 2);
});

test('a walk ends when its time is over, and says what it left out', async () => {
  const links = Array.from({ length: 40 }, (_, at) => `<a href="/slow${at}">S</a>`).join('');
  const start = performance.now();
  const { card, notes, skipped } = await walk(
    (request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/') return void response.end(page(links, '<script src="/a.js"></script>'));
      const timer = setInterval(() => response.write('<p>'), 20);
      response.on('close', () => clearInterval(timer));
    },
    { timeout: 200, limit: 700 },
  );
  assert.ok(performance.now() - start < 10_000);
  const asked = card.exchanges.length - 1;
  assert.ok(asked > 0 && asked < 40, String(asked));
  assert.match(notes.join('\n'), /^Stopped after 0\.7 s; \d+ more addresses were not visited: \/slow\d+/);
  assert.is(asked + skipped.length, 41);
});

test('of a page with 10,000 links it visits as many as it may, and lists the others', async () => {
  const links = Array.from({ length: 10_000 }, (_, at) => `<a href="/p${at}">P</a>`).join('');
  const { card, notes, skipped } = await walk((request, response) => {
    response.setHeader('content-type', 'text/html').end(request.url === '/' ? page(links) : page('P'));
  });
  assert.is(card.pages.length, 200);
  assert.is(skipped.length, 10_001 - 200);
  assert.match(notes.join('\n'), /^Stopped after 200 pages; 9801 more .* and 9781 more\.$/);
});

test('scripts that browsers refuse for their type are told, and not read', async () => {
  const sent: Record<string, Record<string, string>> = {
    '/fine.js': { 'content-type': 'text/html' },
    '/nosniff.js': { 'content-type': 'text/html', 'x-content-type-options': 'nosniff' },
    '/image.js': { 'content-type': 'image/png' },
    '/module.js': { 'content-type': 'text/plain' },
    '/js.js': { 'content-type': 'application/javascript', 'x-content-type-options': 'nosniff' },
    '/untyped.js': {},
  };
  const { card, origin } = await walk((request, response) => {
    const headers = sent[request.url!];
    const scripts = Object.keys(sent).map(
      (name) => `<script${name === '/module.js' ? ' type=module' : ''} src="${name}"></script>`,
    );
    if (headers) response.writeHead(200, headers).end('top.location = "/"');
    else response.setHeader('content-type', 'text/html').end(page('', scripts.join('')));
  });
  const failed = card.exchanges.filter(({ failure }) => failure !== undefined);
  assert.equal(failed.map(({ address }) => address.pathname).sort(), ['/image.js', '/module.js', '/nosniff.js']);
  assert.match(failed.map(({ failure }) => failure).join(), /has the type image\/png, so that browsers do not run it/);
  assert.equal(card.scripts.map(({ source }) => source.name.replace(origin, '')).sort(), [
    '/fine.js',
    '/js.js',
    '/untyped.js',
  ]);
});

test('a server on IPv6 is walked', async () => {
  const { card } = await walk((_, response) => void response.setHeader('content-type', 'text/html').end(page('A')), {
    host: '::1',
  });
  assert.is(card.pages.length, 1);
});

/** An address of this machine that is none of its loopback. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // Where there is no network, the address of all interfaces is one that is not written as loopback.
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '0.0.0.0';
}

test('a self-signed certificate of another machine is refused, and taken with --insecure', async () => {
  const server = createSecureServer({ key: privateKey, cert: certificate }, (_, response) =>
    response.setHeader('content-type', 'text/html').end(page('A')),
  );
  const host = await listening(server, ownAddress());
  try {
    await walkCard(`https://${host}/`).then(
      () => assert.unreachable(),
      ({ message }: Error) => assert.match(message, /certificate that is not trusted .* --insecure\.$/),
    );
    const { card, notes } = await walkCard(`https://${host}/`, { insecure: true });
    assert.is(card.pages.length, 1);
    assert.match(notes.join(), /is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\); it was taken all the same/);
  } finally {
    server.close();
  }
});

test('no format prints a password of the address, of a link, of a redirect or of a script', async () => {
  const { card, notes, skipped, origin } = await walk(
    (request, response) => {
      const own = request.headers.host;
      if (request.url!.startsWith('/r'))
        return void response.writeHead(302, { location: `http://u:t0psecret@${own}/x` }).end();
      if (request.url!.startsWith('/f'))
        return void response.writeHead(302, { location: 'http://u:t0psecret@x.example/' }).end();
      if (request.url!.startsWith('/x')) return void response.writeHead(500).end();
      if (request.url!.endsWith('.js')) return void response.end('top.location = "/"; f(');
      const links = ['/r', '/f', '/logout', '/b']
        .map((path) => `<a href="http://u:t0psecret@${own}${path}">A</a>`)
        .join('');
      response.writeHead(200, { 'content-type': 'text/html', 'x-frame-options': 'DENY' });
      response.end(
        page(
          `${links}<a href="http://u:t0psecret@x.example/">X</a>`,
          `<script src="http://u:t0psecret@${own}/a.js"></script>`,
        ),
      );
    },
    { credentials: 'me:t0psecret@' },
  );
  const findings = inspect(card, CHECKS);
  assert.ok(findings.length > 5);
  for (const [name, format] of Object.entries(FORMATS))
    assert.not.match(
      format({ findings, pages: card.pages.length, scripts: card.scripts.length, notes, skipped }),
      /t0psecret|\/\/(u|me):/,
      name,
    );
  assert.ok(JSON.stringify(skipped).includes(`${origin}/logout`));
});

test.run();
