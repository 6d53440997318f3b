/**
 * `add page` as a process, in a card of each template.
 *
 * @slow
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanEnv, cli, inScratch, plant, tree } from './scratch.js';

const TITLE = `Terms & "rules" <b> it's $1`;
const SLUG = 'terms-rules-b-it-s-1';

/** What each template's card has more, and what is different, after a page has been added to it. */
const templates: [template: string, created: string, changed: string[]][] = [
  ['static', `${SLUG}.html`, ['history.html', 'index.html', 'order.html', 'reasons.html']],
  ['typescript', `${SLUG}.html`, ['history.html', 'index.html', 'order.html', 'reasons.html']],
  ['express', `pages/${SLUG}.js`, ['layout.js', 'pages/index.js']],
  ['php', `public/${SLUG}.php`, ['src/layout.php']],
];

async function inCard(template: string, use: (card: string) => Promise<void>): Promise<void> {
  await inScratch(async (folder) => {
    assert.is((await cli(['card', '-t', template], { cwd: folder })).status, 0);
    await use(path.join(folder, 'card'));
  });
}

for (const [template, created, changed] of templates) {
  test(`${template}: adds one file, and one line to each page or list that links it`, () =>
    inCard(template, async (card) => {
      const before = tree(card);
      const { status, stdout, stderr } = await cli(['add', 'page', TITLE], { cwd: card });
      assert.is(stderr, '');
      assert.is(status, 0);
      assert.match(stdout, `✔ Added ${created}\n`);
      const after = tree(card);
      assert.equal(
        Object.keys(after).filter((name) => !(name in before)),
        [created],
      );
      assert.equal(
        Object.keys(before).filter((name) => before[name] !== after[name]),
        changed,
      );
      for (const name of changed) {
        const old = before[name]!.split('\n');
        const added = after[name]!.split('\n').filter((line) => !old.includes(line));
        assert.ok(
          added.some((line) => line.includes(SLUG)),
          name,
        );
        assert.ok(added.length <= 2, name);
      }
    }));

  test(`${template}: never replaces a page, neither one of the template's nor one added before`, () =>
    inCard(template, async (card) => {
      assert.is((await cli(['add', 'page', 'terms'], { cwd: card })).status, 0);
      const before = tree(card);
      for (const name of ['terms', 'Terms', 'Order', 'history']) {
        const { status, stdout, stderr } = await cli(['add', 'page', name], { cwd: card });
        assert.is(status, 1);
        assert.is(stdout, '');
        assert.match(stderr, /^error \S+ is there already\. Choose another name\.\n$/);
        assert.equal(tree(card), before);
      }
    }));

  test(`${template}: works from a folder inside of the card`, () =>
    inCard(template, async (card) => {
      const [folder] = Object.entries(tree(card)).find(([, content]) => content === '/')!;
      assert.is((await cli(['add', 'page', 'terms'], { cwd: path.join(card, folder) })).status, 0);
      assert.ok(Object.keys(tree(card)).some((name) => name.includes('terms')));
    }));
}

const NAMES = [TITLE, 'delete', '日本語', '24'];

test("static: the card's own test of its pages passes for the new ones", () =>
  inCard('static', async (card) => {
    for (const name of NAMES) assert.is((await cli(['add', 'page', name], { cwd: card })).status, 0);
    const { status, stdout } = spawnSync(process.execPath, ['--test', 'test/pages.test.js'], {
      cwd: card,
      env: cleanEnv(),
      encoding: 'utf8',
    });
    assert.is(status, 0, stdout);
    assert.match(stdout, `${SLUG}.html starts the runtime`);
  }));

test('express: what is written is JavaScript', () =>
  inCard('express', async (card) => {
    for (const name of NAMES) assert.is((await cli(['add', 'page', name], { cwd: card })).status, 0);
    for (const name of Object.keys(tree(card)).filter((file) => file.endsWith('.js'))) {
      assert.is(spawnSync(process.execPath, ['--check', name], { cwd: card }).status, 0, name);
    }
  }));

test('a dangling symbolic link of that name is not replaced', () =>
  inCard('static', async (card) => {
    symlinkSync('/nowhere/else', path.join(card, 'terms.html'));
    assert.match((await cli(['add', 'page', 'terms'], { cwd: card })).stderr, /terms\.html is there already/);
  }));

test('a file that is a symbolic link is changed where it lies', () =>
  inCard('php', async (card) => {
    const layout = path.join(card, 'src/layout.php');
    plant(card, { 'shared/layout.php': readFileSync(layout, 'utf8') });
    rmSync(layout);
    symlinkSync('../shared/layout.php', layout);
    assert.is((await cli(['add', 'page', 'terms'], { cwd: card })).status, 0);
    assert.is(tree(card)['src/layout.php'], '-> ../shared/layout.php');
    assert.match(tree(card)['shared/layout.php']!, "'terms' => ['terms.php', 'Terms'],");
  }));

for (const [args, line] of [
  [['add'], /^error Add what\? create-leaddesk-card add page <name>\n$/],
  [['add', 'card'], /^error Cannot add "card"\. create-leaddesk-card add page <name>\n$/],
  [['add', 'page'], /^error A page needs a name: .*\n$/],
  [['add', 'page', ' '], /^error A page needs a name: .*\n$/],
  [
    ['add', 'page', 'call', 'back'],
    /^error One page at a time\. Quote a name that has spaces: create-leaddesk-card add page "call back"\n$/,
  ],
  [['add', 'page', 'x', '--bogus'], /^error Unknown option --bogus\. See create-leaddesk-card add --help\.\n$/],
  [
    ['add', 'page', 'terms'],
    /^error There is no card here: no package\.json that depends on create-leaddesk-card\. .*\n$/,
  ],
] as [string[], RegExp][]) {
  test(`refuses ${args.join(' ')} where there is no card`, () =>
    inScratch(async (folder) => {
      const { status, stdout, stderr } = await cli(args, { cwd: folder });
      assert.is(status, 1);
      assert.is(stdout, '');
      assert.match(stderr, line);
      assert.equal(tree(folder), {});
    }));
}

test('refuses a card that is laid out like none of the templates', () =>
  inScratch(async (folder) => {
    plant(folder, { 'package.json': '{"dependencies":{"create-leaddesk-card":"1"}}' });
    assert.match(
      (await cli(['add', 'page', 'x'], { cwd: folder })).stderr,
      /^error \S+ looks like none of the templates\. Add the page by hand\.\n$/,
    );
  }));

for (const option of ['--help', '-h']) {
  test(`add ${option} prints its help`, () =>
    inScratch(async (folder) => {
      const { status, stdout } = await cli(['add', option], { cwd: folder });
      assert.is(status, 0);
      assert.match(stdout, /add page <name>[^]*Examples/);
    }));
}

test.run();
