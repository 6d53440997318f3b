/** Every check is explained, from one source. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explain, forTerminal } from '../../cli/commands/check/explain.js';
import type { Code } from '../../cli/commands/check/explanations/explanation.js';
import { EXPLANATIONS, indexOfPages, pageAbout } from '../../cli/commands/check/explanations/index.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { check } from './check/card.js';

const folder = path.resolve(import.meta.dirname, '../../docs/checks');
const rewrite = 'Write them again: npx tsx scripts/build-checks.ts';

for (const one of CHECKS) {
  test(`${one.id} has an explanation and its page`, () => {
    assert.ok(EXPLANATIONS[one.id], 'explain it in cli/commands/check/explanations');
    assert.is(readFileSync(path.join(folder, `${one.id}.md`), 'utf8'), pageAbout(one), rewrite);
  });
}

test('there is no page of a check that is gone, and the index lists all', () => {
  const pages = CHECKS.map(({ id }) => `${id}.md`);
  assert.equal(readdirSync(folder).sort(), [...pages, 'README.md'].sort(), rewrite);
  assert.is(readFileSync(path.join(folder, 'README.md'), 'utf8'), indexOfPages(), rewrite);
});

test('pages have lines that are read well, and headings once', () => {
  for (const name of readdirSync(folder)) {
    const lines = readFileSync(path.join(folder, name), 'utf8').split('\n');
    assert.equal(
      lines.filter((line) => line.length > 120),
      [],
      name,
    );
    const headings = lines.filter((line) => /^#+ /.test(line));
    assert.is(new Set(headings).size, headings.length, name);
  }
});

/** What each code is a part of: the second page of a card. */
function idsIn({ language, code }: Code): string[] {
  const runtime = '<script src="/ld.js"></script>';
  const whole = (head: string, body: string) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  const page =
    language === 'js'
      ? whole(runtime, `<script>${code}</script>`)
      : /<head>/.test(code)
        ? `<html>${code}`
        : whole(/ld\.js/.test(code) ? '' : runtime, code);
  const files = {
    'index.html': whole(runtime, '<a href="b.html">B</a><iframe src="buttons.html"></iframe>'),
    'b.html': page,
    'ld.js': 'window.ld=function(){return "ld_referrer"}()',
    'app.js': 'ld.send("hangup")',
  };
  return check(files)
    .filter(({ place }) => place.file === 'b.html')
    .map(({ id }) => id);
}

/** Their code is of a server, of another page, or stands for a page that is not shown. */
const NOT_SHOWN = new Set(['runtime-versions', 'runtime-old', 'nested-frame', 'referrer-leak', 'csp-blocks-script']);

for (const { id } of CHECKS) {
  const { before, after } = EXPLANATIONS[id] ?? {};
  if (!before || !/^(html|js)$/.test(before.language) || NOT_SHOWN.has(id)) continue;
  test(`${id}: check finds what is before, and nothing after`, () => {
    assert.ok(idsIn(before).includes(id), `before: ${idsIn(before)}`);
    assert.not.ok(after && idsIn(after).includes(id), 'after');
  });
}

test('at a terminal headings stand out, and code is indented', () => {
  assert.is(forTerminal('# a\n\nb `c`\n\n```js\nd\n\ne\n```\n'), 'a\n\nb c\n\n    d\n\n    e\n');
});

async function said(...argv: string[]): Promise<string> {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = ((part: string) => Boolean((text += part))) as never;
  try {
    await explain(argv);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

test('explain prints the page, lists the checks, and refuses what is none', async () => {
  assert.match(await said('cookie'), /^cookie\n\nA cookie that[^]*\nexpress-session\n[^]*sameSite: 'none'/);
  assert.match(await said(), 'leaves-frame');
  assert.match(await said('--help'), /Usage/);
  for (const [argv, message] of [
    [['cooky'], /no check "cooky"\. Choose/],
    [['cookie', 'redirect'], /one check, not 2/],
    [['--all'], /Unknown option --all/],
  ] as const)
    await explain([...argv]).then(
      () => assert.unreachable(),
      (error: Error) => assert.match(error.message, message),
    );
});

test.run();
