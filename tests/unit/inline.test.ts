import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readInlineOptions } from '../../cli/commands/inline/options.js';
import { decode } from '../../cli/shared/encoding.js';
import { policyComment, scriptElement, scriptText } from '../../cli/shared/inline/element.js';
import { stateOf, withRuntime } from '../../cli/shared/inline/insert.js';
import { type LanguageName, languageOf, nonceAttribute } from '../../cli/shared/inline/languages.js';
import { languageOfPage } from '../../cli/shared/inline/markup.js';
import type { Request } from '../../cli/shared/inline/request.js';
import { placeInHead } from '../../cli/shared/runtime-elements.js';
import { hashSource, inlineForm } from '../../cli/shared/runtime-script.js';

const runtime = 'window.ld="ld_referrer"';
const older = 'window.ld = {/* ld_referrer */}';

const request = (file: string, settings: Request['settings'] = {}): Request => ({
  runtime,
  settings,
  language: languageOf(file) ?? 'html',
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
    'a.html.erb': 'erb',
    'a.j2': 'jinja',
    'a.hbs': 'handlebars',
    'a.pug': 'pug',
  };
  for (const [file, name] of Object.entries(files)) assert.is(languageOf(file), name, file);
});

const scripts: [LanguageName, text: string, written: string][] = [
  ['html', '<? <% {{ @', '<? <% {{ @'],
  ['php', 'a<?b', "a<<?= '?' ?>b"],
  ['ejs', 'a<%b%>', 'a<%%b%%>'],
  ['erb', 'a<%b%>', 'a<%%b%>'],
  ['jsp', '<% ${a} #{b} $(c)', '<\\% \\${a} \\#{b} $(c)'],
  ['razor', 'a@b', 'a@@b'],
  ['blade', '{{a}}', '@verbatim{{a}}@endverbatim'],
  ['twig', '{%a', '{% verbatim %}{%a{% endverbatim %}'],
  ['jinja', '{%a', '{% raw %}{%a{% endraw %}'],
  ['django', '{{a}}', '{% verbatim %}{{a}}{% endverbatim %}'],
  ['django', '{a}}', '{a}}'],
  ['handlebars', '{{a}}', '\\{{a}}'],
  ['pug', '#{a} !{b} #[c]', '\\#{a} \\!{b} \\#[c]'],
];
for (const [name, text, written] of scripts) {
  test(`${name} prints ${text} where it is written ${written}`, () => assert.is(scriptText(text, name), written));
}

const nonces: [LanguageName, expression: string, written: string][] = [
  ['html', 'a"b', 'a&quot;b'],
  ['erb', 'content_security_policy_nonce', '<%= content_security_policy_nonce %>'],
  ['django', 'request.csp_nonce', '{{ request.csp_nonce }}'],
  ['jinja', 'csp_nonce()', '{{ (csp_nonce())|e }}'],
  ['handlebars', 'nonce', '{{nonce}}'],
  ['asp', 'nonce', '<%= nonce %>'],
  ['pug', 'nonce', 'nonce'],
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
  test(`${name} puts out ${expression} by ${written}`, () =>
    assert.equal(nonceAttribute(name, expression), ['nonce', written]));
}

test('Thymeleaf has the nonce in an attribute that makes attributes', () => {
  assert.equal(nonceAttribute('thymeleaf', 'nonce'), ['th:attr', 'nonce=${nonce}']);
});

test('a nonce that would end its tag too soon is refused', () => {
  assert.throws(() => nonceAttribute('php', '$a ?> $b'), /contains \?>/);
});

/**
 * What the languages' own documentation says of the tags that are used here. Browsers get the others in other tests.
 */
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
      scriptElement(script, { nonce: 'nonce', keep: 'a@b {{c}} ${d}' }, name) + policyComment([script], name);
    assert.is(
      render(element),
      `<script nonce="NONCE" data-ld-keep="a&#64;b &#123;&#123;c&#125;&#125; &#36;&#123;d&#125;">${script}</script>`,
    );
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

test('it is inserted on new lines, indented and ended like the others', () => {
  const written = withRuntime('<html>\r\n  <head>\r\n\t<title>A</title>\r\n', request('a.html'));
  assert.is(
    written,
    `<html>\r\n  <head>\r\n\t${scriptElement(runtime, {}, 'html')}\r\n\t${policyComment([runtime], 'html')}\r\n\t<title>A</title>\r\n`,
  );
});

test('in a file with several kinds of line breaks its lines end as the line before', () => {
  const written = (first: string, later: string) =>
    withRuntime(`<html>${later}<head>${first}\t<title>A</title>${later}</head>`, request('a.html'));
  for (const [first, later] of [
    ['\n', '\r\n'],
    ['\r\n', '\n'],
    ['\r', '\n'],
  ] as const)
    assert.match(
      written(first, later),
      new RegExp(`<head>${first}\t<script>[^\r\n]*</script>${first}\t<!--[^\r\n]*-->${first}\t<title>`),
    );
});

test('in a page of one line it stays one line', () => {
  assert.is(
    withRuntime('<head><title>A</title>', request('a.html')),
    `<head>${scriptElement(runtime, {}, 'html')}${policyComment([runtime], 'html')}<title>A</title>`,
  );
});

const FILES = 'a.html a.php a.ejs a.jsp a.cshtml a.blade.php a.twig a.erb a.aspx a.j2 a.djhtml a.hbs';
for (const file of FILES.split(' ')) {
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
    `<head>\n  <script data-ld-keep="a">${runtime}</script>\n  ${policyComment([runtime], 'html')}\n</head>`,
  );
});

test('code that puts the runtime in is left alone', () => {
  const page = '<head><script data-ld-keep="a"><?= runtime() ?></script>';
  assert.is(stateOf(page, request('a.php')), 'code');
  assert.throws(() => withRuntime(page, request('a.php')), /by its own code/);
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
  assert.throws(() => decode(Buffer.from('ä', 'latin1')).encode('ł'), /encoding has no/);
});

test('each byte of a page that is not UTF-8 is a character, and that byte again', () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const { text, encode } = decode(bytes);
  assert.is(text.length, 256);
  assert.equal(encode(text), bytes);
  assert.equal(encode('€“”'), Buffer.from('\x80\x93\x94', 'latin1'));
});

const pages: [file: string, text: string, language: LanguageName][] = [
  ['a.html', '<!doctype html><head>', 'html'],
  ['a.htm', '<p>{{ x }}</p>', 'html'],
  ['templates/base.html', '{% load static %}\n<!doctype html>', 'django'],
  ['templates/base.html', '<form>{% csrf_token %}</form>', 'django'],
  ['templates/base.html', "{% extends 'layout.html' %}{% block head %}", 'jinja'],
  ['a.html', '<html xmlns:th="http://www.thymeleaf.org">', 'thymeleaf'],
  ['a.html', '<p th:text="${a}">', 'thymeleaf'],
  ['a.html', '<p>{{#if a}}b{{/if}}', 'handlebars'],
  ['a.html', '{{> head}}<body>', 'handlebars'],
  ['a.html', '<html><?php echo 1 ?>', 'php'],
  ['a.html', '<p><%= a %>', 'ejs'],
  ['head', '<head>', 'html'],
  ['app/views/layouts/application.html.erb', '', 'erb'],
  ['a.blade.php', '', 'blade'],
  ['a.njk', '', 'jinja'],
  ['a.pug', 'html', 'pug'],
];
for (const [file, text, name] of pages) {
  test(`${file} with ${JSON.stringify(text)} is ${name}`, () => assert.is(languageOfPage(file, text), name));
}

test('a language that is asked for wins, and lets files in whose name tells nothing', () => {
  assert.is(languageOfPage('a.html', '{% load a %}', 'html'), 'html');
  assert.is(languageOfPage('a.tpl', '<head>', 'twig'), 'twig');
  assert.is(languageOfPage('a.foo', '{{> head}}', 'handlebars'), 'handlebars');
});

const PROGRAMS =
  'js mjs cjs jsx ts mts cts tsx vue svelte astro py rb go rs java kt scala cs vb swift pl cgi lua ex exs clj dart c h cpp sh ps1 sql';
const OTHERS =
  'xhtml xml xsl svg jspx tagx json yaml toml csv txt css scss less md mdx rst haml slim vm ftl cfm tpl tmpl';
for (const extension of `${PROGRAMS} ${OTHERS}`.split(' ')) {
  test(`.${extension} is no page to write into`, () => {
    const file = `layout.${extension}`;
    for (const text of ['const page = `<head></head>`', '<html><head></head>'])
      assert.throws(() => languageOfPage(file, text), /^layout\.\w+ is /);
  });
}

test('a program is refused whatever language is asked for, and what does not begin as a page as well', () => {
  assert.throws(() => languageOfPage('app.js', '<head>', 'html'), /is a program/);
  assert.throws(() => languageOfPage('app', '#!/usr/bin/env node\nprint("<head>")'), /does not begin as a page/);
  assert.throws(() => languageOfPage('app.foo', 'print("<head>")', 'html'), /does not begin as a page/);
});

const companion = 'ld.card="ld_call"';
const withCompanion = (file: string, isWanted = true, settings: Request['settings'] = {}): Request => ({
  ...request(file, settings),
  companion: { script: companion, isWanted },
});

test('the companion goes behind the runtime, and the comment has both hashes', () => {
  const asked = withCompanion('a.html', true, { nonce: 'n', keep: 'a' });
  const written = withRuntime('<head>\n  <title>A</title>', asked);
  const comment = policyComment([runtime, companion], 'html');
  assert.is(
    written,
    `<head>\n  <script nonce="n" data-ld-keep="a">${runtime}</script>\n  <script nonce="n">${companion}</script>\n  ${comment}\n  <title>A</title>`,
  );
  assert.is(stateOf(written, asked), 'current');
  assert.is(withRuntime(written, asked), written);
});

test('the companion is added where the runtime is, and its hash to the comment', () => {
  const before = withRuntime('<head>\n  <title>A</title>', request('a.html'));
  assert.is(stateOf(before, withCompanion('a.html')), 'no companion');
  const written = withRuntime(before, withCompanion('a.html'));
  assert.is(written, withRuntime('<head>\n  <title>A</title>', withCompanion('a.html')));
});

test('a companion that is added has the nonce of the runtime', () => {
  const before = withRuntime('<head>', request('a.php', { nonce: '$n' }));
  const written = withRuntime(before, withCompanion('a.php'));
  assert.match(written, `<script nonce="<?= htmlspecialchars($n, ENT_QUOTES) ?>">${companion}</script>`);
});

test('a companion that is there is updated without being asked for', () => {
  const current = withRuntime('<head>\n</head>', withCompanion('a.html'));
  const older = current.replace(companion, 'ld.card="ld_call", 1');
  assert.is(stateOf(older, withCompanion('a.html', false)), 'outdated');
  assert.is(withRuntime(older, withCompanion('a.html', false)), current);
});

test('Thymeleaf keeps its hands off the script', () => {
  const asked: Request = { ...request('a.html', { nonce: 'n' }), language: 'thymeleaf' };
  const written = withRuntime('<html xmlns:th="x"><head></head>', asked);
  assert.match(written, `<script th:attr="nonce=\${n}" th:inline="none">${runtime}</script><!-- Content-`);
  assert.is(stateOf(written, asked), 'current');
  const exposed = written.replace(' th:inline="none"', '');
  assert.is(stateOf(exposed, asked), 'other settings');
  assert.match(withRuntime(exposed, asked), ' th:inline="none"');
});

test('in Pug it is a line of the head, and the comment another', () => {
  const asked = withCompanion('a.pug', true, { nonce: 'locals.nonce(1)', keep: 'a "b"' });
  const page = 'doctype html\r\nhtml\r\n\thead\r\n\t\tmeta(charset="utf-8")\r\n\t\ttitle A\r\n';
  const written = withRuntime(page, asked);
  assert.is(
    written,
    page.replace(
      '\r\n\t\ttitle',
      () =>
        `\r\n\t\tscript(nonce=locals.nonce(1) data-ld-keep="a \\"b\\"") ${runtime}\r\n\t\tscript(nonce=locals.nonce(1)) ${companion}\r\n\t\t${policyComment([runtime, companion], 'pug')}\r\n\t\ttitle`,
    ),
  );
  assert.is(stateOf(written, asked), 'current');
  assert.is(withRuntime(written, asked), written);
  const outdated = written.replace(runtime, older);
  assert.is(stateOf(outdated, asked), 'outdated');
  assert.is(withRuntime(outdated, withCompanion('a.pug')), written, 'settings that are not asked for stay');
});

test('a head of Pug that is empty gets a line deeper than it is', () => {
  const written = withRuntime('html\n  head\n  body', request('a.pug'));
  assert.is(written, `html\n  head\n    script ${runtime}\n    ${policyComment([runtime], 'pug')}\n  body`);
  assert.throws(() => withRuntime('p A', request('a.pug')), /no head/);
});

const origins: [allow: string, fault: RegExp | null][] = [
  ['https://desk.example', null],
  ['https://*.desk.example http://localhost:3000', null],
  ['HTTPS://Desk.Example/ http://[::1]:8080 https://*.desk.example:* http://desk.example:443', null],
  ['*', null],
  ['desk.example', /has no scheme/],
  ['*.desk.example', /has no scheme/],
  ['//desk.example', /has no scheme/],
  ['https://desk.example/card', /has a path/],
  ['https://desk.example?a', /has a path/],
  ['https://desk .example', /no valid host|has no scheme/],
  ['https:// desk.example', /no valid host/],
  ['https://a.example, https://b.example', /has a comma/],
  ['https://a.example;https://b.example', /has a comma or semicolon/],
  ['https://desk.example:443', /port that an origin leaves out/],
  ['http://[::1]:80', /port that an origin leaves out/],
  ['https://desk.example:99999', /no valid host/],
  ['https://256.1.1.1', /no valid host/],
  ['https://*.ä.example', /has to be written as https:\/\/\*\.xn--4ca\.example/],
  ['https://me:secret@desk.example', /^(?!.*secret)/],
  ['ftp://desk.example', /no web origin/],
  ['https://user@desk.example', /no valid host/],
  ['https://desk.*', /no valid host/],
  ['https://', /no valid host/],
  [' ', /needs origins/],
];
for (const [allow, fault] of origins) {
  test(`--allow ${JSON.stringify(allow)} is ${fault ? 'refused' : 'fine'}`, () => {
    const read = () => readInlineOptions([`--allow=${allow}`]);
    if (fault) assert.throws(read, fault);
    else assert.not.throws(read);
  });
}

test('the time for blank lines behind the head grows with them, whatever their ends', () => {
  for (const lineBreak of ['\n', '\r\n', '\r', ' \r\n', '\t\n'])
    assert.match(withRuntime(`<head>${lineBreak.repeat(20_000)}`, request('a.html')), runtime);
});

test.run();
