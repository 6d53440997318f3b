/**
 * What the walk of `check` and `inline` take for inputs that could be worse than linear: time(2n) / time(n) for each.
 * Run it with `npx tsx tests/bench/walk.ts`, or with the names of some. Nothing is asked of a server here: that costs
 * what the server costs.
 */
import { inspect } from '../../cli/commands/check/inspect.js';
import { parsePage } from '../../cli/commands/check/page.js';
import { causesOf } from '../../cli/commands/check/report/cause.js';
import { FORMATS } from '../../cli/commands/check/report/index.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { textOf } from '../../cli/commands/check/walk/charset.js';
import { createChoice, markupRefusal } from '../../cli/commands/check/walk/choice.js';
import { Jar } from '../../cli/commands/check/walk/cookies.js';
import { nextAddresses } from '../../cli/commands/check/walk/next.js';
import { withRuntime } from '../../cli/shared/inline/insert.js';
import type { LanguageName } from '../../cli/shared/inline/languages.js';

const asked = process.argv.slice(2);
const address = new URL('https://card.example/');

/** All that the walk does with a page but asking for it. */
function walkPage(text: string): void {
  const page = parsePage({ name: address.href, text });
  const choice = createChoice({ follow: ['/a/**'], skip: ['/b/**'] }, address);
  for (const { address: next, element } of nextAddresses(page, address, { param: 'x', value: 'y' }, new Set()))
    choice.refusal(next, 'x', element && (() => markupRefusal(page, element)));
}

const inline = (file: string, language: LanguageName) => (text: string) =>
  withRuntime(text, { runtime: 'window.ld=1//ld_referrer', settings: {}, language, file });

const finding = (at: number) => ({
  id: 'no-answer',
  severity: 'error' as const,
  place: { file: `https://card.example/${at}` },
  effect: `a${at % 7}`,
  fix: 'b',
});

type Measured = [name: string, count: number, make: (count: number) => () => void];
const text =
  (use: (text: string) => void, make: (count: number) => string) =>
  (count: number): (() => void) => {
    const made = make(count);
    return () => use(made);
  };
const times = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join('');

const MEASURED: Measured[] = [
  ['walk: links', 5000, text(walkPage, (n) => times(n, (at) => `<a href="/p${at}">A</a>`))],
  [
    'walk: links that are actions',
    5000,
    text(walkPage, (n) => times(n, (at) => `<a href="/p${at}" onclick="f(1)"><img src="/a/delete.gif"></a>`)),
  ],
  ['walk: links within links', 5000, text(walkPage, (n) => '<a href="/b">'.repeat(n))],
  ['walk: forms', 3000, text(walkPage, (n) => times(n, (at) => `<form action="/s${at}"><input name="q"></form>`))],
  [
    'walk: fields of a form',
    10_000,
    text(walkPage, (n) => `<form>${times(n, (at) => `<input name="q${at}">`)}</form>`),
  ],
  [
    'walk: fields by id',
    5000,
    text(walkPage, (n) => times(n, (at) => `<form id="f${at}"></form><input name="q" form="f${at}">`)),
  ],
  [
    'walk: forms within elements',
    2000,
    text(walkPage, (n) => `${'<div>'.repeat(n)}${'<form><input name="q"></form>'.repeat(n)}`),
  ],
  [
    'walk: attributes of a link',
    20_000,
    text(walkPage, (n) => `<a href="/b" ${times(n, (at) => `data-a${at}="b-c" `)}>A</a>`),
  ],
  ['walk: classes of a link', 50_000, text(walkPage, (n) => `<a href="/b" class="${'a-b '.repeat(n)}">A</a>`)],
  ['walk: parts of a path', 50_000, text(walkPage, (n) => `<a href="${'/a-b'.repeat(n)}">A</a>`)],
  ['walk: words of a name', 100_000, text(walkPage, (n) => `<a href="/${'aB'.repeat(n)}">A</a>`)],
  ['walk: a long word', 200_000, text(walkPage, (n) => `<a href="/${'a'.repeat(n)}">A</a>`)],
  ['walk: parameters', 20_000, text(walkPage, (n) => `<a href="/?${'a_id=b&'.repeat(n)}">A</a>`)],
  ['walk: percent codes', 50_000, text(walkPage, (n) => `<a href="/?a=${'%C3%A4'.repeat(n)}">A</a>`)],
  ['walk: frames', 5000, text(walkPage, (n) => times(n, (at) => `<iframe src="/f${at}" name="n${at}"></iframe>`))],
  [
    'walk: options',
    20_000,
    text(walkPage, (n) => `<form><input name="q"><select name="s">${'<option>1'.repeat(n)}</select></form>`),
  ],
  [
    'walk: what declares an encoding',
    200_000,
    (n) => {
      const bytes = Buffer.from(`<meta ${'a '.repeat(n)}`);
      return () => void textOf(bytes, null);
    },
  ],
  [
    'walk: cookies',
    1000,
    (n) => () => {
      const jar = new Jar();
      jar.take(
        Array.from({ length: n }, (_, at) => `a${at}=b; Path=/`),
        address,
      );
      for (let at = 0; at < 50; at++) jar.headerFor(address);
    },
  ],
  [
    'report: causes',
    20_000,
    (n) => {
      const findings = Array.from({ length: n }, (_, at) => finding(at));
      return () => void causesOf(findings);
    },
  ],
  [
    'report: at a terminal',
    20_000,
    (n) => {
      const findings = Array.from({ length: n }, (_, at) => finding(at));
      return () => void FORMATS.pretty({ findings, pages: n, scripts: 0, notes: ['a '.repeat(n)], columns: 80 });
    },
  ],
  [
    'report: answers',
    2000,
    (n) => {
      const exchanges = Array.from({ length: n }, (_, at) => ({
        address: new URL(`https://card.example/${at}`),
        asked: 'page' as const,
        isEntry: false,
        from: 'a',
        status: 500,
        headers: new Headers({ 'x-frame-options': 'DENY' }),
        cookies: [],
        isPage: false,
      }));
      const card = {
        pages: [],
        scripts: [],
        exchanges,
        mentionsRuntime: false,
        param: 'x',
        reached: new Set<string>(),
      };
      return () => void inspect(card, CHECKS);
    },
  ],
  ['inline: blank lines behind the head', 50_000, text(inline('a.html', 'html'), (n) => `<head>${'\r\n'.repeat(n)}`)],
  ['inline: spaces behind the head', 100_000, text(inline('a.html', 'html'), (n) => `<head>${' \t'.repeat(n)}`)],
  ['inline: comments in front', 20_000, text(inline('a.html', 'html'), (n) => `${'<!-- a -->'.repeat(n)}<head>`)],
  ['inline: comments that do not end', 20_000, text(inline('a.html', 'html'), (n) => `<head>${'<!-- a '.repeat(n)}`)],
  ['inline: scripts', 10_000, text(inline('a.html', 'html'), (n) => `<head>${'<script>a</script>'.repeat(n)}`)],
  [
    'inline: scripts that do not end',
    10_000,
    text(inline('a.html', 'html'), (n) => `<head>${'<script><!--<script '.repeat(n)}`),
  ],
  ['inline: attributes', 30_000, text(inline('a.html', 'html'), (n) => `<html ${'a="b" '.repeat(n)}><head>`)],
  ['inline: quotation marks', 50_000, text(inline('a.html', 'html'), (n) => `<head><p ${'"'.repeat(n)}`)],
  ['inline: less-than signs', 100_000, text(inline('a.html', 'html'), (n) => `<head>${'<'.repeat(n)}`)],
  ['inline: elements of a head', 20_000, text(inline('a.html', 'html'), (n) => `<head>${'<meta name="a">'.repeat(n)}`)],
  ['inline: PHP', 20_000, text(inline('a.php', 'php'), (n) => `<head>${'<?php a("?>"); ?>'.repeat(n)}`)],
  ['inline: PHP that does not end', 20_000, text(inline('a.php', 'php'), (n) => `<head>${'<?php "'.repeat(n)}`)],
  ['inline: heredocs', 20_000, text(inline('a.php', 'php'), (n) => `<head><?php ${'$a = <<<A\n'.repeat(n)}`)],
  ['inline: EJS', 20_000, text(inline('a.ejs', 'ejs'), (n) => `<head>${'<% a %>'.repeat(n)}`)],
  ['inline: EJS that does not end', 20_000, text(inline('a.ejs', 'ejs'), (n) => `<head>${'<% '.repeat(n)}`)],
  ['inline: Twig that does not end', 20_000, text(inline('a.twig', 'twig'), (n) => `<head>${'{{ {% {# '.repeat(n)}`)],
  [
    'inline: Blade',
    20_000,
    text(inline('a.blade.php', 'blade'), (n) => `<head>${'@if(a(b)) {{ c }} @endif '.repeat(n)}`),
  ],
  ['inline: Blade that does not end', 20_000, text(inline('a.blade.php', 'blade'), (n) => `<head>${'@if('.repeat(n)}`)],
  ['inline: Razor', 20_000, text(inline('a.cshtml', 'razor'), (n) => `<head>${'@(a) @{ b } '.repeat(n)}`)],
  ['inline: Razor that does not end', 20_000, text(inline('a.cshtml', 'razor'), (n) => `<head>${'@{ @( '.repeat(n)}`)],
  [
    'inline: Handlebars that does not end',
    20_000,
    text(inline('a.hbs', 'handlebars'), (n) => `<head>${'{{{ {{! '.repeat(n)}`),
  ],
  ['inline: Pug', 20_000, text(inline('a.pug', 'pug'), (n) => `html\n  head\n${'    meta(a="b")\n'.repeat(n)}`)],
  [
    'inline: Pug that is deep',
    2000,
    text(inline('a.pug', 'pug'), (n) => `html\n  head\n${times(n, (at) => `${' '.repeat(at + 4)}p\n`)}`),
  ],
];

/** The best of three: others work on this machine, too. */
function best(run: () => void): number {
  const measured = [0, 1, 2].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...measured);
}

const row = (...cells: string[]) => cells.map((cell, at) => (at ? cell.padStart(9) : cell.padEnd(40))).join('');
console.log(row('input', 'n', 'ms(n)', 'ms(2n)', 'ratio'));
for (const [name, count, make] of MEASURED) {
  if (asked.length && !asked.some((word) => name.includes(word))) continue;
  const [once, twice] = [best(make(count)), best(make(2 * count))];
  console.log(row(name, String(count), once.toFixed(1), twice.toFixed(1), (twice / once).toFixed(2)));
}
