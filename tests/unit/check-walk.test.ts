import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inspect } from '../../cli/commands/check/inspect.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { noHttps } from '../../cli/commands/check/rules/no-https.js';
import type { Exchange } from '../../cli/commands/check/walk/exchange.js';
import { walkCard } from '../../cli/commands/check/walk/index.js';
import { createProgress } from '../../cli/commands/check/walk/progress.js';
import { type Routes, serve } from '../browser/serve.js';
import { page } from './check/card.js';

/** What stands for the runtime here is none of its builds. */
const checks = CHECKS.filter(({ id }) => id !== 'runtime-old');

const runtime = {
  headers: { 'content-type': 'text/javascript' },
  body: 'window.ld=function(){return "ld_referrer"}()',
};
const head = '<script src="/ld.js"></script>';

/** Walks a card of these answers. `other` is another origin. */
async function walk(routes: Routes, path = '/') {
  const site = await serve({ '/ld.js': runtime, ...routes });
  try {
    const walked = await walkCard(site.origin + path);
    const findings = inspect(walked.card, checks).map(({ id, severity, place, ...rest }) => ({
      ...rest,
      id,
      severity,
      line: place.line,
      path: place.file.replace(site.origin, ''),
    }));
    return { ...walked, site, findings, asked: site.requests.map(({ url }) => url) };
  } finally {
    await site.close();
  }
}

const told = ({ findings }: Awaited<ReturnType<typeof walk>>) =>
  findings.map(({ id, severity, path }) => `${severity} ${id} ${path}`);

const withHeaders = (headers: Record<string, string>, body = page('', head)): Routes => ({ '/': { headers, body } });
const LEADDESK = 'https://*.leaddesk.com';
const hash = "'sha256-z3hbTkcCwW+mSEYnhF7OREGC7D6s439mbIMh5KCxcVE='";
const inline = page('', '<script>window.ld="ld_referrer"</script>');

const answers: [what: string, routes: Routes, told: string[]][] = [
  ['a sound card', withHeaders({}), []],
  ['X-Frame-Options: DENY', withHeaders({ 'x-frame-options': 'DENY' }), ['error frame-options /']],
  ['X-Frame-Options: SameOrigin', withHeaders({ 'x-frame-options': 'SameOrigin' }), ['error frame-options /']],
  [
    'X-Frame-Options that no browser knows',
    withHeaders({ 'x-frame-options': 'ALLOW-FROM https://login.leaddesk.com' }),
    [],
  ],
  [
    'X-Frame-Options that frame-ancestors overrules',
    withHeaders({ 'x-frame-options': 'DENY', 'content-security-policy': `frame-ancestors ${LEADDESK}` }),
    [],
  ],
  [
    "frame-ancestors 'self'",
    withHeaders({ 'content-security-policy': "default-src *; frame-ancestors 'self'" }),
    ['error frame-ancestors /'],
  ],
  [
    'frame-ancestors of no one',
    withHeaders({ 'content-security-policy': "frame-ancestors 'none'" }),
    ['error frame-ancestors /'],
  ],
  [
    'one of two policies',
    withHeaders({ 'content-security-policy': `frame-ancestors ${LEADDESK}, frame-ancestors https://a.example` }),
    ['error frame-ancestors /'],
  ],
  ['frame-ancestors of LeadDesk', withHeaders({ 'content-security-policy': `frame-ancestors 'self' ${LEADDESK}` }), []],
  [
    'frame-ancestors that are only reported',
    withHeaders({ 'content-security-policy-report-only': "frame-ancestors 'none'" }),
    [],
  ],
  [
    'a policy without the hash',
    withHeaders({ 'content-security-policy': "script-src 'self'" }, inline),
    ['error csp-blocks-script /'],
  ],
  ['a policy with the hash', withHeaders({ 'content-security-policy': `script-src ${hash}` }, inline), []],
  [
    'a policy with a nonce',
    withHeaders(
      { 'content-security-policy': "script-src 'nonce-YQ=='" },
      inline.replace('<script>', '<script nonce="YQ==">'),
    ),
    [],
  ],
  [
    'a policy with another nonce',
    withHeaders(
      { 'content-security-policy': "script-src 'nonce-YQ=='" },
      inline.replace('<script>', '<script nonce="YY==">'),
    ),
    ['error csp-blocks-script /'],
  ],
  [
    'a policy without the file',
    withHeaders({ 'content-security-policy': 'script-src https://cdn.example' }),
    ['error csp-blocks-script /'],
  ],
  ['a policy with the file', withHeaders({ 'content-security-policy': "default-src 'self'" }), []],
  ['a refresh to another site', withHeaders({ refresh: '5; url=https://other.example/' }), ['error external-link /']],
  [
    'a refresh to another page of the card',
    { ...withHeaders({ refresh: '5; url=/b' }), '/b': page('', head) },
    ['warning script-navigation /'],
  ],
  ['a plain cookie', withHeaders({ 'set-cookie': 'id=1; Path=/; HttpOnly' }), ['error cookie /']],
  ['a lax cookie', withHeaders({ 'set-cookie': 'id=1; SameSite=Lax; Secure; Partitioned' }), ['error cookie /']],
  [
    'a cookie without Partitioned',
    withHeaders({ 'set-cookie': 'id=1; SameSite=None; Secure' }),
    ['warning cookie-partition /'],
  ],
  ['a cookie with all of it', withHeaders({ 'set-cookie': 'id=1; samesite=none; secure; partitioned' }), []],
  ['a cookie that is removed', withHeaders({ 'set-cookie': 'id=; Max-Age=0' }), []],
  ['a resource policy', withHeaders({ 'cross-origin-resource-policy': 'same-origin' }), ['info cross-origin /']],
  ['an opener policy', withHeaders({ 'cross-origin-opener-policy': 'same-origin' }), ['info cross-origin /']],
  [
    'an opener policy where windows speak',
    withHeaders({ 'cross-origin-opener-policy': 'same-origin' }, page('<script>window.open("/help")</script>', head)),
    ['warning cross-origin /'],
  ],
  [
    'open policies',
    withHeaders({ 'cross-origin-resource-policy': 'cross-origin', 'cross-origin-opener-policy': 'unsafe-none' }),
    [],
  ],
  ['Referrer-Policy: no-referrer', withHeaders({ 'referrer-policy': 'no-referrer' }), ['warning no-referrer /']],
  [
    'Referrer-Policy: unsafe-url with a foreign image',
    withHeaders({ 'referrer-policy': 'unsafe-url' }, page('<img src="https://cdn.example/a.png" alt="">', head)),
    ['warning referrer-leak /'],
  ],
  [
    'Referrer-Policy: unsafe-url with its own image',
    withHeaders({ 'referrer-policy': 'unsafe-url' }, page('<img src="/a.png" alt="">', head)),
    [],
  ],
  ['a page that is missing', { '/': page('<a href="/b">B</a>', head) }, ['error no-answer /b']],
  [
    'a page that fails',
    { '/': page('<a href="/b">B</a>', head), '/b': { status: 500, body: '' } },
    ['error no-answer /b'],
  ],
  ['a first page that fails', { '/': { status: 503, body: '' } }, ['error no-answer /']],
  ['a script that is missing', { '/': page('', `${head}<script src="/a.js"></script>`) }, ['error no-answer /a.js']],
  ['a runtime that is missing', { '/': page('', '<script src="/x/ld.js"></script>') }, ['error no-answer /x/ld.js']],
  [
    'a redirect that drops the parameter',
    { '/': page('<a href="/b">B</a>', head), '/b': { status: 302, headers: { location: '/c' } }, '/c': page('', head) },
    ['warning redirect /b'],
  ],
  [
    'a redirect that keeps the parameter',
    {
      '/': page('<a href="/b">B</a>', head),
      '/b': ({ url }) => ({ status: 302, headers: { location: `/c${url.slice(2)}` } }),
      '/c': page('', head),
    },
    [],
  ],
  [
    'a redirect to another site',
    { '/': page('<a href="/b">B</a>', head), '/b': { status: 302, headers: { location: 'https://shop.example/' } } },
    ['error redirect /b'],
  ],
  [
    'a redirect without end',
    {
      '/': page('<a href="/b?1">B</a>', head),
      '/b': ({ url }) => ({
        status: 302,
        headers: { location: url.replace(/(\?)(\d+)/, (_, mark, number) => mark + (Number(number) + 1)) },
      }),
    },
    ['error no-answer /b?21'],
  ],
  [
    'a link to its own origin in full',
    { '/': ({ headers }) => page(`<a href="http://${headers.host}/b">B</a>`, head), '/b': page('', head) },
    [],
  ],
];
for (const [what, routes, expected] of answers) {
  test(`over HTTP: ${what} is ${expected.length ? `told as ${expected[0]}` : 'no finding'}`, async () => {
    assert.equal(told(await walk(routes)), expected);
  });
}

test('every check of answers has a server in which it finds something', () => {
  for (const { id } of CHECKS.filter(({ exchange }) => exchange)) {
    assert.ok(
      /^(no-https|local-network)$/.test(id) ||
        answers.some(([, , expected]) => expected.some((line) => line.includes(` ${id} `))),
      id,
    );
  }
});

const addresses: [address: string, isFound: boolean][] = [
  ['http://card.example/', true],
  ['http://192.168.1.2:8000/', true],
  ['https://card.example/', false],
  ['http://127.0.0.1:8000/', false],
  ['http://localhost/', false],
  ['http://card.localhost/', false],
];
for (const [address, isFound] of addresses) {
  test(`${address} is ${isFound ? 'not served over https' : 'fine'}`, () => {
    const exchange: Exchange = {
      address: new URL(address),
      asked: 'page',
      isEntry: true,
      status: 200,
      headers: new Headers(),
      cookies: [],
      isPage: true,
    };
    assert.is([...noHttps.exchange!(exchange, {} as never)].length, isFound ? 1 : 0);
  });
}

test('a blocked script is told with the hash that allows it', async () => {
  const { findings } = await walk(withHeaders({ 'content-security-policy': "script-src 'self'" }, inline));
  assert.match(findings[0]!.fix, hash);
});

test('pages are asked for as in the frame: the first without the parameter, filled; the others with it, and what is kept', async () => {
  const { asked, site } = await walk(
    {
      '/': page(
        '<a href="b?x=%20+&y#z">B</a><area href="c">',
        '<script src="/ld.js" data-ld-keep="phone id"></script>',
      ),
      '/b': page('', head),
      '/c': page('', head),
    },
    '/?phone={phone}&other={other}',
  );
  const carried = 'ld_referrer=https%3A%2F%2Flogin.leaddesk.com';
  assert.equal(
    asked.sort(),
    [
      `/?phone=%2B46313900601&other={other}`,
      `/b?x=%20+&y&phone=%2B46313900601&${carried}`,
      `/c?phone=%2B46313900601&${carried}`,
      '/ld.js',
    ].sort(),
  );
  assert.is(site.requests[0]!.headers['sec-fetch-dest'], 'iframe');
  assert.is(site.requests[0]!.headers.referer, 'https://login.leaddesk.com/');
});

test('the parameter has the name that the page gives it', async () => {
  const { asked } = await walk({
    '/': page('<a href="/b">B</a>', '<script src="/ld.js" data-ld-param="host"></script>'),
    '/b': page('', head),
  });
  assert.ok(asked.includes('/b?host=https%3A%2F%2Flogin.leaddesk.com'), String(asked));
});

test('a search is sent as it stands, POST forms are not', async () => {
  const fields = `<input name="q" value="a b"><input name="off" disabled value="1"><input type="checkbox" name="c" checked><input type="radio" name="r" value="1">
    <select name="s"><option value="1">A<option value="2" selected>B</select><textarea name="t">x</textarea><button name="go">Go</button>`;
  const { asked } = await walk({
    '/': page(`<form action="/search?old=1">${fields}</form><form method="post" action="/save">${fields}</form>`, head),
    '*': page('', head),
  });
  assert.equal(
    asked.filter((url) => url.startsWith('/s')),
    ['/search?q=a+b&c=on&s=2&t=x&ld_referrer=https%3A%2F%2Flogin.leaddesk.com'],
  );
});

test('what leaves the frame, the origin or the page is not followed, nor what may change something', async () => {
  const links = [
    'https://shop.example/',
    'mailto:a@b.example',
    '#a',
    '/new" target="_blank',
    '/file" download="',
    'javascript:a()',
    '/logout',
    '/order?action=delete',
  ];
  const { asked, notes } = await walk({
    '/': page(links.map((href) => `<a href="${href}">A</a>`).join(''), head),
    '*': page('', head),
  });
  assert.equal(asked, ['/', '/ld.js']);
  assert.match(notes.join(), /\/logout \(“logout”\), \/order\?action=delete \(“delete”\)/);
});

test('a page is visited once, whatever leads there', async () => {
  const { asked } = await walk({
    '/': page('<a href="/b">B</a><a href="/b#x">B</a><a href="b?">B</a>', head),
    '/b': page('<a href="/b">B</a><a href="/?ld_referrer=x">A</a>', head),
  });
  assert.equal(asked.filter((url) => url.startsWith('/b')).length, 1);
  assert.equal(asked.filter((url) => url === '/' || url.startsWith('/?')).length, 1);
});

test('cookies go along, so that pages behind them are seen', async () => {
  const { site } = await walk({
    '/': {
      headers: { 'set-cookie': 'id=1; SameSite=None; Secure; Partitioned' },
      body: page('<a href="/b">B</a>', head),
    },
    '/b': page('', head),
  });
  assert.is(site.requests.find(({ url }) => url.startsWith('/b'))!.headers.cookie, 'id=1');
});

test('it stops after 200 pages, five at once', async () => {
  let open = 0;
  let most = 0;
  const { asked, notes } = await walk({
    '*': async ({ url }) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      const number = Number(/\d+/.exec(url)?.[0] ?? 0);
      return page([1, 2, 3].map((step) => `<a href="/${number * 3 + step}">A</a>`).join(''), head);
    },
  });
  assert.is(asked.filter((url) => !url.startsWith('/ld.js')).length, 200);
  assert.ok(most <= 5, String(most));
  assert.match(notes.join(), /Stopped after 200 pages/);
});

test('scripts and what they import are read, with places in them', async () => {
  const script = (body: string) => ({ headers: { 'content-type': 'text/javascript' }, body });
  const { findings } = await walk({
    '/': page('', `${head}<script type="module" src="/a.js"></script>`),
    '/a.js': script('import "./b.js";'),
    '/b.js': script('\ntop.location = "/";'),
  });
  assert.equal(
    findings.map(({ id, path, line }) => [id, path, line]),
    [['leaves-frame', '/b.js', 2]],
  );
});

test('what is found at every address is told once', async () => {
  const headers = { 'x-frame-options': 'DENY' };
  const { findings } = await walk({
    '/': { headers, body: page('<a href="/b">B</a>', head) },
    '/b': { headers, body: page('', head) },
  });
  assert.is(findings.length, 1);
  assert.is(findings[0]!.others?.length, 1);
});

test('document.referrer is told on a page that a link leads to', async () => {
  const post = page(
    '<a href="/b">B</a><script>parent.postMessage(JSON.stringify({ action: "hangup" }), document.referrer)</script>',
    head,
  );
  assert.equal(told(await walk({ '/': post, '/b': post })), ['error referrer-target /b']);
});

test('progress is one line at a terminal, and nothing elsewhere', () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) => ({ isTTY, columns: 10, write: (text: string) => Boolean(written.push(text)) });
  const progress = createProgress(stream(true) as never);
  progress.show('a long text of progress');
  progress.clear();
  assert.equal(written, ['\r\x1b[Ka long te', '\r\x1b[K']);
  createProgress(stream(false) as never).show('a');
  assert.is(written.length, 2);
});

const failures: [what: string, routes: Routes | null, message: RegExp][] = [
  ['nothing listens', null, /can not be reached: nothing listens there\. Start the card/],
  [
    'it is no page',
    { '/': { headers: { 'content-type': 'image/png' }, body: '' } },
    /is no page: it answers with image\/png/,
  ],
];
for (const [what, routes, message] of failures) {
  test(`an address can not be checked where ${what}`, async () => {
    const site = await serve(routes ?? {});
    if (!routes) await site.close();
    await walkCard(`${site.origin}/`).then(
      () => assert.unreachable(),
      (error: Error) => assert.match(error.message, message),
    );
    await site.close().catch(() => {});
  });
}

test.run();
