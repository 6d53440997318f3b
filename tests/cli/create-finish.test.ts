/**
 * What comes after the files: the git repository and the dependencies, and what is said when they fail.
 *
 * @needs git, script
 * @on linux
 */
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cli, inScratch, plant, program, tree } from './scratch.js';
import { Terminal, word } from './terminal.js';

/** A folder of programs that stand for the real ones, each a shell script. */
function programs(folder: string, scripts: Record<string, string>): { PATH: string } {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(scripts)) {
    plant(bin, { [name]: `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(bin, name), 0o755);
  }
  return { PATH: bin };
}

const RECORD = 'echo "$(basename "$0") $*" > ran';

for (const manager of ['npm', 'pnpm', 'yarn', 'bun']) {
  test(`--install runs ${manager} in the card, and leaves that step out of the next ones`, () =>
    inScratch(async (folder) => {
      const env = programs(folder, { [manager]: `PATH=/usr/bin:/bin; ${RECORD}; echo installed` });
      const { status, stdout, stderr } = await cli(['my-card', '--install', '--package-manager', manager], {
        cwd: folder,
        env,
      });
      assert.is(stderr, '');
      assert.is(status, 0);
      assert.is(readFileSync(path.join(folder, 'my-card/ran'), 'utf8'), `${manager} install\n`);
      assert.match(stdout, /\ninstalled\n/);
      assert.not.match(stdout, `  ${manager} install\n`);
      assert.match(stdout, /--yes --install/);
    }));
}

test('without --install and --git nothing is run', () =>
  inScratch(async (folder) => {
    const env = programs(folder, { npm: 'exit 9', git: 'exit 9' });
    for (const args of [['a'], ['b', '--yes'], ['c', '--no-install', '--no-git']]) {
      const { status, stdout } = await cli(args, { cwd: folder, env });
      assert.is(status, 0);
      assert.match(stdout, /\n {2}npm install\n/);
    }
  }));

test('an install that fails is one line and status 1, and leaves the card and the step', () =>
  inScratch(async (folder) => {
    const env = programs(folder, { npm: 'echo broken >&2; exit 7' });
    const { status, stdout, stderr } = await cli(['my-card', '--install'], { cwd: folder, env });
    assert.is(status, 1);
    assert.is(
      stderr,
      'broken\nerror npm install failed with status 7. The card is in my-card: run npm install there.\n',
    );
    assert.match(stdout, /\n {2}cd my-card\n {2}npm install\n {2}npm run dev\n/);
    assert.ok(existsSync(path.join(folder, 'my-card/index.html')));
  }));

test('an install that a signal ends is said to be ended by it', () =>
  inScratch(async (folder) => {
    const env = programs(folder, { npm: 'kill -KILL $$' });
    const { status, stderr } = await cli(['my-card', '--install'], { cwd: folder, env });
    assert.is(status, 1);
    assert.is(stderr, 'error npm install failed with SIGKILL. The card is in my-card: run npm install there.\n');
  }));

test('a package manager that is not there is one line and status 1, and leaves the card', () =>
  inScratch(async (folder) => {
    const env = programs(folder, {});
    const { status, stderr } = await cli(['my-card', '--install', '--package-manager', 'pnpm'], { cwd: folder, env });
    assert.is(status, 1);
    assert.is(
      stderr,
      'error pnpm is not installed, or not on the PATH. The card is in my-card: run pnpm install there.\n',
    );
    assert.ok(existsSync(path.join(folder, 'my-card/index.html')));
  }));

test('an install that was itself told to end is cancelled', () =>
  inScratch(async (folder) => {
    const env = programs(folder, { npm: 'exit 130' });
    const { status, stderr } = await cli(['my-card', '--install'], { cwd: folder, env });
    assert.is(status, 130);
    assert.is(stderr, 'Cancelled npm install. The card is in my-card: run npm install there.\n');
  }));

test('Ctrl-C during the install ends both, with one line, status 130 and the card in place', () =>
  inScratch(async (folder) => {
    const { PATH } = programs(folder, { npm: 'echo installing; while :; do /bin/sleep 0.05; done' });
    const terminal = new Terminal(`exec ${word(process.execPath)} ${word(program)} my-card --yes --install`, {
      cwd: folder,
      env: { PATH: `${PATH}:${process.env.PATH}` },
    });
    await terminal.until(/installing/);
    terminal.type('\x03');
    assert.is(await terminal.status, 130);
    assert.match(terminal.text, /\nCancelled npm install\. The card is in my-card: run npm install there\.\r\n$/);
    assert.ok(existsSync(path.join(folder, 'my-card/index.html')));
  }));

test('--git makes the card a git repository', () =>
  inScratch(async (folder) => {
    const { status, stdout, stderr } = await cli(['my-card', '--git'], { cwd: folder });
    assert.is(stderr, '');
    assert.is(status, 0);
    assert.match(readFileSync(path.join(folder, 'my-card/.git/HEAD'), 'utf8'), /^ref: refs\/heads\//);
    assert.match(stdout, /--yes --git\n$/);
  }));

for (const repository of ['my-card', '.']) {
  test(`--git makes no repository inside of one, and says which: ${repository}`, () =>
    inScratch(async (folder) => {
      plant(folder, { [`${repository}/.git/HEAD`]: 'ref: refs/heads/mine\n' });
      const { status, stdout, stderr } = await cli(['my-card', '--git'], { cwd: folder });
      assert.is(stderr, '');
      assert.is(status, 0);
      const place = path.join(folder, repository);
      assert.ok(stdout.includes(`No git repository was made: ${place} is one already.\n`), stdout);
      assert.equal(tree(path.join(place, '.git')), { HEAD: 'ref: refs/heads/mine\n' });
      assert.is(existsSync(path.join(folder, 'my-card/.git')), repository === 'my-card');
    }));
}

test('a git that is not there is one line and status 1, and leaves the card', () =>
  inScratch(async (folder) => {
    const env = programs(folder, {});
    const { status, stdout, stderr } = await cli(['my-card', '--git'], { cwd: folder, env });
    assert.is(status, 1);
    assert.is(
      stderr,
      'error git is not installed, or not on the PATH. The card is in my-card: run git init --quiet there.\n',
    );
    assert.match(stdout, /\n {2}npm install\n/);
  }));

test('a git that fails does not keep the dependencies from being installed', () =>
  inScratch(async (folder) => {
    const env = programs(folder, { git: 'exit 128', npm: `PATH=/usr/bin:/bin; ${RECORD}` });
    const { status, stdout, stderr } = await cli(['my-card', '--git', '--install'], { cwd: folder, env });
    assert.is(status, 1);
    assert.is(
      stderr,
      'error git init --quiet failed with status 128. The card is in my-card: run git init --quiet there.\n',
    );
    assert.ok(existsSync(path.join(folder, 'my-card/ran')));
    assert.not.match(stdout, /\n {2}npm install\n/);
  }));

test.run();
