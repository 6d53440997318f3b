/** For each check: cards in which it finds something, and the like in which it must not. */
import { page, script } from './card.js';

export interface Fixture {
  id: string;
  /** What is told apart. */
  what: string;
  files: Record<string, string>;
  /** Where it is found: `file:line`; nothing: nowhere. */
  found: string[];
}

const runtime = 'window.ld=function(){return "ld_referrer"}()';
const post = (message: string, target = 'host', object = 'parent') => `${object}.postMessage(${message}, ${target});`;
const command = (action: string, params = '') =>
  `JSON.stringify({ action: '${action}'${params && `, params: ${params}`} })`;

const one = (id: string, what: string, text: string, isFound = true, file = 'index.html', line = 5): Fixture => ({
  id,
  what,
  files: { [file]: text },
  found: isFound ? [`${file}:${line}`] : [],
});

/** A script in the first page; it stands on line 5. */
const inScript = (id: string, text: string, isFound = true) => one(id, text, script(text), isFound);

/** A body of the first page; it stands on line 4. */
const inBody = (id: string, text: string, isFound = true) => one(id, text, page(text), isFound, 'index.html', 4);

const inHead = (id: string, text: string, isFound = true) =>
  one(id, text, page('', `<script src="ld.js"></script>${text}`), isFound, 'index.html', 2);

const card = '<script src="ld.js"></script><script src="ld.card.js"></script>';
const framed = {
  'index.html':
    '<!doctype html><html><head></head><frameset cols="1,2"><frame src="menu.html"><frame name="main" src="a.html"></frameset></html>',
  'menu.html': page('<a href="b.html" target="main">B</a>'),
};

const old = `${runtime};${'1;'.repeat(1000)}`;

const NEWER: Fixture[] = [
  one(
    'wildcard-target',
    'Vue',
    '<template><p>a</p></template>\n<script setup lang="ts">\nconst a: string = "b";\nparent.postMessage(a as string, "*");\n</script>',
    true,
    'A.vue',
    4,
  ),
  one(
    'wildcard-target',
    'Svelte',
    '<script>\n  import { a } from "./a.js";\n  parent.postMessage(a, "*");\n</script>\n<p>{a}</p>',
    true,
    'A.svelte',
    3,
  ),
  one('leaves-frame', 'a link in Vue', '<template>\n<a href="/b" target="_top">B</a></template>', true, 'A.vue', 2),
  one(
    'syntax-error',
    'TypeScript in Vue',
    '<script lang="ts">const a: string = "b"; enum B { C }</script>',
    false,
    'A.vue',
  ),
  {
    id: 'runtime-old',
    what: 'an old copy',
    files: { 'index.html': page(''), 'ld.js': old },
    found: ['index.html:2'],
  },
  one('runtime-old', 'an old one inline', page('', `<script>${old}</script>`), true, 'index.html', 2),
  one('runtime-old', 'one that is not here', page(''), false),

  one(
    'bad-setting',
    'a host without scheme',
    page('', '<script src="ld.js" data-ld-allow="leaddesk.com"></script>'),
    true,
    'index.html',
    2,
  ),
  one(
    'bad-setting',
    'an origin with a path',
    page('', '<script src="ld.js" data-ld-allow="https://*.leaddesk.com/app"></script>'),
    true,
    'index.html',
    2,
  ),
  one(
    'bad-setting',
    'names with commas',
    page('', '<script src="ld.js" data-ld-keep="phone, id"></script>'),
    true,
    'index.html',
    2,
  ),
  one(
    'bad-setting',
    'what means something',
    page(
      '',
      '<script src="ld.js" data-ld-allow="* https://*.leaddesk.com/ http://localhost:3000" data-ld-keep="contact[id] phone" data-ld-param="host"></script>',
    ),
    false,
  ),

  inBody('companion-missing', '<form data-ld-draft></form>'),
  inBody('companion-missing', '<button data-ld-send="hangup" data-ld-confirm="Sure?">A</button>'),
  one('companion-missing', 'the companion', page('<form data-ld-draft></form>', card), false),
  one(
    'companion-missing',
    'a module that makes it',
    page(
      '<form data-ld-draft></form><script type="module">import { createCard } from "create-leaddesk-card/card"; createCard(ld)</script>',
    ),
    false,
  ),
  {
    id: 'companion-missing',
    what: 'a part of a page that has it',
    files: { 'index.php': page("<?php include 'form.php' ?>", card), 'form.php': '<form data-ld-draft></form>' },
    found: [],
  },

  {
    id: 'nested-frame',
    what: 'in a frameset',
    files: { ...framed, 'a.html': script(post(command('hangup'))), 'b.html': script(post(command('hangup'))) },
    found: ['a.html:5', 'b.html:5'],
  },
  {
    id: 'nested-frame',
    what: 'in an inner frame',
    files: { 'index.html': page('<iframe src="a.html"></iframe>'), 'a.html': script(post(command('hangup'))) },
    found: ['a.html:5'],
  },
  inBody('nested-frame', '<iframe sandbox="allow-scripts" src="a.html"></iframe>'),
  {
    id: 'nested-frame',
    what: 'the runtime in a frameset',
    files: {
      ...framed,
      'a.html': script('ld.send("hangup")'),
      'b.html': script(post(command('hangup'), 'host', 'top')),
    },
    found: [],
  },
  {
    id: 'nested-frame',
    what: 'in a page that is shown without a frame, too',
    files: { 'index.html': script(`${post(command('hangup'))}`), 'b.html': page('<iframe src="index.html"></iframe>') },
    found: [],
  },
  {
    id: 'leaves-frame',
    what: '_parent in a frameset, which is the card',
    files: {
      ...framed,
      'a.html': page('<a href="b.html" target="_parent">B</a><script>parent.location = "b.html"</script>'),
    },
    found: [],
  },
  {
    id: 'leaves-frame',
    what: '_top in a frameset',
    files: { ...framed, 'a.html': page('<a href="b.html" target="_top">B</a>') },
    found: ['a.html:4'],
  },
  { id: 'no-runtime', what: 'a frameset', files: { ...framed, 'a.html': page('') }, found: [] },

  inBody('local-network', '<img src="http://192.168.1.10/a.png" alt="">'),
  inScript('local-network', 'fetch("https://crm.intranet.local/api")'),
  inScript('local-network', 'new WebSocket("ws://localhost:9000/")'),
  inBody('local-network', '<img src="https://cdn.example/a.png" alt=""><a href="http://intranet/">A</a>', false),

  inScript('permissions', 'navigator.clipboard.writeText(number)'),
  inScript('permissions', 'const { mediaDevices } = navigator; mediaDevices.getUserMedia({ audio: true })'),
  inScript('permissions', 'document.execCommand("copy"); cache.get("a"); stream.write("b"); fs.read()', false),

  inScript('personal-data', 'localStorage.setItem("phone", value)'),
  inScript('personal-data', 'localStorage.contact = JSON.stringify({ firstName: name })'),
  inScript('personal-data', 'window.localStorage.setItem("last", customer.ssn)'),
  inScript('personal-data', 'new Image().src = "https://stats.example/a?phone=" + phone'),
  inScript('personal-data', 'fetch("https://stats.example/a" + location.search)'),
  inBody('personal-data', '<a target="_blank" href="https://crm.example/find?phone_number={phone}">A</a>'),
  inScript(
    'personal-data',
    'sessionStorage.setItem("phone", phone); localStorage.setItem("theme", "dark"); localStorage.theme = name; fetch("/save?phone=" + phone)',
    false,
  ),

  inBody('card-number', '<input autocomplete="cc-number">'),
  inBody('card-number', '<form><input name="cvc"></form>'),
  one(
    'card-number',
    'a field that pauses',
    page('<fieldset data-ld-pause><input autocomplete="section-a cc-number"></fieldset>', card),
    false,
  ),
  inBody('card-number', '<input name="order-number"><input type="hidden" name="cvc">', false),

  {
    id: 'frame-options',
    what: 'a header of PHP',
    files: { 'index.php': page('', '<?php header(\'X-Frame-Options: SAMEORIGIN\') ?><script src="ld.js"></script>') },
    found: ['index.php:2'],
  },
  {
    id: 'frame-options',
    what: 'a header of Express',
    files: { 'server.js': 'app.use((q, res, next) => {\n  res.setHeader("X-Frame-Options", "DENY");\n});' },
    found: ['server.js:2'],
  },
  { id: 'frame-options', what: 'Helmet', files: { 'server.js': 'app.use(helmet());' }, found: ['server.js:1'] },
  {
    id: 'frame-options',
    what: 'Java',
    files: { 'index.html': page(''), 'A.java': 'response.addHeader("X-Frame-Options", "DENY");' },
    found: ['A.java:1'],
  },
  {
    id: 'frame-options',
    what: 'Spring',
    files: { 'index.html': page(''), 'A.java': 'http.headers().frameOptions().sameOrigin();' },
    found: ['A.java:1'],
  },
  {
    id: 'frame-options',
    what: 'Apache',
    files: { 'index.html': page(''), '.htaccess': 'Header always set X-Frame-Options "SAMEORIGIN"' },
    found: ['.htaccess:1'],
  },
  {
    id: 'frame-options',
    what: 'nginx',
    files: { 'index.html': page(''), 'nginx.conf': 'add_header X-Frame-Options SAMEORIGIN always;' },
    found: ['nginx.conf:1'],
  },
  {
    id: 'frame-options',
    what: 'IIS',
    files: { 'index.html': page(''), 'web.config': '<add name="X-Frame-Options" value="SAMEORIGIN" />' },
    found: ['web.config:1'],
  },
  {
    id: 'frame-options',
    what: 'one that is commented out, taken off, or overruled',
    files: {
      'index.html': page(''),
      '.htaccess': '# Header set X-Frame-Options DENY\nHeader unset X-Frame-Options',
      'a.php':
        "<?php header_remove('X-Frame-Options'); header('X-Frame-Options: DENY'); header(\"Content-Security-Policy: frame-ancestors https://*.leaddesk.com\");",
    },
    found: [],
  },
  {
    id: 'frame-ancestors',
    what: 'a header of PHP',
    files: {
      'index.html': page(''),
      'a.php': '<?php header("Content-Security-Policy: frame-ancestors \'self\'; img-src *");',
    },
    found: ['a.php:1'],
  },
  {
    id: 'frame-ancestors',
    what: 'Helmet',
    files: {
      'server.js':
        'helmet({ contentSecurityPolicy: { directives: { "frame-ancestors": ["\'self\'", "https://crm.example"] } } })',
    },
    found: ['server.js:1'],
  },
  {
    id: 'frame-ancestors',
    what: 'LeadDesk',
    files: {
      'nginx.conf': 'add_header Content-Security-Policy "frame-ancestors \'self\' https://*.leaddesk.com";',
      'index.html': page(''),
    },
    found: [],
  },

  {
    id: 'referrer-target',
    what: 'PHP pages that include their head',
    files: {
      'index.php': '<?php include \'inc/head.php\'; ?><a href="b.php">B</a>',
      'b.php': `<?php require_once __DIR__ . '/inc/head.php'; ?>\n<script>${post(command('hangup'), 'document.referrer')}</script>`,
      'inc/head.php': '<!doctype html><html><head><script src="ld.js"></script></head><body>',
    },
    found: ['b.php:2'],
  },
  {
    id: 'referrer-target',
    what: 'a script of the head that they include',
    files: {
      'index.php': '<?php include \'head.php\'; ?><a href="b.php">B</a>',
      'b.php': "<?php include 'head.php'; ?><p>B",
      'head.php': `<!doctype html><html><head><script src="ld.js"></script>\n<script>function h() { ${post(command('hangup'), 'document.referrer')} }</script></head>`,
    },
    found: ['head.php:2'],
  },
  ...(
    [
      ['ejs', "<%- include('head') %>"],
      ['twig', '{% extends "head.twig" %}'],
      ['njk', "{% include 'head.njk' %}"],
      ['blade.php', "@extends('head')"],
      ['cshtml', '@{ Layout = "head"; }'],
      ['jsp', '<%@ include file="head.jsp" %>'],
      ['erb', "<%= render 'head' %>"],
      ['hbs', '{{> head}}'],
    ] as const
  ).flatMap(([end, include]): Fixture[] => {
    const head = (text: string) => `<!doctype html><html><head>${text}</head><body>`;
    const files = (text: string) => ({
      [`index.${end}`]: `${include}\n<a href="b.${end}">B</a>`,
      [`b.${end}`]: `${include}\n<script>${post(command('hangup'), 'document.referrer')}</script>`,
      [`${end === 'erb' ? '_' : ''}head.${end}`]: head(text),
    });
    return [
      {
        id: 'referrer-target',
        what: `a page of ${end} that includes its head`,
        files: files('<script src="ld.js"></script>'),
        found: [`b.${end}:2`],
      },
      {
        id: 'no-runtime',
        what: `pages of ${end} with a head without it`,
        files: files(''),
        found: [`${end === 'erb' ? '_' : ''}head.${end}:1`],
      },
    ];
  }),
];

export const FIXTURES: Fixture[] = [
  one('no-runtime', 'no script', page('', ''), true, 'index.html', 2),
  {
    id: 'no-runtime',
    what: 'an e-mail’s template and a page that keeps a folder from being listed',
    files: {
      'index.html': page(''),
      'mail.html':
        '<html><head><title>@TITLE@</title></head><body>@BODY@ <a href="https://card.example/">A</a></body></html>',
      'data/index.html': '<!doctype html><html><head></head></html>',
    },
    found: [],
  },
  one('no-runtime', 'another script', page('', '<script>var a = 1</script>'), true, 'index.html', 2),
  one(
    'no-runtime',
    'the runtime in a comment',
    page('', '<!-- <script src="ld.js"></script> -->'),
    true,
    'index.html',
    2,
  ),
  one('no-runtime', 'the runtime inline', page('', `<script>${runtime}</script>`), false),
  one(
    'no-runtime',
    'the runtime of a network',
    page('', '<script src="https://cdn.example/create-leaddesk-card@1/dist/ld.js"></script>'),
    false,
  ),
  one('no-runtime', 'the debug build', page('', '<script src="/js/ld.debug.js?v=2"></script>'), false),
  one('no-runtime', 'a part of a page', '<p>Part</p>', false, 'part.html'),
  one(
    'no-runtime',
    'PHP that puts it in',
    page('', '<script nonce="<?= nonce() ?>" data-ld-keep="phone"><?= runtime() ?></script>'),
    false,
    'index.php',
  ),
  {
    id: 'no-runtime',
    what: 'a module that imports it',
    files: {
      'index.html': page('', '<script type="module" src="src/a.ts"></script>'),
      'src/a.ts': "import { ld } from './ld';\nexport const a: number = 1;",
      'src/ld.ts': "import { createLd } from 'create-leaddesk-card';\nexport const ld = createLd();",
    },
    found: [],
  },
  {
    id: 'no-runtime',
    what: 'an include that has it',
    files: { 'index.php': page('', "<?php include 'head.php' ?>"), 'head.php': '<script src="ld.js"></script>' },
    found: [],
  },
  {
    id: 'no-runtime',
    what: 'an include that has it not',
    files: { 'index.php': page('', "<?php include 'head.php' ?>"), 'head.php': '<link rel="stylesheet" href="a.css">' },
    found: ['index.php:2'],
  },
  {
    id: 'no-runtime',
    what: 'one of two PHP pages',
    files: {
      'index.php': page('<?= $a ?>'),
      'b.php': page(
        '<?php foreach ($a as $b): ?><p><?= e($b) ?></p><?php endforeach ?>',
        '<title><?= $title ?></title>',
      ),
    },
    found: ['b.php:2'],
  },
  {
    id: 'no-runtime',
    what: 'one of two EJS pages',
    files: {
      'index.ejs': page('<%= a %>', "<%- include('head') %>"),
      'head.ejs': '<script src="/ld.js"></script>',
      'b.ejs': page('<% if (a) { %><%= a %><% } %>', '<title><%= title %></title>'),
    },
    found: ['b.ejs:2'],
  },
  {
    id: 'no-runtime',
    what: 'one of two pages',
    files: { 'index.html': page(''), 'b.html': page('', '') },
    found: ['b.html:2'],
  },

  one(
    'runtime-late',
    'behind a script that uses it',
    page('', '<script>ld.send("hangup")</script>\n<script src="ld.js"></script>'),
    true,
    'index.html',
    2,
  ),
  one(
    'runtime-late',
    'deferred behind a script that uses it',
    page('<script>window.ld.on("callLineOn", f)</script>', '<script src="ld.js" defer></script>'),
    true,
    'index.html',
    4,
  ),
  one(
    'runtime-late',
    'behind a script that uses it later',
    page('', '<script>onclick = function () { ld.send("hangup") }</script><script src="ld.js"></script>'),
    false,
  ),
  one(
    'runtime-late',
    'behind a module',
    page('', '<script type="module">ld.send("hangup")</script><script src="ld.js"></script>'),
    false,
  ),
  one(
    'runtime-late',
    'behind a script that asks for it',
    page('', '<script>window.ld && ld.send("hangup")</script><script src="ld.js"></script>'),
    false,
  ),
  {
    id: 'runtime-late',
    what: 'behind a file that uses it',
    files: {
      'index.html': page('', '<script src="a.js"></script><script src="ld.js"></script>'),
      'a.js': '(function () { ld.send("hangup") })()',
    },
    found: ['index.html:2'],
  },

  one(
    'runtime-versions',
    'twice in a page',
    page('', `<script src="ld.js"></script><script>${runtime}</script>`),
    true,
    'index.html',
    2,
  ),
  {
    id: 'runtime-versions',
    what: 'another in another page',
    files: { 'a.html': page('', `<script>${runtime}</script>`), 'b.html': page('', `<script>${runtime};1</script>`) },
    found: ['b.html:2'],
  },
  {
    id: 'runtime-versions',
    what: 'another address in another page',
    files: {
      'a.html': page('', '<script src="/x@1.0.0/ld.js"></script>'),
      'b.html': page('', '<script src="/x@1.0.1/ld.js"></script>'),
    },
    found: ['b.html:2'],
  },
  {
    id: 'runtime-versions',
    what: 'the same in another page',
    files: {
      'a.html': page('', `<script data-ld-keep="a">${runtime}</script>`),
      'b.html': page('', `<script>${runtime}</script>`),
    },
    found: [],
  },

  one(
    'csp-blocks-script',
    'an inline runtime without its hash',
    page('', `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><script>${runtime}</script>`),
    true,
    'index.html',
    2,
  ),
  one(
    'csp-blocks-script',
    'unsafe-inline beside a nonce',
    page(
      '',
      `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline' 'nonce-a'"><script>${runtime}</script>`,
    ),
    true,
    'index.html',
    2,
  ),
  one(
    'csp-blocks-script',
    'the nonce',
    page(
      '',
      `<meta http-equiv="Content-Security-Policy" content="script-src 'nonce-a'"><script nonce="a">${runtime}</script>`,
    ),
    false,
  ),
  one(
    'csp-blocks-script',
    'unsafe-inline',
    page(
      '',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'unsafe-inline'"><script>${runtime}</script>`,
    ),
    false,
  ),
  one(
    'csp-blocks-script',
    'no word about scripts',
    page('', `<meta http-equiv="Content-Security-Policy" content="img-src 'self'"><script>${runtime}</script>`),
    false,
  ),

  {
    id: 'referrer-target',
    what: 'on the second page',
    files: {
      'index.html': page('<a href="b.html">B</a>'),
      'b.html': script(post(command('hangup'), 'document.referrer')),
    },
    found: ['b.html:5'],
  },
  {
    id: 'referrer-target',
    what: 'in a script of the second page',
    files: {
      'index.html': page('<a href="b.html">B</a>'),
      'b.html': page('<script src="b.js"></script>'),
      'b.js': `var host = document.referrer;\n${post(command('hangup'), 'host', 'window.parent')}`,
    },
    found: ['b.js:2'],
  },
  {
    id: 'referrer-target',
    what: 'by its origin',
    files: {
      'index.html': page('<a href="b.html">B</a>'),
      'b.html': script(post(command('hangup'), 'new URL(document.referrer).origin')),
    },
    found: ['b.html:5'],
  },
  {
    id: 'referrer-target',
    what: 'in a button of the second page',
    files: {
      'index.html': page('<a href="b.html">B</a>'),
      'b.html': page(`<button onclick="${post("JSON.stringify({action:'hangup'})", 'document.referrer')}">B</button>`),
    },
    found: ['b.html:4'],
  },
  {
    id: 'referrer-target',
    what: 'on the first page, to which a link leads back',
    files: { 'index.html': script(post(command('hangup'), 'document.referrer')), 'b.html': page('<a href="./">A</a>') },
    found: ['index.html:5'],
  },
  {
    id: 'referrer-target',
    what: 'on the first page',
    files: { 'index.html': script(post(command('hangup'), 'document.referrer')), 'b.html': page('') },
    found: [],
  },
  {
    id: 'referrer-target',
    what: 'on the only page',
    files: { 'card.html': script(post(command('hangup'), 'document.referrer')) },
    found: [],
  },
  {
    id: 'referrer-target',
    what: 'a carried origin on the second page',
    files: {
      'index.html': page('<a href="b.html">B</a>'),
      'b.html': script(post(command('hangup'), 'sessionStorage.host || document.referrer')),
    },
    found: [],
  },

  ...NEWER,
  inScript('syntax-error', 'function f( ) { f(1 2) }'),
  inScript('syntax-error', '(function () { f(1) }})()'),
  inBody('syntax-error', '<button onclick="f(">A</button>'),
  inScript('syntax-error', 'function f() {}', false),
  {
    id: 'unreadable',
    what: 'a script of which a template writes the code',
    files: { 'index.php': script('<?= $open ?> } }') },
    found: ['index.php:5'],
  },
  inScript('unreadable', 'function f( {', false),

  inScript('dead-target', post(command('hangup'), 'location.origin')),
  inScript('dead-target', post(command('hangup'), 'origin')),
  inScript('dead-target', post(command('hangup')), false),

  inScript('wildcard-target', post(command('hangup'), "'*'")),
  inScript('wildcard-target', post('data', "'*'", 'window.top')),
  inScript('wildcard-target', `var to = '*'; ${post('data', 'to', 'window.parent')}`),
  inScript(
    'wildcard-target',
    "addEventListener('message', function (event) { event.source.postMessage('a', { targetOrigin: '*' }) })",
  ),
  inScript('wildcard-target', post('data', "'*'", 'frame.contentWindow'), false),
  inScript('wildcard-target', post('data', "'https://login.leaddesk.com'"), false),
  inScript('wildcard-target', 'var parent = new Worker("a.js"); parent.postMessage("a", "*")', false),
  one(
    'wildcard-target',
    'TypeScript',
    'const a: number = 1;\nfunction f(data: unknown): void {\n  parent.postMessage(data, "*");\n}',
    true,
    'a.ts',
    3,
  ),
  one(
    'wildcard-target',
    'TypeScript that asserts',
    'enum A { B }\n(window.parent as any).postMessage({ a: 1 } as unknown as string, "*");',
    true,
    'a.ts',
    2,
  ),
  one(
    'wildcard-target',
    'a script that PHP writes into',
    page("<script>\nvar a = <?= json_encode($a) ?>; parent.postMessage('<?= $b ?>', '*');\n</script>"),
    true,
    'index.php',
    5,
  ),
  one('wildcard-target', 'a word of it in a comment', script("// parent.postMessage(a, '*')"), false),

  inScript('message-object', post("{ action: 'hangup' }")),
  inScript('message-object', `const command = { action: 'hangup' }; ${post('command')}`),
  inScript('message-object', post("'hangup'")),
  inScript('message-object', post(command('hangup')), false),
  inScript('message-object', post('{ height: 100 }'), false),

  inScript('unknown-action', post(command('hang_up'))),
  inScript('unknown-action', post(`'{"action":"hangUp"}'`)),
  inScript('unknown-action', 'ld.send("constructor")'),
  inBody('unknown-action', '<button data-ld-send="hang-up">Hang up</button>'),
  inScript('unknown-action', post(command('hangup')), false),
  inScript(
    'unknown-action',
    'ld.send(action); mail.send("hallo"); parent.postMessage(JSON.stringify({ action: kind }), host)',
    false,
  ),
  one(
    'unknown-action',
    'an action that PHP puts out',
    page('<button data-ld-send="<?= $action ?>">A</button>'),
    false,
    'index.php',
  ),

  inScript('bad-params', post(command('select_reason'))),
  inScript('bad-params', post(command('call', '{ phone_number: number, call_id: id }'))),
  inScript('bad-params', post(command('close', "{ target: 'window' }"))),
  inScript('bad-params', 'ld.send("hangup", { id: 1 })'),
  inBody('bad-params', `<button data-ld-send="select_reason" data-ld-params="{id:1}">A</button>`),
  inBody('bad-params', `<button data-ld-send="close" data-ld-params='{"target":"dialog"}'>A</button>`),
  inScript('bad-params', post(command('select_reason', '{ id: reason.id }')), false),
  inScript('bad-params', post(command('call', '{ ...contact }')), false),
  inScript('bad-params', 'ld.send("select_reason", params)', false),
  inBody('bad-params', `<button data-ld-send="select_reason" data-ld-params='{"id":1}'>A</button>`, false),
  one(
    'bad-params',
    'params that PHP puts out',
    page(`<button data-ld-send="call" data-ld-params='{"call_id":<?= $id ?>}'>A</button>`),
    false,
    'index.php',
  ),

  inScript('unknown-event', 'ld.on("callLineIdel", show)'),
  inScript(
    'unknown-event',
    'ld.on("callLineIdle", show); ld.on("*", show); button.on("click", show); ld.on(type, show)',
    false,
  ),

  inScript('idle-ends-call', 'ld.on("callLineIdle", function () { location.href = ld.url("done.html") })'),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => ld.send("select_reason", { id: 1 }))'),
  inScript('idle-ends-call', 'ld.on("callLineIdle", done); function done() { fetch("/save", { method: "POST" }) }'),
  inScript(
    'idle-ends-call',
    'onmessage = function (e) { var m = JSON.parse(e.data); if (m.type === "callLineIdle") { endCall(); } }',
  ),
  inScript(
    'idle-ends-call',
    'onmessage = function (e) { switch (e.data.type) { case "callLineOn": show(); break; case "callLineIdle": form.submit(); } }',
  ),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => { state.textContent = "Call ended" })'),
  one(
    'idle-ends-call',
    'TypeScript',
    'let form: HTMLFormElement | null = null;\nld.on("callLineIdle", (data: CallData): void => {\n  form!.submit();\n});',
    true,
    'a.ts',
    2,
  ),
  one(
    'idle-ends-call',
    'TypeScript that asks first',
    'ld.on("callLineIdle", (data: CallData): void => {\n  if (wasOn) (form as HTMLFormElement).submit();\n});',
    false,
    'a.ts',
    1,
  ),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => { if (!heard) return; endCall(); })', false),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => { if (wasOn) endCall(); })', false),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => wasOn && endCall())', false),
  inScript('idle-ends-call', 'ld.on("callLineIdle", () => { state.textContent = "Idle" })', false),
  inScript('idle-ends-call', 'if (m.type === "callLineIdle" && wasOn) endCall()', false),
  inScript('idle-ends-call', 'ld.on("callLineOn", () => { endCall() })', false),

  inBody('leaves-frame', '<a href="a.html" target="_top">A</a>'),
  inBody('leaves-frame', '<form target="_PARENT"></form>'),
  inBody('leaves-frame', '<form><button formtarget="_top">A</button></form>'),
  inHead('leaves-frame', '<base target="_top">'),
  inScript('leaves-frame', 'top.location = "a.html"'),
  inScript('leaves-frame', 'window.parent.location.href = "a.html"'),
  inScript('leaves-frame', 'if (top !== self) top.location.replace(self.location.href)'),
  inScript('leaves-frame', 'window.open("a.html", "_top")'),
  inScript('leaves-frame', 'form.target = "_parent"'),
  one(
    'leaves-frame',
    'a target of JSX',
    'export const A = () => <a href="b.html" target="_top">A</a>',
    true,
    'a.jsx',
    1,
  ),
  one(
    'leaves-frame',
    'a bound target of Vue',
    '<template><a href="b" :target="\'_top\'">A</a></template>',
    true,
    'a.vue',
    1,
  ),
  one(
    'leaves-frame',
    'a handler of Vue',
    '<template>\n<b @click.prevent="window.top.location.href = \'b\'">A</b></template>',
    true,
    'a.vue',
    2,
  ),
  one(
    'leaves-frame',
    'a handler of Svelte',
    '<button on:click={() => { top.location.href = "/b" }}>A</button>',
    true,
    'a.svelte',
    1,
  ),
  one(
    'leaves-frame',
    'a handler of Svelte 5',
    '<p>A</p>\n<button onclick={() => parent.location.assign(`/b?${q}`)}>A</button>',
    true,
    'a.svelte',
    2,
  ),
  inBody('leaves-frame', '<button (click)="top.location.href = url">A</button>'),
  inBody('leaves-frame', '<button x-on:click="top.location = url">A</button>'),
  inBody('leaves-frame', '<button @click="top.location = url">A</button>'),
  inBody('leaves-frame', '<button hx-on:click="parent.location = 1">A</button>'),
  inBody('leaves-frame', '<button hx-on--after-request="parent.location = 1">A</button>'),
  inBody('leaves-frame', '<button ng-click="top.location = 1">A</button>'),
  inBody('leaves-frame', '<button (click)="go() | async" @click="a b" x-init="{" [target]="t">A</button>', false),
  one(
    'leaves-frame',
    'a target that is not known',
    'export const A = (props) => <a href="b" {...props}>A</a>',
    false,
    'a.jsx',
  ),
  inBody('leaves-frame', '<a href="a.html" target="_blank">A</a><a href="a.html" target="help">A</a>', false),
  inScript(
    'leaves-frame',
    'var top = 10; var parent = node; parent.location = 1; if (window.parent === window) show()',
    false,
  ),

  inBody('external-link', '<a href="https://shop.example/">Shop</a>'),
  inBody('external-link', '<a href="//shop.example/" target="_self">Shop</a>'),
  inBody('external-link', '<form action="https://shop.example/search"></form>'),
  inHead('external-link', '<meta http-equiv="refresh" content="0; url=https://shop.example/">'),
  inScript('external-link', 'location.href = "https://shop.example/" + id'),
  one(
    'external-link',
    'a Refresh header of PHP',
    '<?php header("Refresh: 5; url=https://shop.example/"); ?>',
    true,
    'a.php',
    1,
  ),
  one(
    'external-link',
    'a bound address of Vue',
    '<template><a :href="\'https://shop.example/\' + id">A</a></template>',
    true,
    'a.vue',
    1,
  ),
  one(
    'external-link',
    'a bound address of Angular',
    page('<a [attr.href]="\'https://shop.example/\'">A</a>'),
    true,
    'index.html',
    4,
  ),
  one('external-link', 'an address in braces', '<a href={`https://shop.example/${id}`}>A</a>', true, 'a.svelte', 1),
  one(
    'external-link',
    'an address of JSX',
    'export const A = () => <a href="https://shop.example/">A</a>',
    true,
    'a.jsx',
    1,
  ),
  one(
    'external-link',
    'a form of TSX',
    'const to: string = "https://shop.example/";\nexport const A = () => (\n  <form action={to} />\n)',
    true,
    'a.tsx',
    3,
  ),
  one(
    'external-link',
    'a bound address that is not known',
    '<template><a :href="url">A</a></template>',
    false,
    'a.vue',
  ),
  one('external-link', 'an address in braces that is not known', '<a href={url}>A</a>', false, 'a.svelte'),
  inBody('external-link', '<a href="https://shop.example/" target="_blank">Shop</a>', false),
  inBody(
    'external-link',
    '<a href="tel:+4631">Call</a><a href="mailto:a@b.example">Mail</a><a href="/a.html">A</a><a href="https:b.html">B</a>',
    false,
  ),
  one(
    'external-link',
    'a base that opens new tabs',
    page('<a href="https://shop.example/">Shop</a>', '<base target="_blank"><script src="ld.js"></script>'),
    false,
  ),
  one(
    'external-link',
    'a host that PHP puts out',
    page('<a href="https://<?= $host ?>/a">A</a><a href="<?= $url ?>">B</a>'),
    false,
    'index.php',
  ),
  one(
    'external-link',
    'attributes that PHP puts out',
    page('<a href="https://shop.example/" <?= $attributes ?>>A</a>'),
    false,
    'index.php',
  ),
  one(
    'external-link',
    'a link in PHP code',
    page('<?php $a = \'<a href="https://shop.example/">\' ?>'),
    false,
    'index.php',
  ),

  inHead('script-navigation', '<meta http-equiv="refresh" content="5; url=b.html">'),
  inHead('script-navigation', '<meta http-equiv="refresh" content="5">', false),
  inHead('script-navigation', '<meta http-equiv="refresh" content="0; URL=../../">', false),
  inHead('script-navigation', '<meta http-equiv="refresh" content="0;url=https://shop.example/">', false),
  inHead('script-navigation', '<meta http-equiv="refresh" content="0;url={{ next }}">', false),
  one('script-navigation', 'a Refresh header of PHP', '<?php\nheader("Refresh: 5; url=b.php"); ?>', true, 'a.php', 2),
  one(
    'script-navigation',
    'one of Express',
    "app.get('/', (req, res) => {\n  res.set('Refresh', '0;url=/b');\n})",
    true,
    'a.js',
    2,
  ),
  inScript('script-navigation', 'location.href = "b.html"'),
  inScript('script-navigation', 'window.location.assign("/b?id=" + id)'),
  inScript('script-navigation', 'document.location = next'),
  inScript('script-navigation', 'location.search = "?page=2"'),
  inScript('script-navigation', 'window.open("b.html", "_self")'),
  inBody('script-navigation', '<button onclick="location.href=&#39;b.html&#39;">B</button>'),
  inBody('script-navigation', '<a href="javascript:location=\'b.html\'">B</a>'),
  inScript('script-navigation', 'location.href = ld.url("b.html"); var to = ld.url("c.html"); location = to', false),
  inScript(
    'script-navigation',
    'location.hash = "a"; location.href = "#a"; location.reload(); location = "tel:1"',
    false,
  ),
  inScript('script-navigation', 'location.replace(location.pathname + location.search)', false),
  inScript('script-navigation', 'const location = { href: "" }; location.href = "b.html"', false),
  inScript('script-navigation', 'response.location = "b.html"; const navigation = []; navigation.navigate("a")', false),

  inHead('mixed-content', '<script src="http://cdn.example/a.js"></script>'),
  inHead('mixed-content', '<link rel="stylesheet" href="http://cdn.example/a.css">'),
  inBody('mixed-content', '<img src="http://cdn.example/a.png" alt="">'),
  inBody('mixed-content', '<iframe src="http://cdn.example/"></iframe>'),
  inScript('mixed-content', 'fetch("http://api.example/save")'),
  inScript('mixed-content', 'new WebSocket("ws://api.example/")'),
  inHead(
    'mixed-content',
    '<link rel="canonical" href="http://card.example/"><script src="https://cdn.example/a.js"></script><script src="//cdn.example/b.js"></script>',
    false,
  ),
  inBody(
    'mixed-content',
    '<svg xmlns="http://www.w3.org/2000/svg"></svg><img src="http://localhost:3000/a.png" alt="">',
    false,
  ),

  inHead('no-referrer', '<meta name="referrer" content="no-referrer">'),
  inHead('no-referrer', '<META NAME=Referrer CONTENT=Never>'),
  inHead(
    'no-referrer',
    '<meta name="referrer" content="no-referrer"><meta name="referrer" content="same-origin">',
    false,
  ),
  inHead('no-referrer', '<meta name="referrer" content="same-origin">', false),

  inHead(
    'referrer-leak',
    '<meta name="referrer" content="unsafe-url"><script src="https://cdn.example/a.js"></script>',
  ),
  inBody('referrer-leak', '<img src="https://cdn.example/a.png" alt="" referrerpolicy="unsafe-url">'),
  inHead('referrer-leak', '<meta name="referrer" content="unsafe-url"><script src="a.js"></script>', false),
  inHead('referrer-leak', '<script src="https://cdn.example/a.js"></script>', false),
];
