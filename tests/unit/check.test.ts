import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFolder } from '../../cli/commands/check/folder.js';
import { inspect } from '../../cli/commands/check/inspect.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { templateNames } from '../../cli/commands/create/templates.js';
import { templateCard } from '../cli/template-card.js';
import { check, page, script, told } from './check/card.js';
import { FIXTURES } from './check/fixtures.js';

for (const { id, what, files, found } of FIXTURES) {
  test(`${id} ${found.length ? 'finds' : 'does not find'} ${what}`, () => {
    assert.equal(
      told(files).filter((finding) => finding.endsWith(` ${id}`)),
      found.map((place) => `${place} ${id}`),
    );
  });
}

test('every check of files has a card in which it finds something, and one in which it does not', () => {
  for (const { id } of CHECKS.filter(({ page, script }) => page ?? script)) {
    for (const isFound of [true, false])
      assert.ok(
        FIXTURES.some((fixture) => fixture.id === id && fixture.found.length > 0 === isFound),
        `${id}: ${isFound}`,
      );
  }
});

for (const template of templateNames) {
  test(`the template ${template} gives no alarm`, () => {
    const card = readFolder(templateCard(template));
    assert.ok(card.pages.length + card.scripts.length > 5);
    assert.equal(inspect(card, CHECKS), []);
  });
}

test('a finding says where it is, what will happen and what to do, in a sentence each', () => {
  const findings = check({ 'index.html': page('<p>\n  <a\n    target="_top" href="https://shop.example/">A</a>', '') });
  assert.equal(
    findings.map(({ id, place }) => [id, place]),
    [
      ['no-runtime', { file: 'index.html', line: 2, column: 7 }],
      ['leaves-frame', { file: 'index.html', line: 6, column: 5 }],
    ],
  );
  for (const { effect, fix } of FIXTURES.flatMap(({ files }) => check(files))) {
    assert.match(effect, /^[A-Z].*\.$/s);
    assert.match(effect, /agent/);
    assert.match(fix, /^[A-Z]/);
  }
});

test('places count characters of lines that end in whatever way, in whatever script', () => {
  const findings = check({ 'index.html': page('<p>ä</p>\r\n<script>/* ä */\r\n  top.location = 1</script>') });
  assert.equal(
    findings.map(({ place }) => [place.line, place.column]),
    [[6, 3]],
  );
});

const silences: [text: string, isSilenced: boolean][] = [
  ['<a target="_top">A</a> <!-- ld-check-ignore leaves-frame -->', true],
  ['<!-- ld-check-ignore leaves-frame -->\n<a target="_top">A</a>', true],
  ['<!-- ld-check-ignore -->\n<a target="_top">A</a>', true],
  ['<!-- ld-check-ignore external-link, leaves-frame -->\n<a target="_top">A</a>', true],
  ['<!-- ld-check-ignore external-link -->\n<a target="_top">A</a>', false],
  ['<!-- ld-check-ignore leaves-frame -->\n\n<a target="_top">A</a>', false],
  ['<p></p><!-- ld-check-ignore leaves-frame -->\n<a target="_top">A</a>', false],
  ['<script>\n// ld-check-ignore leaves-frame\ntop.location = 1\n</script>', true],
  ['<script>\ntop.location = 1 // ld-check-ignore leaves-frame: on purpose\n</script>', true],
];
for (const [text, isSilenced] of silences) {
  test(`${JSON.stringify(text)} is ${isSilenced ? 'silenced' : 'told'}`, () => {
    assert.is(check({ 'index.html': page(text) }).length, isSilenced ? 0 : 1);
  });
}

test('files of tests, builds and others are passed over', () => {
  const bad = script('top.location = 1');
  const files = Object.fromEntries(
    ['node_modules/a', 'dist', 'tests', 'vendor', '.git'].map((folder) => [`${folder}/a.html`, bad]),
  );
  assert.equal(
    told({ 'index.html': page(''), 'a.test.js': 'top.location = 1', 'lib.min.js': 'top.location = 1', ...files }),
    [],
  );
});

test('a folder without pages or scripts is an error', () => {
  assert.throws(() => check({ 'a.txt': 'a' }), /no pages and no scripts/);
});

test.run();
