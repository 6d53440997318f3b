import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { policyComment, scriptElement } from '../../cli/commands/inline/element.js';
import { type Request, stateOf, withRuntime } from '../../cli/commands/inline/insert.js';
import { type LanguageName, language, languageOf, putOut } from '../../cli/commands/inline/languages.js';
import { decode } from '../../cli/shared/encoding.js';
import { placeInHead } from '../../cli/shared/runtime-elements.js';
import { hashSource, inlineForm } from '../../cli/shared/runtime-script.js';

const runtime = 'window.ld="ld_referrer"';
const older = 'window.ld = {/* ld_referrer */}';

const request = (file: string, settings: Request['settings'] = {}): Request => ({
  runtime,
  settings,
  language: languageOf(file),
  file,
});

test('a language is known by the end of the name, the longer one first', () => {
  const files = {
    'a.html': 'html',
    'a.PHP': 'php',
    'a.blade.php': 'blade',
    'a.ejs': 'ejs',
    'a.jsp': 'jsp',
    'a.cshtml': 'razor',
    'a.html.twig': 'twig',
    a: 'html',
  };
  for (const [file, name] of Object.entries(files)) assert.is(languageOf(file), name, file);
});

const literals: [LanguageName, text: string, written: string][] = [
  ['html', '<? <% {{ @', '<? <% {{ @'],
  ['php', 'a<?b', "a<<?= '?' ?>b"],
  ['ejs', 'a<%b%>', 'a<%%b%%>'],
  ['jsp', '<% ${a} #{b} $(c)', '<\\% \\${a} \\#{b} $(c)'],
  ['razor', 'a@b', 'a@@b'],
  ['blade', '{{a}}', '@verbatim{{a}}@endverbatim'],
  ['twig', '{%a', '{% verbatim %}{%a{% endverbatim %}'],
];
for (const [name, text, written] of literals) {
  test(`${name} takes ${text} as text when it is written ${written}`, () =>
    assert.is(language(name).literal(text), written));
}

const nonces: [LanguageName, expression: string, written: string][] = [
  ['html', 'a"b', 'a&quot;b'],
  ['php', '$nonce', '<?= htmlspecialchars($nonce, ENT_QUOTES) ?>'],
  ['php', '<?= e(nonce()) ?>', '<?= e(nonce()) ?>'],
  ['ejs', 'nonce', '<%= nonce %>'],
  ['jsp', 'nonce', '${nonce}'],
  ['jsp', '${nonce}', '${nonce}'],
  ['razor', 'Model.Nonce', '@(Model.Nonce)'],
  ['blade', '$nonce', '{{ $nonce }}'],
  ['twig', "csp_nonce('script')", "{{ (csp_nonce('script'))|e }}"],
];
for (const [name, expression, written] of nonces) {
  test(`${name} puts out ${expression} by ${written}`, () => assert.is(putOut(name, expression), written));
}

test('a nonce that would end its tag too soon is refused', () => {
  assert.throws(() => putOut('php', '$a ?> $b'), /contains \?>/);
});

/** What the languages' own documentation says of the tags that are used here. Browsers get the others in tests of their own. */
const renderers: Partial<Record<LanguageName, (template: string) => string>> = {
  jsp: (template) =>
    template
      .replace(/<%--[^]*?--%>/g, '')
      .replace('${nonce}', 'NONCE')
      .replace(/\\([$#]\{)/g, '$1')
      .replaceAll('<\\%', '<%'),
  razor: (template) =>
    template
      .replace(/@\*[^]*?\*@/g, '')
      .replace('@(nonce)', 'NONCE')
      .replaceAll('@@', '@'),
  blade: (template) =>
    template
      .replace(/\{\{--[^]*?--\}\}/g, '')
      .replace('{{ nonce }}', 'NONCE')
      .replace(/@verbatim(\s*)([^]*?)@endverbatim/g, '$1$2'),
  twig: (template) =>
    template
      .replace(/\{#[^]*?#\}/g, '')
      .replace('{{ (nonce)|e }}', 'NONCE')
      .replace(/\{% (end)?verbatim %\}/g, ''),
};
for (const [name, render] of Object.entries(renderers) as [LanguageName, (template: string) => string][]) {
  test(`${name} renders the very script, and no comment`, () => {
    const script = 'a<%b%>${c}#{d}@e{{f}}{%g%}';
    const element =
      scriptElement(script, { nonce: 'nonce', keep: 'a@b {{c}} ${d}' }, name) + policyComment(script, name);
    assert.is(render(element), `<script nonce="NONCE" data-ld-keep="a@b {{c}} \${d}">${script}</script>`);
  });
}

test('settings become attributes, in characters that every encoding has', () => {
  const element = scriptElement(runtime, { keep: 'a "b" ä€', allow: 'https://*.x.example' }, 'html');
  assert.is(
    element,
    `<script data-ld-allow="https://*.x.example" data-ld-keep="a &#34;b&#34; &#228;&#8364;">${runtime}</script>`,
  );
});

test('a script that would end or change its element is refused', () => {
  for (const trap of ['"</script>"', '"<!--"', '"<SCRIPT"', '"ä"', 'a\nb'])
    assert.throws(() => inlineForm(trap), undefined, trap);
  assert.is(inlineForm(`${runtime}\n`), runtime);
});

const places: [what: string, before: string, after: string, file?: string][] = [
  ['first in the head', '<!doctype html><html><head>', '<title>A</title><script src="a.js"></script></head>'],
  ['behind the encoding', '<head><title>A</title><meta charset="utf-8">', '<script></script></head>'],
  ['before a script that comes before the encoding', '<head>', '<script></script><meta charset="utf-8"></head>'],
  ['behind an encoding as http-equiv', '<head><meta http-equiv=Content-Type content=x>', '<link></head>'],
  ['behind the html tag where the head has none', '<!DOCTYPE html>\n<html lang="en">', '\n<title>A</title><body>'],
  ['behind the doctype where there are no tags', '<!doctype html>', '<p>A'],
  ['not into a comment', '<!-- <head> --><html><head>', '</head>'],
  ['not into the text of a script', '', '<script>"<head>"</script><p>'],
  ['not into PHP', '<?php $a = "<head>" ?><head>', '</head>', 'a.php'],
  ['behind a head tag with code in it', '<head <?= "a>b" ?>>', '<title>', 'a.php'],
  ['not into an EJS tag', '<% "<head>" %><head>', '</head>', 'a.ejs'],
];
for (const [what, before, after, file = 'a.html'] of places) {
  test(`the runtime belongs ${what}`, () => assert.is(placeInHead(before + after, file), before.length));
}

test('a file without a head has no place', () => {
  assert.is(placeInHead('<p>A</p>', 'a.html'), undefined);
  assert.throws(() => withRuntime('<?php echo 1;', request('a.php')), /has no head/);
});

test('it is inserted on lines of its own, indented and ended like the others', () => {
  const written = withRuntime('<html>\r\n  <head>\r\n\t<title>A</title>\r\n', request('a.html'));
  assert.is(
    written,
    `<html>\r\n  <head>\r\n\t${scriptElement(runtime, {}, 'html')}\r\n\t${policyComment(runtime, 'html')}\r\n\t<title>A</title>\r\n`,
  );
});

test('in a page of one line it stays one line', () => {
  assert.is(
    withRuntime('<head><title>A</title>', request('a.html')),
    `<head>${scriptElement(runtime, {}, 'html')}${policyComment(runtime, 'html')}<title>A</title>`,
  );
});

for (const file of ['a.html', 'a.php', 'a.ejs', 'a.jsp', 'a.cshtml', 'a.blade.php', 'a.twig']) {
  test(`writing ${file} again changes nothing, and an older runtime there is replaced`, () => {
    const page = '<!doctype html>\n<head>\n  <title>A</title>\n</head>\n';
    const asked = request(file, { keep: 'phone', nonce: 'nonce' });
    const written = withRuntime(page, asked);
    assert.is(stateOf(written, asked), 'current');
    assert.is(withRuntime(written, asked), written);
    assert.is(withRuntime(written, request(file)), written, 'settings that are not asked for stay');
    const outdated = written.replace(runtime, older).replace(/sha256-\S+'/, "sha256-old'");
    assert.is(stateOf(outdated, asked), 'outdated');
    assert.is(withRuntime(outdated, request(file)), written);
  });
}

test('only what is asked for changes in an element that is there', () => {
  const page = `<head><script id=x  data-ld-keep='a' nonce="<?= n() ?>">${older}</script><p>`;
  assert.is(
    withRuntime(page, request('a.php', { keep: 'b', param: 'p' })),
    `<head><script data-ld-param="p" id=x  data-ld-keep="b" nonce="<?= n() ?>">${runtime}</script><p>`,
  );
});

test('settings asked for that are not there are told', () => {
  assert.is(stateOf(`<head><script>${runtime}</script>`, request('a.html', { keep: 'b' })), 'other settings');
});

test('an element that loads the runtime becomes the inline one, with its settings', () => {
  const page = '<head>\n  <script src="js/ld.js?v=1" data-ld-keep="a"></script>\n</head>';
  assert.is(stateOf(page, request('a.html')), 'linked');
  assert.is(
    withRuntime(page, request('a.html')),
    `<head>\n  <script data-ld-keep="a">${runtime}</script>\n  ${policyComment(runtime, 'html')}\n</head>`,
  );
});

test('code that puts the runtime in is left alone', () => {
  const page = '<head><script data-ld-keep="a"><?= runtime() ?></script>';
  assert.is(stateOf(page, request('a.php')), 'code');
  assert.throws(() => withRuntime(page, request('a.php')), /code of its own/);
});

test('a runtime that is there twice is refused', () => {
  assert.throws(
    () => withRuntime(`<head><script>${older}</script><script>${older}</script>`, request('a.html')),
    /2 times/,
  );
});

test('what looks like it in a comment or in another script is not it', () => {
  for (const page of [
    `<head><!-- <script>${older}</script> --></head>`,
    '<head><script>window.ld.send("hangup")</script></head>',
  ]) {
    assert.is(stateOf(page, request('a.html')), 'missing');
  }
});

test('the hash is that of the script as the page has it', () => {
  // From the browsers' side: CSP level 3, "Does element match source list for type and source?"
  assert.is(hashSource('alert(1)'), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
});

const encodings: Record<string, Buffer> = {
  'UTF-8': Buffer.from('<p>ä€'),
  'UTF-8 with a byte order mark': Buffer.from('\ufeff<p>ä'),
  'Latin-1': Buffer.from('<p>ä', 'latin1'),
  'UTF-16, little endian': Buffer.from('\ufeff<p>ä', 'utf16le'),
  'UTF-16, big endian': Buffer.from('\ufeff<p>ä', 'utf16le').swap16(),
  'UTF-16 without a byte order mark': Buffer.from('<p>ä', 'utf16le'),
  'bytes that no encoding explains': Buffer.from([0x3c, 0x70, 0x3e, 0x80, 0x81, 0xff, 0xfe]),
};
for (const [name, bytes] of Object.entries(encodings)) {
  test(`${name} is read as text and written byte for byte`, () => {
    const { text, encode } = decode(bytes);
    assert.match(text, '<p>');
    assert.ok(encode(text).equals(bytes));
    assert.ok(decode(encode(text.replace('<p>', '<p>x'))).text.includes('<p>x'));
  });
}

test('a character that the page cannot hold is refused', () => {
  assert.throws(() => decode(Buffer.from('ä', 'latin1')).encode('€'), /encoding has no/);
});

test.run();
