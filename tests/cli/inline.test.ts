/** @on linux, darwin */
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inline } from '../../cli/commands/inline/index.js';
import { call } from './in-process.js';
import { cli, inScratch, plant, root, tree } from './scratch.js';

const runtime = readFileSync(path.join(root, 'dist/ld.js'), 'utf8').trim();
const page =
  '<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8">\n    <title>A</title>\n  </head>\n</html>\n';

test('without a file it prints the element and the source for the policy, and nothing else', () =>
  inScratch(async (cwd) => {
    const { status, stdout, stderr } = await cli(
      ['inline', '--keep', 'phone call_logs_id', '--nonce', '$nonce', '--for', 'php'],
      { cwd },
    );
    assert.is(status, 0);
    assert.is(stderr, '');
    const [element, comment, end] = stdout.split('\n');
    assert.is(
      element,
      `<script nonce="<?= htmlspecialchars($nonce, ENT_QUOTES) ?>" data-ld-keep="phone call_logs_id">${runtime}</script>`,
    );
    assert.match(comment!, /^<\?php \/\* .*'sha256-[\w+/]{43}='.* \*\/ \?>$/);
    assert.is(end, '');
  }));

test('it is written into a page, told to be current, and not written again', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'a.html': page });
    const file = path.join(cwd, 'a.html');
    assert.is((await call(inline, ['--check', 'a.html'], cwd)).status, 1);
    assert.is((await call(inline, ['--write', 'a.html', '--keep', 'phone'], cwd)).status, 0);
    const written = readFileSync(file, 'utf8');
    assert.is(written.replace(/\n {4}<script[^]*?<\/script>\n {4}<!--.*?-->/, ''), page);
    const { mtimeMs, ino } = statSync(file);
    assert.is((await call(inline, ['--write', 'a.html', '--keep', 'phone'], cwd)).status, 0);
    assert.equal([statSync(file).mtimeMs, statSync(file).ino], [mtimeMs, ino]);
    assert.is((await call(inline, ['--check', 'a.html'], cwd)).status, 0);
    writeFileSync(file, written.replace('postMessage', 'postmessage'));
    const { status, stdout } = await call(inline, ['--check', 'a.html'], cwd);
    assert.is(status, 1);
    assert.match(stdout, /another version/);
  }));

const sources: Record<string, Buffer> = {
  'Latin-1 with CRLF': Buffer.from(page.replaceAll('\n', '\r\n').replace('A', 'ä'), 'latin1'),
  'UTF-8 with a byte order mark': Buffer.from(`\ufeff${page.replace('A', 'ä')}`),
  'UTF-16': Buffer.from(`\ufeff${page.replace('A', 'ä')}`, 'utf16le'),
};
for (const [name, bytes] of Object.entries(sources)) {
  test(`all other bytes of a page in ${name} stay`, () =>
    inScratch(async (cwd) => {
      const file = path.join(cwd, 'a.html');
      writeFileSync(file, bytes);
      assert.is((await call(inline, ['--write', 'a.html'], cwd)).status, 0);
      const written = readFileSync(file);
      // What stands before and behind the insertion is all that there was.
      let before = 0;
      while (written[before] === bytes[before]) before++;
      const behind = bytes.length - before;
      assert.ok(written.length > bytes.length);
      assert.ok(written.subarray(written.length - behind).equals(bytes.subarray(before)));
      assert.is((await call(inline, ['--check', 'a.html'], cwd)).status, 0);
    }));
}

test('mode and symbolic link of a page stay, and nothing is left beside it', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'pages/a.html': page });
    chmodSync(path.join(cwd, 'pages/a.html'), 0o604);
    symlinkSync('pages/a.html', path.join(cwd, 'link.html'));
    assert.is((await call(inline, ['--write', 'link.html'], cwd)).status, 0);
    assert.ok(lstatSync(path.join(cwd, 'link.html')).isSymbolicLink());
    assert.is(statSync(path.join(cwd, 'pages/a.html')).mode & 0o777, 0o604);
    assert.equal(Object.keys(tree(cwd)), ['link.html', 'pages', 'pages/a.html']);
  }));

test('several files are written and checked at once', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'a.html': page, 'b.pug': 'html\n  head\n' });
    const { status, stdout } = await call(inline, ['--write', 'a.html', 'b.pug'], cwd);
    assert.is(status, 0);
    assert.match(stdout, /^✔ a\.html has the current runtime now\n✔ b\.pug has the current runtime now\n {2}A Content/);
    assert.is((await call(inline, ['--check', 'a.html', '--check', 'b.pug'], cwd)).status, 0);
  }));

const wrong: [args: string[], message: RegExp][] = [
  [['--kep', 'a'], /Unknown option --kep.*--keep/],
  [['--keep'], /--keep needs a value/],
  [['--for', 'cobol'], /Unknown for "cobol".*html/],
  [['a.html'], /--write/],
  [['--check', 'none.html'], /Cannot read none\.html/],
  [['--write', 'none.html'], /Cannot read none\.html/],
  [['--check', '.'], /it is a folder/],
  [['--write', 'fragment.php'], /no head/],
  [['--check', 'a', '--write', 'a'], /exclude each other/],
  [['--write', 'good.html', 'fragment.php'], /fragment\.php has no head/],
  [['--write', 'good.html', '--write', 'app.js'], /app\.js is a program/],
  [['--allow', 'desk.example'], /desk\.example has no scheme/],
];
for (const [args, message] of wrong) {
  test(`inline ${args.join(' ')} is one line and status 2`, () =>
    inScratch(async (cwd) => {
      const files = { 'fragment.php': '<?php echo 1;', 'good.html': page, 'app.js': 'f(`<head></head>`)' };
      plant(cwd, files);
      const { status, stdout, stderr } = await call(inline, [...args], cwd);
      assert.is(status, 2);
      assert.is(stdout, '');
      assert.match(stderr, message);
      assert.is(stderr.split('\n').length, 2);
      assert.equal(tree(cwd), files);
    }));
}

test.run();
