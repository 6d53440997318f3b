/**
 * Runs that fail half-way: they remove what they made and nothing else.
 *
 * @on linux, darwin
 * @slow
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { installedProgram as program, runAsNobody } from './installed.js';
import { inScratch, plant, type Result, root, start, tree } from './scratch.js';

/** A module that makes the file system fail, or the process be told to end, at the nth file that is written. */
function sabotage(folder: string, nth: number, what: string): string {
  const file = path.join(folder, 'sabotage.cjs');
  writeFileSync(
    file,
    `const fs = require('node:fs');
     const write = fs.writeFileSync;
     let count = 0;
     fs.writeFileSync = (file, ...rest) => {
       if (++count === ${nth}) { ${what} }
       return write(file, ...rest);
     };`,
  );
  return file;
}

const failWith = (code: string) =>
  `write(file, 'half a file'); throw Object.assign(new Error('x'), { code: '${code}', syscall: 'write' });`;

function run(args: string[], cwd: string, preload?: string): Promise<Result> {
  return start(process.execPath, [...(preload ? ['--require', preload] : []), program, ...args], { cwd }).ended;
}

const scenes: [what: string, args: string[], planted: Record<string, string>][] = [
  ['a folder that was not there', ['my-card'], {}],
  ['a folder inside folders that were not there', ['a/b/my-card'], {}],
  ['a folder inside one that was there', ['a/my-card'], { 'a/notes.txt': 'mine' }],
  ['a folder with .git', ['my-card'], { 'my-card/.git/HEAD': 'ref: refs/heads/main\n' }],
  ['the current folder', ['.'], {}],
  [
    'a folder in use',
    ['my-card', '--overwrite'],
    { 'my-card/index.html': 'old', 'my-card/card.css': 'old', 'my-card/scripts/own.js': 'mine' },
  ],
];

for (const [what, args, planted] of scenes) {
  for (const nth of [1, 5, 15]) {
    test(`the disk is full at file ${nth}, in ${what}`, () =>
      inScratch(async (folder) => {
        const preload = sabotage(folder, nth, failWith('ENOSPC'));
        const cwd = path.join(folder, 'cwd');
        mkdirSync(cwd);
        plant(cwd, planted);
        const before = tree(cwd);
        const { status, stdout, stderr } = await run(args, cwd, preload);
        assert.is(status, 1);
        assert.is(stdout, '');
        assert.match(
          stderr,
          /^error Cannot write [^\n]+: the disk is full\. Free some space and run the command again\.\n$/,
        );
        assert.equal(tree(cwd), before);
      }));
  }

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    test(`${signal} while the files are written, in ${what}`, () =>
      inScratch(async (folder) => {
        const preload = sabotage(folder, 5, `process.kill(process.pid, '${signal}');`);
        const cwd = path.join(folder, 'cwd');
        mkdirSync(cwd);
        plant(cwd, planted);
        const before = tree(cwd);
        const { status, stdout, stderr } = await run(args, cwd, preload);
        assert.is(status, expected);
        assert.is(stdout, '');
        assert.is(stderr, 'Cancelled: nothing was changed.\n');
        assert.equal(tree(cwd), before);
      }));
  }
}

test('what somebody else puts into the folder meanwhile stays', () =>
  inScratch(async (folder) => {
    const preload = sabotage(folder, 5, `write('my-card/theirs.txt', 'theirs'); ${failWith('EDQUOT')}`);
    const cwd = path.join(folder, 'cwd');
    mkdirSync(cwd);
    const { status, stderr } = await run(['my-card'], cwd, preload);
    assert.is(status, 1);
    assert.match(stderr, /your disk quota is used up/);
    assert.equal(tree(cwd), { 'my-card': '/', 'my-card/theirs.txt': 'theirs' });
  }));

test('a file of the same name that somebody else writes meanwhile is not replaced', () =>
  inScratch(async (folder) => {
    const preload = sabotage(
      folder,
      5,
      `for (const name of ['ld.js', 'reasons.html']) write('my-card/' + name, 'theirs');`,
    );
    const cwd = path.join(folder, 'cwd');
    mkdirSync(cwd);
    const { status, stderr } = await run(['my-card'], cwd, preload);
    assert.is(status, 1);
    assert.match(stderr, /something else has just been put there\. Run the command again/);
    assert.equal(tree(cwd), { 'my-card': '/', 'my-card/ld.js': 'theirs', 'my-card/reasons.html': 'theirs' });
  }));

test('no permission to make the folder', () =>
  inScratch(async (folder) => {
    const cwd = path.join(folder, 'locked');
    mkdirSync(cwd);
    chmodSync(cwd, 0o555);
    const { status, stdout, stderr } = await runAsNobody(['a/my-card'], cwd);
    assert.is(status, 1);
    assert.is(stdout, '');
    assert.match(
      stderr,
      /^error Cannot write a\/my-card: permission denied\. Choose a folder that you may write to \([^\n]+\)\.\n$/,
    );
    assert.equal(tree(cwd), {});
  }));

test('no permission to look into the folder', () =>
  inScratch(async (folder) => {
    plant(folder, { 'cwd/my-card/notes.txt': 'mine' });
    const locked = path.join(folder, 'cwd/my-card');
    chmodSync(locked, 0o000);
    const { status, stdout, stderr } = await runAsNobody(['my-card'], path.join(folder, 'cwd'));
    chmodSync(locked, 0o755);
    assert.is(status, 1);
    assert.is(stdout, '');
    assert.match(stderr, /^error Cannot use my-card: permission denied\. [^\n]+\n$/);
  }));

test('no permission half-way: what was written before is taken back', () =>
  inScratch(async (folder) => {
    const cwd = path.join(folder, 'cwd');
    plant(cwd, { 'my-card/index.html': 'old', 'my-card/scripts/own.js': 'mine' });
    for (const open of [cwd, path.join(cwd, 'my-card')]) chmodSync(open, 0o777);
    chmodSync(path.join(cwd, 'my-card/scripts'), 0o555);
    const before = tree(cwd);
    const { status, stderr } = await runAsNobody(['my-card', '--overwrite'], cwd);
    chmodSync(path.join(cwd, 'my-card/scripts'), 0o755);
    assert.is(status, 1);
    assert.match(stderr, /^error Cannot write my-card: permission denied\./);
    assert.equal(tree(cwd), before);
  }));

test('a card of an installed package depends on the version that made it', () =>
  inScratch(async (folder) => {
    const { status, stdout } = await run(['my-card', '-t', 'static'], folder);
    assert.is(status, 0);
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const manifest = JSON.parse(readFileSync(path.join(folder, 'my-card/package.json'), 'utf8'));
    assert.is(manifest.devDependencies['create-leaddesk-card'], version);
    assert.match(stdout, `  npx create-leaddesk-card@${version} my-card --template static --yes\n`);
  }));

test.run();
