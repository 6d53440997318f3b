import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { Agent } from 'node:http';
import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDevOptions } from '../../cli/commands/dev/options.js';
import { coversLeadDesk } from '../../cli/shared/csp.js';
import { isSource, sourcesOf } from '../../cli/simulator/card/bundle.js';
import { watchCookies } from '../../cli/simulator/card/cookies.js';
import { allowFraming, allowObserver, coversHost, framingRefusal } from '../../cli/simulator/card/csp.js';
import { exchangeInBody, exchangeOrigins, namesOf } from '../../cli/simulator/card/exchange.js';
import { readPath } from '../../cli/simulator/card/files.js';
import { injectObserver, OBSERVER, observerInjector, pageType } from '../../cli/simulator/card/inject.js';
import { createProblems } from '../../cli/simulator/card/problems.js';
import { watchRestarts } from '../../cli/simulator/card/restart.js';
import { readDiagnostics } from '../../cli/simulator/card/typecheck.js';
import { type WatchOptions, WHOLE_FOLDER, watch } from '../../cli/simulator/card/watch.js';
import { listen } from '../../cli/simulator/http.js';
import { until } from '../browser/until.js';
import { plant } from '../cli/scratch.js';

const SCRIPT = `<script src="${OBSERVER}"></script>`;

for (const [page, injected] of [
  ['<p>', `${SCRIPT}<p>`],
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<!doctype html><html lang="en"><head>${SCRIPT}<meta charset="utf-8">`,
  ],
  ['<!DOCTYPE html>\n<HTML>\n<HEAD >\n<script>', `<!DOCTYPE html>\n<HTML>\n<HEAD >${SCRIPT}\n<script>`],
  ['<!-- <head> --><!doctype html><title>x</title>', `<!-- <head> --><!doctype html>${SCRIPT}<title>x</title>`],
  ['<header><head>', `${SCRIPT}<header><head>`],
  ['<!doctype html><script>"<head>"</script>', `<!doctype html>${SCRIPT}<script>"<head>"</script>`],
  ['\u00ef\u00bb\u00bf<!doctype html><head>', `\u00ef\u00bb\u00bf<!doctype html><head>${SCRIPT}`],
  ['', SCRIPT],
  ['<?xml version="1.0"?><!doctype html><html>', `<?xml version="1.0"?><!doctype html><html>${SCRIPT}`],
  ['Saved: 3 orders', `${SCRIPT}Saved: 3 orders`],
  ['{"a":1}', '{"a":1}'],
  ['\u00ef\u00bb\u00bf [1, 2]\n', '\u00ef\u00bb\u00bf [1, 2]\n'],
  ['true', 'true'],
  ['[12:01] Begins', `${SCRIPT}[12:01] Begins`],
  ['{{title}}', `${SCRIPT}{{title}}`],
  ['\u00ff\u00fe<\0h\0', '\u00ff\u00fe<\0h\0'],
  ['<\0h\0t\0', '<\0h\0t\0'],
] as const) {
  test(`the observer comes before all scripts of ${JSON.stringify(page.slice(0, 40))}`, () => {
    assert.is(injectObserver(Buffer.from(page, 'latin1')).toString('latin1'), injected);
  });
}

for (const page of [
  '<!doctype html>\n<!-- a > b --><html lang="en"><head><title>x</title>',
  '<header><p>x',
  '{"a": "<html>"}',
  'text',
  '<html><head>',
  '<!-- unfinished',
]) {
  test(`in pieces of any size, ${JSON.stringify(page)} gets the observer at the same place`, async () => {
    const whole = injectObserver(Buffer.from(page));
    for (let size = 1; size <= page.length; size++) {
      const stream = observerInjector();
      for (let at = 0; at < page.length; at += size) stream.write(Buffer.from(page.slice(at, at + size)));
      stream.end();
      assert.equal(Buffer.concat(await stream.toArray()).toString(), whole.toString(), `pieces of ${size}`);
    }
  });
}

test('an origin is exchanged in a page, wherever a piece of it ends, and no other origin is', async () => {
  const page = 'a http://a:1/x http://a:12 http://a:1.b http:http://a:1';
  for (let size = 1; size <= page.length; size++) {
    const stream = exchangeInBody(['http://a:1'], 'http://own');
    for (let at = 0; at < page.length; at += size) stream.write(Buffer.from(page.slice(at, at + size)));
    stream.end();
    assert.is(
      Buffer.concat(await stream.toArray()).toString(),
      'a http://own/x http://a:12 http://a:1.b http:http://own',
      `pieces of ${size}`,
    );
  }
});

test('an origin in JSON, whose slashes are escaped, is exchanged alike', async () => {
  const stream = exchangeInBody(namesOf('http://127.0.0.1:80'), 'http://own');
  stream.end(String.raw`"http:\/\/localhost\/a" http://[::1] http://0.0.0.0:81`);
  assert.is(String(Buffer.concat(await stream.toArray())), String.raw`"http:\/\/own\/a" http://own http://0.0.0.0:81`);
});

test('text that can not be JSON is not held back', async () => {
  for (const text of ['Starting…', '[12:01] Starting', '{x', '12 %', 'true story']) {
    const stream = observerInjector();
    stream.write(Buffer.from(text));
    assert.is(String(stream.read() ?? ''), SCRIPT + text);
  }
});

test('what comes without a type gets the observer only where browsers would find HTML in it', () => {
  for (const page of ['\n<!DOCTYPE html><p>', '<h1>x', '<!-- x -->'])
    assert.match(String(injectObserver(Buffer.from(page), { type: '' })), SCRIPT);
  for (const text of ['text', '<svg/>', '<?xml version="1.0"?><feed/>', '%PDF'])
    assert.is(String(injectObserver(Buffer.from(text), { type: '' })), text);
});

test('XHTML gets the observer in its head, well-formed, or not at all', () => {
  const type = 'application/xhtml+xml';
  const inject = (page: string) => String(injectObserver(Buffer.from(page), { type, answer: true }));
  assert.is(
    inject('<?xml version="1.0"?><html xmlns="x"><head><title/></head></html>'),
    '<?xml version="1.0"?><html xmlns="x"><head><script src="/__ld/o.js" data-answer=""></script><title/></head></html>',
  );
  assert.is(inject('<html xmlns="x"><body/></html>'), '<html xmlns="x"><body/></html>');
});

test('a cookie without a path belongs to its folder, and one that has ended is not missed', () => {
  let time = 0;
  const lost: string[] = [];
  const watch = watchCookies(
    ({ name }) => lost.push(name),
    () => time,
  );
  watch.set('/a/b', ['folder=1']);
  watch.set('/', ['short=1; Max-Age=0', 'gone=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
  watch.asked('/c', {});
  assert.equal(lost, []);
  watch.asked('/a/c', {});
  assert.equal(lost, ['folder']);
  // What was asked for at the same time does not know the cookie yet.
  watch.set('/login', ['sid=1; Path=/']);
  watch.asked('/api', { 'sec-fetch-dest': 'empty' });
  assert.equal(lost, ['folder']);
  time = 1000;
  watch.asked('/api', { 'sec-fetch-dest': 'empty' });
  assert.equal(lost, ['folder', 'sid']);
});

test('the bytes of a page in another charset stay as they are', () => {
  const page = Buffer.from([0x3c, 0x70, 0x3e, 0xe4, 0xff, 0x80, 0x00]);
  assert.equal(injectObserver(page).subarray(SCRIPT.length), page);
});

test('the observer leaves a charset within the bytes that browsers look at', () => {
  assert.ok(injectObserver(Buffer.from('')).length < 100);
});

for (const [page, type] of [
  ['<meta charset="iso-8859-1">', 'text/html'],
  ['<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">', 'text/html'],
  ['<p>', 'text/html; charset=utf-8'],
  [`${' '.repeat(1024)}<meta charset="iso-8859-1">`, 'text/html; charset=utf-8'],
] as const) {
  test(`the type of ${JSON.stringify(page.trim())} is ${type}`, () => assert.is(pageType(Buffer.from(page)), type));
}

for (const [pathname, segments] of [
  ['/', ['']],
  ['/a/b.html', ['a', 'b.html']],
  ['/a/', ['a', '']],
  ['/%C3%A4', ['ä']],
  ['/a+b', ['a+b']],
] as const) {
  test(`the path ${pathname} is read`, () => assert.equal(readPath(pathname), segments));
}
for (const pathname of [
  '',
  'a',
  '/..',
  '/a/../b',
  '/.',
  '/%2e%2e/b',
  '/a%2fb',
  '/a%5cb',
  '/a\\b',
  '/a%00',
  '//a',
  '/a//b',
  '/%',
  '/%ff',
]) {
  test(`the path ${JSON.stringify(pathname)} has no place in a folder`, () =>
    assert.type(readPath(pathname), 'string'));
}

test('a script that is not there may be built from its source', () => {
  assert.equal(sourcesOf('/a/b.js'), ['/a/b.ts', '/a/b.tsx', '/a/b.jsx']);
  assert.equal(sourcesOf('/a.mjs'), ['/a.mts']);
  assert.equal(sourcesOf('/a.css'), []);
  assert.ok(isSource('/a.ts') && isSource('/a.tsx'));
  assert.not(isSource('/a.js') || isSource('/a.d.ts'));
});

for (const [source, covers] of [
  ['https://*.leaddesk.com', true],
  ['*.leaddesk.eu', true],
  ['https://login.leaddesk.ch', true],
  ['https://login-1.leaddesk.com/', true],
  ['*', true],
  ['https:', true],
  ["'self'", false],
  ["'none'", false],
  ['https://example.com', false],
  ['https://leaddesk.com.evil.example', false],
] as const) {
  test(`as a frame ancestor, ${source} ${covers ? 'lets' : 'does not let'} LeadDesk in`, () =>
    assert.is(coversLeadDesk(source), covers));
}

for (const [headers, refusal, after] of [
  [
    { 'content-security-policy': "default-src 'self'; frame-ancestors https://*.leaddesk.com" },
    null,
    "default-src 'self'; frame-ancestors https://*.leaddesk.com http://localhost:4200",
  ],
  [
    { 'content-security-policy': "frame-ancestors 'none'" },
    "Content-Security-Policy: frame-ancestors 'none'",
    'frame-ancestors http://localhost:4200',
  ],
  [{ 'x-frame-options': 'SAMEORIGIN' }, 'X-Frame-Options: SAMEORIGIN', undefined],
  [{ 'x-frame-options': 'ALLOW-FROM https://a.example' }, null, undefined],
] as [Record<string, string>, string | null, string | undefined][]) {
  test(`${JSON.stringify(headers)} lets the simulator in, and ${refusal === null ? 'no one is reported' : 'is reported'}`, () => {
    const copy = { ...headers };
    assert.is(allowFraming(copy, 'http://localhost:4200'), refusal);
    assert.is(copy['content-security-policy'], after);
    assert.is(copy['x-frame-options'], undefined);
  });
}

test('a host with the root’s dot is let in by its scheme: no source of a policy can name it', () => {
  const headers = { 'content-security-policy': 'frame-ancestors http://localhost:*' };
  allowFraming(headers, 'http://localhost.:4200');
  assert.is(headers['content-security-policy'], 'frame-ancestors http://localhost:* http:');
});

for (const [what, policy, after, nonce] of [
  ['no policy', undefined, undefined, undefined],
  ['a policy without scripts', 'img-src *', 'img-src *', undefined],
  [
    'a policy with a nonce',
    "script-src 'nonce-abc' 'strict-dynamic'",
    "script-src 'nonce-abc' 'strict-dynamic'",
    'abc',
  ],
  ['a policy with hosts', "script-src 'self'", `script-src 'self' http://own${OBSERVER}`, undefined],
  [
    'a policy without any',
    "default-src 'none'; img-src *",
    `default-src 'none'; img-src *; connect-src ws://own/__ld/changes; script-src http://own${OBSERVER}`,
    undefined,
  ],
  [
    'two policies',
    "script-src 'self', default-src 'self'",
    `script-src 'self' http://own${OBSERVER}, default-src 'self'; connect-src 'self' ws://own/__ld/changes; script-src 'self' http://own${OBSERVER}`,
    undefined,
  ],
  [
    'a policy for elements',
    "script-src 'none'; script-src-elem 'self'",
    `script-src 'none'; script-src-elem 'self' http://own${OBSERVER}`,
    undefined,
  ],
] as const) {
  test(`the observer may run under ${what}`, () => {
    const headers: Record<string, string> = policy === undefined ? {} : { 'content-security-policy': policy };
    assert.is(allowObserver(headers, 'http://own'), nonce);
    assert.is(headers['content-security-policy']?.trim(), after);
  });
}

test('under strict-dynamic the observer has a nonce, because addresses do not count there', () => {
  const headers = { 'content-security-policy': "script-src 'strict-dynamic' 'sha256-abc'" };
  const nonce = allowObserver(headers, 'http://own');
  assert.is(headers['content-security-policy'], `script-src 'strict-dynamic' 'sha256-abc' 'nonce-${nonce}'`);
});

for (const [headers, refusal] of [
  [{}, null],
  [{ 'x-frame-options': 'DENY' }, 'X-Frame-Options: DENY'],
  [{ 'content-security-policy': "default-src 'self'" }, null],
  [
    { 'content-security-policy': "default-src 'self'; frame-ancestors https://*.leaddesk.com" },
    'Content-Security-Policy: frame-ancestors https://*.leaddesk.com',
  ],
  [{ 'content-security-policy': "frame-ancestors 'none'" }, "Content-Security-Policy: frame-ancestors 'none'"],
  [{ 'content-security-policy': 'frame-ancestors http://localhost:*', 'x-frame-options': 'DENY' }, null],
  [{ 'content-security-policy': 'frame-ancestors *' }, null],
  [{ 'x-frame-options': 'ALLOWALL' }, null],
  [{ 'x-frame-options': 'sameorigin, SAMEORIGIN' }, 'X-Frame-Options: sameorigin, SAMEORIGIN'],
  [
    { 'content-security-policy': "frame-ancestors *, frame-ancestors 'self'" },
    "Content-Security-Policy: frame-ancestors 'self'",
  ],
] as [Record<string, string>, string | null][]) {
  test(`framing under ${JSON.stringify(headers)}: ${refusal ?? 'allowed'}`, () => {
    assert.is(framingRefusal(new Headers(headers), coversHost('http://localhost:4200')), refusal);
  });
}

test('origins are exchanged where headers name them, and nowhere else', () => {
  const headers = {
    location: 'http://127.0.0.1:80/next?to=http://127.0.0.1:80/',
    origin: 'http://127.0.0.1:80',
    other: 'http://127.0.0.1:8000/ http://127.0.0.1:80.evil',
    'set-cookie': ['a=http://127.0.0.1:80'],
  };
  assert.equal(exchangeOrigins(headers, ['http://127.0.0.1:80'], 'http://card'), {
    location: 'http://card/next?to=http://card/',
    origin: 'http://card',
    other: headers.other,
    'set-cookie': ['a=http://card'],
  });
});

test('diagnostics are the compiler’s, the first five in full', () => {
  const one = (n: number) => `src/a.ts(${n},1): error TS2322: Wrong.\n  Because of that.`;
  assert.is(readDiagnostics(''), null);
  assert.is(readDiagnostics('Some warning\n'), null);
  assert.is(readDiagnostics(`${one(1)}\n`), one(1));
  assert.is(readDiagnostics('error TS18003: No inputs.\n'), 'error TS18003: No inputs.');
  const many = readDiagnostics([1, 2, 3, 4, 5, 6, 7].map(one).join('\r\n'))!;
  assert.is(many.split('\n').length, 11);
  assert.match(many, /a\.ts\(5,1\)[^]*… and 2 more$/);
});

test('what can not be built hides wrong types, and each change is reported once', () => {
  const reported: (string | null)[] = [];
  const problems = createProblems((text) => reported.push(text));
  problems.types(null);
  problems.types('types');
  problems.build('a.ts', 'a');
  problems.build('a.ts', 'a');
  problems.build('b.ts', 'b');
  problems.build('a.ts', null);
  problems.build('b.ts', null);
  problems.types(null);
  assert.equal(reported, ['types', 'a', 'a\n\nb', 'b', 'types', null]);
});

test('a folder is watched with its folders, present and future, but without what no one edits', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watch-'));
  plant(folder, { 'sub/a.html': '', 'node_modules/x/a.js': '', '.git/index': '' });
  const seen: string[] = [];
  const close = watch(folder, (files) => seen.push(...files), { without: /^dist$/ });
  try {
    const shows = (file: string) => until(() => seen.includes(file), file);
    plant(folder, { 'sub/a.html': 'edited' });
    await shows('sub/a.html');
    mkdirSync(path.join(folder, 'new/deep'), { recursive: true });
    await shows('new');
    plant(folder, { 'new/deep/b.css': 'x' });
    await shows('new/deep/b.css');
    plant(folder, {
      'sub/.a.html.swp': '',
      'sub/a.html~': '',
      'node_modules/x/a.js': 'x',
      '.git/index': 'x',
      'dist/a.js': 'x',
      'last.html': 'x',
    });
    await shows('last.html');
    renameSync(path.join(folder, 'last.html'), path.join(folder, 'renamed.html'));
    await shows('renamed.html');
    assert.equal(
      seen.filter((file) => /~|swp|node_modules|git|dist/.test(file)),
      [],
    );
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
});

/** Watches a folder `site` with a page in it and one in `sub`, and its folders are at hand. */
async function watching(
  use: (it: {
    folder: string;
    shows(act: () => void, file: string): Promise<unknown>;
    reported: string[];
  }) => Promise<void>,
  options: WatchOptions = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'watch-'));
  plant(folder, { 'site/index.html': '', 'site/sub/x.html': '', 'new/index.html': 'n', 'new/x.html': 'n' });
  const seen: string[] = [];
  const reported: string[] = [];
  const close = watch(path.join(folder, 'site'), (files) => seen.push(...files), {
    limited: (code) => reported.push(code),
    ...options,
  });
  try {
    await use({
      folder,
      reported,
      async shows(act, file) {
        seen.length = 0;
        act();
        await until(() => seen.includes(file), `${file} to be noticed`);
      },
    });
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
}

for (const [how, replace] of [
  [
    'swapped for another',
    (site: string, other: string) => {
      renameSync(site, `${site}-old`);
      renameSync(other, site);
    },
  ],
  [
    'removed and made again',
    (site: string) => {
      rmSync(site, { recursive: true });
      plant(site, { 'index.html': 'again', 'x.html': 'again' });
    },
  ],
] as const) {
  test(`a folder that is ${how} is watched as the new one`, () =>
    watching(async ({ folder, shows }) => {
      const site = path.join(folder, 'site');
      await shows(() => replace(site, path.join(folder, 'new')), WHOLE_FOLDER);
      await shows(() => plant(site, { 'index.html': 'edited' }), 'index.html');
      await shows(() => plant(site, { 'index.html': 'once more' }), 'index.html');
    }));

  test(`a folder within that is ${how} is watched as the new one`, () =>
    watching(async ({ folder, shows }) => {
      const sub = path.join(folder, 'site/sub');
      await shows(() => replace(sub, path.join(folder, 'new')), 'sub');
      await shows(() => plant(sub, { 'x.html': 'edited' }), 'sub/x.html');
      await shows(() => plant(sub, { 'x.html': 'once more' }), 'sub/x.html');
    }));
}

test('a link to a folder is followed, also once it leads elsewhere, and in no circle', () =>
  watching(async ({ folder, shows }) => {
    const link = path.join(folder, 'site/linked');
    symlinkSync('..', path.join(folder, 'site/above'));
    symlinkSync('/', path.join(folder, 'site/all'));
    symlinkSync('.', path.join(folder, 'site/circle'));
    await shows(() => symlinkSync('../new', link), 'linked');
    await shows(() => plant(folder, { 'new/x.html': 'edited' }), 'linked/x.html');
    plant(folder, { 'newer/x.html': '' });
    await shows(() => {
      rmSync(link);
      symlinkSync('../newer', link);
    }, 'linked');
    await shows(() => plant(folder, { 'newer/x.html': 'edited' }), 'linked/x.html');
  }));

for (const code of ['ENOSPC', 'EMFILE'])
  test(`where the system watches no more folders (${code}), edits are found all the same, and it is reported once`, () =>
    watching(
      async ({ folder, shows, reported }) => {
        assert.equal(reported, [code]);
        await shows(() => plant(folder, { 'site/sub/x.html': 'edited' }), 'sub/x.html');
        await shows(() => plant(folder, { 'site/other.css': '' }), 'other.css');
        await shows(() => rmSync(path.join(folder, 'site/other.css')), 'other.css');
      },
      {
        watchFolder: (() => {
          throw Object.assign(new Error(code), { code });
        }) as never,
      },
    ));

test('a server that drops kept connections after an edit, and is away, is reported once it is back', async () => {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
  const agent = new Agent();
  let back = 0;
  const restarts = watchRestarts({ agent, origin: `http://127.0.0.1:${port}` }, () => back++);
  const drop = () => {
    const socket = new Socket();
    agent.emit('free', socket);
    socket.destroy();
    return once(socket, 'close');
  };
  const refused = () => new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve));
  await drop();
  restarts.expect();
  await drop();
  await refused();
  const server = createServer().listen(port, '127.0.0.1');
  await until(() => back === 1, 'the server to be found back');
  await drop();
  await once(server, 'connection');
  assert.is(back, 1, 'a connection dropped by a server that is there is no restart');
  restarts.close();
  server.close();
});

test('a range of ports that is taken has an end', async () => {
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(65_535, '127.0.0.1', resolve).on('error', () => resolve()));
  const error = await listen(() => {}, { name: '127.0.0.1', port: 65_535 }).catch((reason: Error) => reason);
  assert.match((error as Error).message, /^No port from 65535 to 65535 is free/);
  busy.close();
});

test('the options of dev have their usual values', () => {
  assert.equal(readDevOptions([]), {
    card: { dir: '.' },
    run: null,
    port: 4100,
    hostPort: 4200,
    open: false,
    https: false,
    reload: true,
    proxy: null,
    presets: [],
  });
  const given = [
    '--run',
    'php -S 127.0.0.1:8000',
    'http://127.0.0.1:8000/?p={phone}',
    '--port',
    '0',
    '--host-port=81',
    '--open',
    '--no-reload',
    '--no-proxy',
    '--preset',
    'sandbox, slow',
  ];
  assert.equal(readDevOptions(given), {
    card: { url: 'http://127.0.0.1:8000/?p={phone}' },
    run: 'php -S 127.0.0.1:8000',
    port: 0,
    hostPort: 81,
    open: true,
    https: false,
    reload: false,
    proxy: false,
    presets: ['sandbox', 'slow'],
  });
});

test.run();
