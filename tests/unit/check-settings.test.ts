/** Which files of a folder are checked, and how findings are told. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../cli/commands/check/finding.js';
import { causesOf } from '../../cli/commands/check/report/cause.js';
import { FORMATS } from '../../cli/commands/check/report/index.js';
import type { Report } from '../../cli/commands/check/report/report.js';
import { createSkip, parseSettings, readSettings } from '../../cli/commands/check/settings.js';

function inFolder(files: Record<string, string>, use: (root: string) => void): void {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'card-')));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const GLOBS: [globs: string[], name: string, isLeftOut: boolean][] = [
  [['old'], 'old', true],
  [['old/'], 'old/a.html', true],
  [['old'], 'a/old/b.html', true],
  [['/old'], 'a/old', false],
  [['old/**'], 'old/a/b.html', true],
  [['*.html'], 'a/b.html', true],
  [['a/*.html'], 'a/b.html', true],
  [['a/*.html'], 'a/b/c.html', false],
  [['a/**/c.html'], 'a/b/b/c.html', true],
  [['*.{htm,html}'], 'b.htm', true],
  [['{a,b}/c.html'], 'b/c.html', true],
  [['{a,b}/c.html'], 'c/c.html', false],
  [['page-?.html'], 'page-1.html', true],
  [['page-[12].html'], 'page-3.html', false],
  [['OLD'], 'old', false],
  [['*.html', '!index.html'], 'index.html', false],
  [[], 'a.html', false],
];
for (const [globs, name, isLeftOut] of GLOBS) {
  test(`--exclude ${globs.join(' ')} ${isLeftOut ? 'leaves out' : 'keeps'} ${name}`, () =>
    inFolder({}, (root) => {
      const skip = createSkip(root, [{ globs, folder: root }]);
      assert.is(skip(name, false) || skip(name, true), isLeftOut);
    }));
}

const IGNORES: [what: string, files: Record<string, string>, folder: string, name: string, isLeftOut: boolean][] = [
  ['a file', { '.gitignore': 'a.html' }, '', 'a.html', true],
  ['a file below', { '.gitignore': 'a.html' }, '', 'b/a.html', true],
  ['an anchored file', { '.gitignore': '/a.html' }, '', 'b/a.html', false],
  ['a folder', { '.gitignore': 'gen/' }, '', 'gen/', true],
  ['a file that is called like a folder', { '.gitignore': 'gen/' }, '', 'gen', false],
  ['a file that comes back', { '.gitignore': '*.html\n!a.html' }, '', 'a.html', false],
  ['by the folder of the file', { 'b/.gitignore': 'a.html' }, '', 'b/a.html', true],
  ['not by another folder', { 'b/.gitignore': 'a.html' }, '', 'a.html', false],
  ['back by a nearer folder', { '.gitignore': '*.html', 'b/.gitignore': '!a.html' }, '', 'b/a.html', false],
  ['by a folder above the card', { '.git/HEAD': '', '.gitignore': 'a.html' }, 'card', 'a.html', true],
  ['by an anchored rule above', { '.git/HEAD': '', '.gitignore': '/card/a.html' }, 'card', 'a.html', true],
  ['not above the repository', { '.gitignore': 'a.html', 'r/.git/HEAD': '' }, 'r/card', 'a.html', false],
  ['by the repository itself', { '.git/info/exclude': 'a.html' }, '', 'a.html', true],
  ['not where the folder itself is ignored', { '.git/HEAD': '', '.gitignore': '/site' }, 'site', 'a.html', false],
  ['comments and blank lines', { '.gitignore': '# a.html\n\n' }, '', 'a.html', false],
  ['with CRLF', { '.gitignore': 'a.html\r\nb.html\r\n' }, '', 'a.html', true],
];
for (const [what, files, folder, name, isLeftOut] of IGNORES) {
  test(`git ignores ${what}: ${name} is ${isLeftOut ? 'left out' : 'checked'}`, () =>
    inFolder(files, (top) => {
      const root = path.join(top, folder);
      mkdirSync(root, { recursive: true });
      assert.is(createSkip(root, [])(name.replace(/\/$/, ''), name.endsWith('/')), isLeftOut);
    }));
}

test('globs of a package.json above the folder are relative to it', () =>
  inFolder({ 'package.json': '{"leaddesk-card":{"check":{"exclude":["web/old","/b"]}}}', 'web/a.html': '' }, (top) => {
    const root = path.join(top, 'web');
    const { settings, folder } = readSettings(root);
    const skip = createSkip(root, [{ globs: settings.exclude!, folder }]);
    assert.equal([skip('old', true), skip('b', true), skip('a.html', false)], [true, false, false]);
  }));

const SETTINGS: [text: string, wanted: object | RegExp][] = [
  ['{}', {}],
  ['\ufeff{"leaddesk-card":{}}', {}],
  ['{"leaddesk-card":{"check":{"exclude":"a","maxWarnings":0}}}', { exclude: ['a'], maxWarnings: 0 }],
  [
    '{"leaddesk-card":{"check":{"only":["cookie"],"follow":[],"skip":["/a"]}}}',
    { only: ['cookie'], follow: [], skip: ['/a'] },
  ],
  ['{"leaddesk-card":{"check":[]}}', /"leaddesk-card"\.check must be an object/],
  ['{"leaddesk-card":{"check":{"exclude":[1]}}}', /\.check\.exclude must be a list of texts/],
  ['{"leaddesk-card":{"check":{"maxWarnings":-1}}}', /number from 0 on/],
  ['{"leaddesk-card":{"check":{"exlude":[]}}}', /has no "exlude". There are exclude/],
  ['{"leaddesk-card":{"check":{"only":[]}}}', /only names no check/],
  ['{"leaddesk-card":{"chek":{}}}', /has no "chek"/],
  ['{"leaddesk-card":["check"]}', /"leaddesk-card" must be an object/],
  ['[]', {}],
  ['{', /p\.json is not JSON/],
];
for (const [text, wanted] of SETTINGS) {
  test(`${text} is ${wanted instanceof RegExp ? 'refused' : 'read'}`, () => {
    if (wanted instanceof RegExp) assert.throws(() => parseSettings(text, 'p.json'), wanted);
    else assert.equal(parseSettings(text, 'p.json'), wanted);
  });
}

const finding = (file: string, line: number, rest: Partial<Finding> = {}): Finding => ({
  id: 'no-runtime',
  severity: 'error',
  place: { file, line, column: 1 },
  effect: 'Effect.',
  fix: 'Fix.',
  ...rest,
});
const report: Report = {
  findings: [
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => finding(`${name}.html`, 1)),
    finding('a.html', 4, { id: 'leaves-frame', severity: 'warning' }),
    finding('a.html', 7, { id: 'leaves-frame', severity: 'warning' }),
  ],
  pages: 6,
  scripts: 0,
  notes: ['A note.'],
  next: 'Next: run it.',
  root: process.cwd(),
};

test('what has one cause is told once, with all places', () => {
  assert.equal(
    causesOf(report.findings).map(({ id, places }) => [id, places.length]),
    [
      ['no-runtime', 6],
      ['leaves-frame', 2],
    ],
  );
  assert.is(
    FORMATS.pretty(report),
    `a.html
  4:1, 7:1 warning leaves-frame
            Effect.
            Fix.

In 6 pages: a.html, b.html, c.html, d.html, e.html and 1 more
          error   no-runtime
            Effect.
            Fix.
            a.html:1:1, b.html:1:1, c.html:1:1, d.html:1:1, e.html:1:1 and 1 more

✖ 6 errors, 2 warnings in 6 pages and 0 scripts

A note.

Why, and what to do: create-leaddesk-card explain no-runtime (or leaves-frame)

Next: run it.
`,
  );
});

test('an effect that differs is another cause', () => {
  assert.is(
    causesOf([finding('a', 1), finding('a', 2, { effect: 'Other.' }), finding('a', 3, { severity: 'info' })]).length,
    3,
  );
});

test('SARIF has a result for each finding, and a rule for each check', () => {
  const { version, runs } = JSON.parse(FORMATS.sarif(report));
  assert.is(version, '2.1.0');
  const [{ tool, results, invocations }] = runs;
  assert.equal(
    tool.driver.rules.map(({ id }: { id: string }) => id),
    ['leaves-frame', 'no-runtime'],
  );
  assert.is(results.length, 8);
  assert.equal(results[6].locations, [
    { physicalLocation: { artifactLocation: { uri: 'a.html' }, region: { startLine: 4, startColumn: 1 } } },
  ]);
  assert.is(tool.driver.rules[results[6].ruleIndex].id, results[6].ruleId);
  assert.is(invocations[0].toolExecutionNotifications[1].message.text, 'Next: run it.');
});

test('SARIF of addresses has them as they are, and no region where there is no line', () => {
  const place = { file: 'https://card.example/a?b=%20' };
  const { root, ...ofAddresses } = report;
  const { runs } = JSON.parse(
    FORMATS.sarif({ ...ofAddresses, findings: [finding('', 1, { place, others: ['https://card.example/c'] })] }),
  );
  assert.ok(root);
  assert.equal(runs[0].results[0].locations, [
    { physicalLocation: { artifactLocation: { uri: place.file } } },
    { physicalLocation: { artifactLocation: { uri: 'https://card.example/c' } } },
  ]);
});

test('each finding names the page that explains it', () => {
  for (const { id, docs } of JSON.parse(FORMATS.json(report)).findings) assert.is(docs, `docs/checks/${id}.md`);
  assert.match(FORMATS.github(report).split('\n')[0]!, 'docs/checks/no-runtime.md');
});

test('at a terminal no line is longer than that, and words stay whole; elsewhere lines are as they are', () => {
  const report = {
    findings: [finding('a.html', 1), finding(`${'b'.repeat(100)}.html`, 2)],
    pages: 2,
    scripts: 0,
    notes: ['A note that is longer than the terminal is wide, so that it has to be folded somewhere.'],
    root: '/card',
  };
  const text = FORMATS.pretty({ ...report, columns: 40 });
  for (const line of text.split('\n')) assert.ok(line.length <= 40 || !line.trim().includes(' '), line);
  const words = (told: string) => told.split(/\s+/);
  assert.equal(words(text), words(FORMATS.pretty(report)));
  assert.ok(
    FORMATS.pretty(report)
      .split('\n')
      .some((line) => line.length > 80),
  );
});

test.run();
