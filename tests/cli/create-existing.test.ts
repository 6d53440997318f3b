/** Targets that are there already: which are fine, which are in the way, and what --overwrite may touch. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cli, inScratch, plant, tree } from './scratch.js';

/** Runs in a folder where it must fail, and asserts one line and an untouched tree. */
async function refuses(folder: string, args: string[], line: RegExp): Promise<void> {
  const before = tree(folder);
  const { status, stdout, stderr } = await cli(args, { cwd: folder });
  assert.is(status, 1);
  assert.is(stdout, '');
  assert.match(stderr, /^error [^\n]+\n$/);
  assert.match(stderr, line);
  assert.equal(tree(folder), before);
}

test('an empty folder is fine', () =>
  inScratch(async (folder) => {
    mkdirSync(path.join(folder, 'my-card'));
    assert.is((await cli(['my-card'], { cwd: folder })).status, 0);
    assert.ok(existsSync(path.join(folder, 'my-card/index.html')));
  }));

test('a folder with nothing but what version control, file managers and editors leave is fine, and keeps it', () =>
  inScratch(async (folder) => {
    const left = {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.DS_Store': 'x',
      'Thumbs.db': 'x',
      '.hg/store': 'x',
      '.idea/a.xml': 'x',
    };
    plant(path.join(folder, 'my-card'), left);
    const { status, stderr } = await cli(['my-card'], { cwd: folder });
    assert.is(stderr, '');
    assert.is(status, 0);
    const card = tree(path.join(folder, 'my-card'));
    for (const [name, content] of Object.entries(left)) assert.is(card[name], content);
  }));

test('a folder with a single .git file, as a worktree has, is fine', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/.git': 'gitdir: elsewhere\n' });
    assert.is((await cli(['my-card'], { cwd: folder })).status, 0);
  }));

test('a symbolic link to an empty folder is fine', () =>
  inScratch(async (folder) => {
    mkdirSync(path.join(folder, 'real'));
    symlinkSync('real', path.join(folder, 'my-card'));
    assert.is((await cli(['my-card'], { cwd: folder })).status, 0);
    assert.ok(existsSync(path.join(folder, 'real/index.html')));
  }));

test('anything else is in the way, and is named', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/notes.txt': 'mine' });
    await refuses(folder, ['my-card'], /my-card is not empty: notes\.txt\. .* --overwrite\./);
    await refuses(folder, ['my-card', '--yes'], /my-card is not empty: notes\.txt\./);
    await refuses(path.join(folder, 'my-card'), ['.'], /the current folder is not empty: notes\.txt\./);
  }));

test('much else is named as far as one line goes, and cannot break it', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/a\nb': '', 'my-card/c': '', 'my-card/d': '', 'my-card/e': '', 'my-card/f': '' });
    await refuses(folder, ['my-card'], /my-card is not empty: a\\u000ab, c, d and 2 more\./);
  }));

test('--overwrite replaces the files of the template and deletes nothing else', () =>
  inScratch(async (folder) => {
    const mine = { 'notes.txt': 'mine', 'scripts/own.js': 'mine', 'src/deep/file': 'mine', 'Index.html.bak': 'mine' };
    plant(path.join(folder, 'my-card'), { ...mine, 'index.html': 'old', 'package.json': '{"name":"old"}' });
    const { status, stderr } = await cli(['my-card', '--overwrite'], { cwd: folder });
    assert.is(stderr, '');
    assert.is(status, 0);
    const card = tree(path.join(folder, 'my-card'));
    for (const [name, content] of Object.entries(mine)) assert.is(card[name], content);
    assert.match(card['index.html']!, '<title>');
    assert.is(JSON.parse(card['package.json']!).name, 'my-card');

    await inScratch(async (elsewhere) => {
      await cli(['my-card'], { cwd: elsewhere });
      const fresh = tree(path.join(elsewhere, 'my-card'));
      const expected = [...Object.keys(fresh), ...Object.keys(mine), 'src', 'src/deep'];
      assert.equal(Object.keys(card), [...new Set(expected)].sort());
    });
  }));

test('--overwrite does not write through a symbolic link, but replaces it', () =>
  inScratch(async (folder) => {
    plant(folder, { 'outside/index.html': 'theirs', 'my-card/notes.txt': 'mine' });
    symlinkSync('../outside/index.html', path.join(folder, 'my-card/index.html'));
    assert.is((await cli(['my-card', '--overwrite'], { cwd: folder })).status, 0);
    assert.is(readFileSync(path.join(folder, 'outside/index.html'), 'utf8'), 'theirs');
    assert.match(tree(path.join(folder, 'my-card'))['index.html']!, '<title>');
  }));

test('--overwrite does not make the file that a dangling symbolic link names', () =>
  inScratch(async (folder) => {
    mkdirSync(path.join(folder, 'my-card'));
    symlinkSync('../outside.html', path.join(folder, 'my-card/index.html'));
    assert.is((await cli(['my-card', '--overwrite'], { cwd: folder })).status, 0);
    assert.not(existsSync(path.join(folder, 'outside.html')));
  }));

test('--overwrite does not follow a symbolic link to a folder outside', () =>
  inScratch(async (folder) => {
    plant(folder, { 'outside/own.js': 'theirs', 'my-card/notes.txt': 'mine' });
    symlinkSync('../outside', path.join(folder, 'my-card/scripts'));
    await refuses(
      folder,
      ['my-card', '--overwrite'],
      /my-card\/scripts is a symbolic link that leads out of the folder\./,
    );
  }));

test('--overwrite does not follow a symbolic link to the target itself, by another name, out of it', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card-2/own.js': 'theirs', 'my-card/notes.txt': 'mine' });
    symlinkSync(path.join(folder, 'my-card-2'), path.join(folder, 'my-card/scripts'));
    await refuses(folder, ['my-card', '--overwrite'], /leads out of the folder/);
  }));

test('--overwrite follows a symbolic link to a folder inside', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/lib/own.js': 'mine' });
    symlinkSync('lib', path.join(folder, 'my-card/scripts'));
    assert.is((await cli(['my-card', '--overwrite'], { cwd: folder })).status, 0);
    assert.ok(existsSync(path.join(folder, 'my-card/lib/card.js')));
    assert.is(readFileSync(path.join(folder, 'my-card/lib/own.js'), 'utf8'), 'mine');
  }));

test('--overwrite does not delete a folder that has the name of a file', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/index.html/precious.txt': 'mine' });
    await refuses(
      folder,
      ['my-card', '--overwrite'],
      /my-card\/index\.html is a folder, and the template has a file of that name\./,
    );
  }));

test('--overwrite does not delete a file that has the name of a folder', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/scripts': 'mine' });
    await refuses(
      folder,
      ['my-card', '--overwrite'],
      /my-card\/scripts is a file, and the template has a folder of that name\./,
    );
  }));

test('--overwrite does not turn a file into a folder', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card': 'mine' });
    await refuses(folder, ['my-card', '--overwrite'], /my-card is a file, not a folder\./);
  }));

test('--overwrite where nothing is, is fine, and is repeated', () =>
  inScratch(async (folder) => {
    const { status, stdout } = await cli(['my-card', '--overwrite'], { cwd: folder });
    assert.is(status, 0);
    assert.match(stdout, /my-card --template static --yes --overwrite\n$/);
  }));

test.run();
