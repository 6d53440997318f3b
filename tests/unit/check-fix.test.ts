/**
 * What `check --fix` changes in a folder, and what it leaves.
 *
 * @needs git
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scope } from '../../cli/commands/check/fix/fixers.js';
import { mend } from '../../cli/commands/check/fix/index.js';
import { diffBytes, diffOf, writeMended } from '../../cli/commands/check/fix/write.js';
import { readFolder } from '../../cli/commands/check/folder.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { decode } from '../../cli/shared/encoding.js';

/** What stands for the runtime here is none of its builds. */
const checks = CHECKS.filter(({ id }) => id !== 'runtime-old');

type Files = Record<string, string>;

/** Mends files; returns all of them as they are then, and what remains. */
function mended(files: Files, scope: Scope = 'safe') {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-')));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    const { changes, findings, count } = mend((texts) => readFolder(root, () => false, texts), checks, scope);
    const after = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, changes.get(name)?.after ?? text]),
    );
    return { after, findings, count, changes };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const RUNTIME = 'window.ld=function(){return "ld_referrer"}()';
const HEAD = '<!doctype html><html><head><script src="ld.js"></script><title>A</title></head><body>';

/** A card of two pages, so that the second does not come first; `@` is where the case goes. */
const inPage = (body: string): Files => ({
  'index.html': `${HEAD}<a href="b.html">B</a></body></html>`,
  'b.html': `${HEAD}${body}</body></html>`,
  'ld.js': RUNTIME,
});
const inScript = (script: string) => inPage(`<script>${script}</script>`);
const REFERRER = ', document.referrer';

const SCRIPTS: [before: string, after: string][] = [
  [`parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER});`, "ld.send('hangup');"],
  [`parent.postMessage(JSON.stringify({"action": "hangup"})${REFERRER})`, 'ld.send("hangup")'],
  [
    `window.parent.postMessage(JSON.stringify({ action: 'call', params: { phone_number: n, auto_call: true } })${REFERRER});`,
    "ld.send('call', { phone_number: n, auto_call: true });",
  ],
  [
    `top.postMessage(JSON.stringify({params: {id: 5}, action: 'select_reason'})${REFERRER})`,
    "ld.send('select_reason', {id: 5})",
  ],
  [`parent?.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "ld.send('hangup')"],
  [`parent.postMessage(\n  JSON.stringify({\n    action: 'hangup',\n  })${REFERRER}\n);`, "ld.send('hangup');"],
  [`parent.postMessage('{"action":"hangup"}'${REFERRER})`, "ld.send('hangup')"],
  [`parent.postMessage("{'action':'hangup'}"${REFERRER})`, 'ld.send("hangup")'],
  [`parent.postMessage('{"action":"select_reason","params":{"id":5},}', '*')`, "ld.send('select_reason', { id: 5 })"],
  [`parent.postMessage(JSON.stringify(JSON.stringify({action: 'hangup'}))${REFERRER})`, "ld.send('hangup')"],
  [`parent.postMessage({action: 'hangup'}, '*')`, "ld.send('hangup')"],
  [`parent.postMessage(JSON.stringify({action: 'hangup'}), '*')`, "ld.send('hangup')"],
  [`parent.postMessage(JSON.stringify({action: 'hangup'}), '/')`, "ld.send('hangup')"],
  [`parent.postMessage(JSON.stringify({action: 'hangup'}), location.origin)`, "ld.send('hangup')"],
  [
    `var go = () => parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`,
    "var go = () => void ld.send('hangup')",
  ],
  [`ok && parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "ok && ld.send('hangup')"],
  [
    `function send(action, params) { parent.postMessage(JSON.stringify({action, params})${REFERRER}) } send('hangup');`,
    "function send(action, params) { ld.send(action, params) } send('hangup');",
  ],
  [
    `const msg = {action: 'hangup'}; parent.postMessage(JSON.stringify(msg)${REFERRER})`,
    "const msg = {action: 'hangup'}; ld.send(msg.action)",
  ],
  [`parent.postMessage(JSON.stringify({“action”: ”hangup”})${REFERRER});`, 'ld.send("hangup");'],
  [`var a = ‘x’; /* “kept” */ var b = "it’s";`, `var a = 'x'; /* “kept” */ var b = "it’s";`],
  [`var r = parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "var r = void ld.send('hangup')"],
  [
    `function f() { return parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}); }`,
    "function f() { return void ld.send('hangup'); }",
  ],
  [`if (!parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})) f()`, "if (!void ld.send('hangup')) f()"],
  [
    `b.addEventListener('click', () => parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}))`,
    "b.addEventListener('click', () => ld.send('hangup'))",
  ],
  [
    `$(b).click(() => parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}))`,
    "$(b).click(() => void ld.send('hangup'))",
  ],
  [`parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}), f()`, "ld.send('hangup'), f()"],
  [
    `window.parent && window.parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER});`,
    "window.parent && ld.send('hangup');",
  ],
  [`parent.window.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "ld.send('hangup')"],
  [`window.top['postMessage'](JSON.stringify({action: 'hangup'})${REFERRER})`, "ld.send('hangup')"],
  [`(parent).postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "ld.send('hangup')"],
  [`let p = parent; p.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, "let p = parent; ld.send('hangup')"],
  [`parent.postMessage(\`{"action":"hangup"}\`${REFERRER})`, "ld.send('hangup')"],
  [
    `parent.postMessage(\`{"action":"call","params":{"phone_number":"\${n.phone}"}}\`${REFERRER})`,
    "ld.send('call', { phone_number: '' + n.phone })",
  ],
  [
    `parent.postMessage('{"action":"call","params":{"phone_number":"' + n + '"}}'${REFERRER})`,
    "ld.send('call', { phone_number: '' + n })",
  ],
  [
    `function send(msg) { parent.postMessage(JSON.stringify(msg)${REFERRER}) } send({action: 'hangup'});`,
    "function send(msg) { ld.send(msg.action, msg.params) } send({action: 'hangup'});",
  ],
  [
    `parent.postMessage(JSON.stringify({action: 'call', params: { /* a */ phone_number: n // b\n }})${REFERRER}) /* c */`,
    "ld.send('call', { /* a */ phone_number: n // b\n }) /* c */",
  ],
  ["location.href = 'c.html';", "location.href = ld.url('c.html');"],
  ['location = "/order/new?x=1#y"', 'location = ld.url("/order/new?x=1#y")'],
  ["window.location.assign('c.html')", "window.location.assign(ld.url('c.html'))"],
  ["location.replace( 'c.html' )", "location.replace( ld.url('c.html') )"],
  [
    "setTimeout(function () { location.href = 'c.html' }, 1000)",
    "setTimeout(function () { location.href = ld.url('c.html') }, 1000)",
  ],
  ["if (done) location.href = 'c.html';", "if (done) location.href = ld.url('c.html');"],
];
for (const [before, after] of SCRIPTS) {
  test(`${before} becomes ${after}`, () => {
    const files = inScript(before);
    const { after: found, count } = mended(files);
    assert.equal(found, inScript(after));
    assert.ok(count > 0);
    assert.equal(mended(found).count, 0, 'a second time there is nothing to do');
  });
}

/** What a script tells its host, by any way: calls of what it does not define run the functions they are given. */
function commandsOf(script: string): unknown[] {
  const commands: unknown[] = [];
  const message = (text: unknown): unknown => (typeof text === 'string' ? jsonIn(text) : text);
  const host: Record<string, unknown> = { postMessage: (text: unknown) => void commands.push(message(text)) };
  const anything: unknown = new Proxy(() => {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 'x' : anything),
    set: () => true,
    apply(_, __, given: unknown[]) {
      for (const one of given) if (typeof one === 'function') one();
      return anything;
    },
  });
  const ld = {
    send: (action: unknown, params?: unknown) =>
      Boolean(commands.push({ action, ...(params !== undefined && { params }) })),
    url: (to: string) => to,
  };
  Object.assign(host, { parent: host, top: host, window: host, self: host });
  const known: Record<PropertyKey, unknown> = {
    ...host,
    ld,
    JSON,
    document: { referrer: 'x' },
    location: anything,
    n: { phone: '+358' },
  };
  const scope = new Proxy(known, {
    has: () => true,
    get: (_, name) => (name === Symbol.unscopables ? undefined : name in known ? known[name] : anything),
  });
  new Function('scope', `with (scope) { ${script} }`)(scope);
  return commands;
}

/** JSON, or what was meant for it. */
function jsonIn(text: string): unknown {
  const attempts = [text, text.replaceAll("'", '"'), text.replace(/,}/g, '}')];
  for (const attempt of attempts) {
    try {
      const value: unknown = JSON.parse(attempt);
      return typeof value === 'string' ? jsonIn(value) : value;
    } catch {}
  }
  throw new Error(`no message: ${text}`);
}

test('a mended script says to the host what it said before', () => {
  let told = 0;
  for (const [before, after] of SCRIPTS) {
    // What did not parse, or is more than a statement, said nothing.
    if (/[“‘]|function send\(action|location/.test(before)) continue;
    const said = commandsOf(before);
    assert.equal(commandsOf(after), said, before);
    told += said.length;
  }
  assert.ok(told > 25, String(told));
});

const LEFT: [script: string, why: RegExp][] = [
  [`parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}).x`, /what the call returns is used/],
  [`parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}, [port])`, /hands something over/],
  [`parent.postMessage(JSON.stringify({action: (a, 'hangup')})${REFERRER})`, /does something else as well/],
  [`parent.postMessage(JSON.stringify({params: a(), action: b()})${REFERRER})`, /come before its params/],
  [`parent.postMessage(JSON.stringify({action() {}})${REFERRER})`, /more than action and params/],
  [`parent.postMessage(\`{"action":"close","params":{"target":"x\${y}"}}\`${REFERRER})`, /without being put together/],
  [`parent.postMessage('{"action":"call","params":' + p + '}'${REFERRER})`, /no command/],
  [`parent.postMessage('{"action":"' + (a || b) + '"}'${REFERRER})`, /made elsewhere/],
  [`parent.postMessage(JSON.stringify(...x)${REFERRER})`, /made elsewhere/],
  [`parent.postMessage(JSON.stringify({action: 'hangup', time: 1})${REFERRER})`, /more than action and params/],
  [`parent.postMessage(JSON.stringify({...x, action: 'hangup'})${REFERRER})`, /more than action and params/],
  [`parent.postMessage(JSON.stringify({action: 'hangup'}, null, 2)${REFERRER})`, /in its own way/],
  [`parent.postMessage(JSON.stringify({action: 'hangup' /* now */})${REFERRER})`, /comment/],
  [`var ld = 1; parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`, /ld is something else/],
  [`function f(ld) { parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER}) }`, /ld is something else/],
  [`parent.postMessage(text${REFERRER})`, /made elsewhere/],
  [`parent.postMessage.call(parent, JSON.stringify({action: 'hangup'})${REFERRER})`, /not taken apart/],
  ["location.href = 'c.html' + x", /made when the script runs/],
  ["location.href = location.pathname + '?a'", /./],
  ["location.href = '?a=1'", /none of another page/],
  ["location.href = 'b.html'", /that of the page itself/],
  ["if (location.hash) location.href = 'c.html'", /depends on the page’s own address/],
  ["location.pathname !== '/c.html' && location.replace('c.html')", /depends on the page’s own address/],
  ["location.search = 'a=1'", /only a part/],
  ["location.href = 'https://shop.example/'", /cannot open a new tab/],
  ['function f( {', /what is meant is not known/],
  ['top.location = "c.html"', /what the script is to do/],
];
for (const [script, why] of LEFT) {
  test(`${script} stays, with the reason`, () => {
    const files = inScript(script);
    const { after, findings } = mended(files);
    assert.equal(after, files);
    if (String(why) === '/./') return;
    assert.match(findings.map(({ unfixed }) => unfixed).join('; '), why);
  });
}

test('each finding that stays says why', () => {
  const { findings } = mended(
    inScript(LEFT.map(([script]) => `{ ${script.replace('function f( {', '')} }`).join('\n')),
  );
  assert.ok(findings.length > 5);
  for (const finding of findings) assert.ok(finding.unfixed, JSON.stringify(finding));
});

const ELEMENTS: [before: string, after: string, scope: Scope][] = [
  ['<a href="https://x.example/">X</a>', '<a href="https://x.example/" target="_blank">X</a>', 'links'],
  ['<a href=https://x.example/>X</a>', '<a href=https://x.example/ target="_blank">X</a>', 'links'],
  ['<a target=_self href="https://x.example/">X</a>', '<a target="_blank" href="https://x.example/">X</a>', 'links'],
  ['<form action="//x.example/"></form>', '<form action="//x.example/" target="_blank"></form>', 'links'],
  [
    '<button formaction="https://x.example/">X</button>',
    '<button formaction="https://x.example/" formtarget="_blank">X</button>',
    'links',
  ],
  ['<a href="c.html"  target="_top">X</a>', '<a href="c.html">X</a>', 'links'],
  ["<a TARGET='_parent' href='c.html'>X</a>", "<a href='c.html'>X</a>", 'links'],
  ['<a href="https://x.example/" target=_top>X</a>', '<a href="https://x.example/" target="_blank">X</a>', 'links'],
  [
    '<a href="https://x.example/">X</a><a href="c.html" target="_top">X</a>',
    '<a href="https://x.example/">X</a><a href="c.html" target="_top">X</a>',
    'safe',
  ],
  [`<p onclick="location.href='c.html'">X</p>`, `<p onclick="location.href=ld.url('c.html')">X</p>`, 'safe'],
  [`<p onclick='location.href="c.html";'>X</p>`, `<p onclick='location.href=ld.url("c.html");'>X</p>`, 'safe'],
  [
    `<a href="javascript:parent.postMessage(JSON.stringify({action:'hangup'}),document.referrer)">X</a>`,
    `<a href="javascript:ld.send('hangup')">X</a>`,
    'safe',
  ],
  [
    `<p onclick="location.href=&quot;c.html&quot;">X</p>`,
    `<p onclick="location.href=ld.url(&quot;c.html&quot;)">X</p>`,
    'safe',
  ],
  [
    `<p onclick="return parent.postMessage(JSON.stringify({&quot;action&quot;:&#34;hangup&#x22;}),document.referrer)">&eacute;</p>`,
    `<p onclick="return void ld.send(&#34;hangup&#x22;)">&eacute;</p>`,
    'safe',
  ],
  [
    `<p onclick="a &amp;&amp; parent.postMessage('{&quot;action&quot;:&quot;hangup&quot;}', '*')">X</p>`,
    `<p onclick="a &amp;&amp; ld.send('hangup')">X</p>`,
    'safe',
  ],
  [
    `<p onclick='parent.postMessage(\`{"action":"close","params":{"target":"call_dialog"}}\`, "*")'>X</p>`,
    `<p onclick='ld.send(&#39;close&#39;, { target: &#39;call_dialog&#39; })'>X</p>`,
    'safe',
  ],
  [
    `<p onclick=parent.postMessage('{"action":"close","params":{"target":"call_dialog"}}','*')>X</p>`,
    `<p onclick=ld.send(&#39;close&#39;,&#32;{&#32;target:&#32;&#39;call_dialog&#39;&#32;})>X</p>`,
    'safe',
  ],
];
for (const [before, after, scope] of ELEMENTS) {
  test(`with ${scope} ${before} becomes ${after}`, () =>
    assert.equal(mended(inPage(before), scope).after, inPage(after)));
}

test('no-referrer becomes same-origin, and nothing else of the element changes', () => {
  const files = (policy: string): Files => ({
    'index.html': `<!doctype html><head><META content = ' ${policy}' NAME=Referrer ><script src="ld.js"></script></head>`,
    'ld.js': RUNTIME,
  });
  assert.equal(mended(files('no-referrer')).after, files('same-origin'));
});

test('a page without the runtime gets it as other pages have it, with their settings', () => {
  const element = '<script src="../ld.js" data-ld-keep="phone id"></script>';
  const files: Files = {
    'a/index.html': `<!doctype html><head>${element}</head><a href="../b/c/d.html">D</a>`,
    'b/c/d.html':
      '<!doctype html>\r\n<html>\r\n  <head>\r\n    <meta charset="utf-8">\r\n    <title>D</title>\r\n  </head>\r\n</html>',
    'ld.js': RUNTIME,
  };
  const { after, findings } = mended(files);
  assert.equal(findings, []);
  assert.is(
    after['b/c/d.html'],
    files['b/c/d.html']!.replace('utf-8">', `utf-8">\r\n    ${element.replace('../', '../../')}`),
  );
});

test('where no page has it, it stands inline in each, in the language of the page', () => {
  const files: Files = {
    'index.html': '<!doctype html><head><title>A</title></head>',
    'b.php': '<?php $a = 1; ?><!doctype html><html><head><title><?= $a ?></title></head></html>',
  };
  const { after, findings } = mended(files);
  assert.equal(findings, []);
  for (const text of Object.values(after)) assert.match(text, /<head><script>.*ld_referrer.*<\/script>/);
  assert.match(after['b.php']!, '<?php /* Content-Security-Policy');
  assert.equal(mended(after).count, 0);
});

test('a page whose policy blocks inline scripts is left, and told', () => {
  const { findings, count } = mended({
    'index.html': `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="script-src 'self'"></head>`,
  });
  assert.is(count, 0);
  assert.match(findings[0]!.unfixed!, /blocks inline scripts/);
});

test('with the runtime in its page a script is mended in the same run', () => {
  const files: Files = {
    'index.html': '<!doctype html><head><title>A</title></head><a href="b.html">B</a>',
    'b.html': `<!doctype html><head><title>A</title></head><script src="app.js"></script>`,
    'app.js': `parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`,
  };
  const { after, findings } = mended(files);
  assert.is(after['app.js'], "ld.send('hangup')");
  assert.equal(findings, []);
});

test('pages that share a layout get the runtime there, once, and their scripts use it', () => {
  const call = `parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`;
  const pages = (script: string): Files => ({
    'inc/head.php': '<!doctype html>\n<html>\n<head>\n  <title><?= $t ?></title>\n</head>\n<body>\n',
    'index.php': '<?php require "inc/head.php" ?><a href="order.php">O</a></body></html>',
    'order.php': `<?php require "inc/head.php" ?><script>${script}</script></body></html>`,
  });
  const { after, findings } = mended(pages(call));
  assert.equal(findings, []);
  const { 'inc/head.php': head, ...rest } = after;
  const { 'inc/head.php': before, ...wanted } = pages("ld.send('hangup')");
  assert.equal(rest, wanted);
  assert.match(head!, /<head>\n {2}<script>.*ld_referrer.*<\/script>\n {2}<\?php \/\* Content.*\n {2}<title>/);
  assert.ok(before);
});

test('what a template writes is never touched, and what stands around it is', () => {
  const page = (script: string): Files => ({
    'index.php': `${HEAD}<a href="b.php">B</a>`,
    'b.php': `${HEAD}<script>${script}</script><a href="<?= $url ?>" target="_top">A</a>`,
    'ld.js': RUNTIME,
  });
  const params = `{phone_number: '<?= $phone ?>'}`;
  assert.is(
    mended(page(`parent.postMessage(JSON.stringify({action: 'call', params: ${params}})${REFERRER})`)).after['b.php'],
    page(`ld.send('call', ${params})`)['b.php'],
  );
  const written = page(`location.href = '<?= $next ?>.html'; <?php if ($a): ?>location.href = 'c.html'<?php endif ?>`);
  const { after } = mended(written);
  const tags = (text: string) => text.match(/<\?.*?\?>/g);
  assert.equal(tags(after['b.php']!), tags(written['b.php']!));
});

test('curly quotation marks of a page in windows-1252 become straight, and its other bytes stay', () => {
  const quoted = (open: string, close: string) =>
    Buffer.from(
      `${HEAD}<p>\x93\xe4\x80\x81\x94</p><script>ld.send(${open}hangup${close})</script></body></html>`,
      'latin1',
    );
  const { text, encode } = decode(quoted('\x93', '\x94'));
  const { after } = mended({ ...inPage(''), 'b.html': text });
  assert.equal(encode(after['b.html']!), quoted('"', '"'));
});

test('a script that a page names by its hash is left', () => {
  const call = `parent.postMessage(JSON.stringify({action: 'hangup'})${REFERRER})`;
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'sha256-${'a'.repeat(43)}='">`;
  const files = {
    ...inPage(`<script src="app.js" integrity="sha384-x"></script>${policy}<script>${call}</script>`),
    'app.js': call,
  };
  const { after, findings } = mended(files);
  assert.equal(after, files);
  const reasons = findings.filter(({ id }) => id === 'referrer-target').map(({ unfixed }) => unfixed);
  assert.is(reasons.length, 2);
  assert.match(reasons.join(), /names the hash of it \(integrity\).*allows it by its hash/);
});

test('a page that is XML is left, with the reason, and the others are mended', () => {
  const { findings, changes } = mended({
    'index.html': '<!doctype html><head><title>A</title></head>',
    'b.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>B</title></head></html>',
  });
  assert.equal([...changes.keys()], ['index.html']);
  assert.match(findings.find(({ place }) => place.file === 'b.xhtml')!.unfixed!, /load it from a file/);
});

test('what --dry-run prints, applied, is what --fix writes, whatever the encoding and the line ends', async () => {
  const text = `${HEAD}<p>\xe4\xf6\f</p>\r\n<a href="index.html" target="_top">A</a>\n<p>B</p>\r\n</body>`;
  const files: Record<string, Buffer> = {
    'index.html': Buffer.from(`${HEAD}<a href="latin 1.html">B</a></body></html>\n`),
    'latin 1.html': Buffer.from(text, 'latin1'),
    'sub/ä.html': Buffer.from(`\ufeff${text}`),
    'utf16.html': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'cr.html': Buffer.from(text.replaceAll('\r\n', '\r').replaceAll('\n', '\r')),
    'ends.html': Buffer.from(`${text}\n\n`),
    'ld.js': Buffer.from(RUNTIME),
  };
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-')));
  try {
    for (const folder of ['a', 'b'])
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(root, folder, name)), { recursive: true });
        writeFileSync(path.join(root, folder, name), content);
      }
    const { changes } = mend((texts) => readFolder(path.join(root, 'a'), () => false, texts), checks, 'links');
    assert.is(changes.size, 5);
    const diff = diffBytes(path.join(root, 'a'), changes);
    await writeMended(path.join(root, 'a'), changes);
    execFileSync('git', ['apply', '--whitespace=nowarn'], {
      cwd: path.join(root, 'b'),
      input: Buffer.concat([diff, Buffer.from('\nWould mend\n')]),
    });
    for (const name of Object.keys(files))
      assert.equal(readFileSync(path.join(root, 'b', name)), readFileSync(path.join(root, 'a', name)), name);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a diff is one that git can apply', () => {
  const { changes } = mended(inScript("location.href = 'c.html'"));
  assert.match(
    diffOf(changes),
    /^--- a\/b\.html\n\+\+\+ b\/b\.html\n@@ -1,1 \+1,1 @@\n-.*location\.href = 'c\.html'.*\n.*\n\+.*ld\.url\('c\.html'\)/,
  );
});

/** Text around what is mended, of which every byte stays. */
const filler = fc
  .array(
    fc.constantFrom(
      '<p>',
      '</p>',
      ' ',
      '\t',
      '\n',
      '\r\n',
      'ä€𝄞',
      '&amp;',
      '<!-- “x” -->',
      '<b class=x>',
      "'",
      '"',
      '<br/>',
      '{ ',
      ' }',
      '<i title="_top">',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const repairs = fc.constantFrom<[string, string]>(
  ...SCRIPTS.filter(([before]) => !/var a = ‘/.test(before)).map(([before, after]): [string, string] => [
    `<script>{${before}}</script>`,
    `<script>{${after}}</script>`,
  ]),
  ...ELEMENTS.filter(([, , scope]) => scope === 'links').map(([before, after]): [string, string] => [before, after]),
);

test('whatever stands around it, only what is mended changes, and once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(filler, repairs), { minLength: 1, maxLength: 4 }), filler, (parts, end) => {
      const made = (which: 0 | 1) => inPage(parts.map(([around, repair]) => around + repair[which]).join('') + end);
      const { after } = mended(made(0), 'links');
      assert.equal(after, made(1));
      assert.is(mended(after, 'links').count, 0);
    }),
    { numRuns: 25 },
  );
});

test.run();
