/** @on linux, darwin */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../cli/shared/errors.js';
import { allEngines, engines, installMissing, locate, locateOr } from '../browser/engines/install.js';

const test = suite<{ bin: string; environment: NodeJS.ProcessEnv }>('installing browsers');

/** A machine whose programs are those of one folder, with WebKit's browser said to be there. */
test.before.each((context) => {
  context.environment = { ...process.env };
  context.bin = mkdtempSync(path.join(tmpdir(), 'bin-'));
  for (const name of ['CHROMIUM', 'FIREFOX', 'WEBKIT_DRIVER', 'XVFB']) delete process.env[`${name}_PATH`];
  delete process.env.ENGINES;
  process.env.PATH = context.bin;
  process.env.MINIBROWSER_PATH = program(context.bin, 'MiniBrowser', '');
});

test.after.each(({ bin, environment }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  rmSync(bin, { recursive: true });
});

function program(folder: string, name: string, script: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** An apt-get that keeps its arguments, and installs only after an update. @param without a package it has not. */
function apt(bin: string, lists: 'fresh' | 'old', without = 'nothing'): () => string[] {
  const log = path.join(bin, 'log');
  const create = ['chromium', 'chromium-headless-shell', 'firefox-esr', 'WebKitWebDriver', 'Xvfb']
    .map((name) => `echo > ${bin}/${name}; /bin/chmod 755 ${bin}/${name}`)
    .join('\n');
  program(
    bin,
    'apt-get',
    `echo "$@" >> ${log}
    case "$*" in *update*) echo > ${bin}/fresh; exit 0;; esac
    [ -e ${bin}/fresh ] || exit 100
    case "$*" in *" ${without} "*|*" ${without}") exit 100;; esac
    ${create}`,
  );
  if (lists === 'fresh') writeFileSync(path.join(bin, 'fresh'), '');
  return () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
}

const packages = 'chromium firefox-esr webkit2gtk-driver xvfb';

test('root on Debian gets the packages of what is missing', ({ bin }) => {
  const calls = apt(bin, 'fresh');
  installMissing(allEngines, true);
  assert.is(calls().length, 1);
  assert.match(calls()[0]!, `install -y --no-install-recommends --no-remove ${packages}`);
  assert.is(locate('firefox'), path.join(bin, 'firefox-esr'));
});

test('the package lists are updated when the installation fails, once', ({ bin }) => {
  const calls = apt(bin, 'old');
  installMissing(allEngines, true);
  assert.equal(
    calls().map((call) => /install|update/.exec(call.replace(/-o \S+/, ''))![0]),
    ['install', 'update', 'install'],
  );
});

test('Chromium without windows is installed by itself, and done without where there is none', ({ bin }) => {
  const calls = apt(bin, 'fresh', 'chromium-headless-shell');
  for (const name of ['chromium', 'firefox', 'WebKitWebDriver', 'Xvfb']) program(bin, name, '');
  installMissing(allEngines, true);
  assert.match(calls()[0]!, / chromium-headless-shell$/);
  assert.is(locateOr('headlessShell', 'chromium'), path.join(bin, 'chromium'));
  program(bin, 'chromium-headless-shell', '');
  assert.is(locateOr('headlessShell', 'chromium'), path.join(bin, 'chromium-headless-shell'));
});

test('nothing is installed where nothing is missing', ({ bin }) => {
  const calls = apt(bin, 'fresh');
  for (const name of ['chromium', 'chromium-headless-shell', 'firefox', 'WebKitWebDriver', 'Xvfb'])
    program(bin, name, '');
  installMissing(allEngines, true);
  assert.equal(calls(), []);
});

for (const [who, isRoot, hasApt] of [
  ['who is not root', false, true],
  ['without apt-get', true, false],
] as const) {
  test(`a user ${who} reads in one line what to install`, ({ bin }) => {
    const calls = hasApt ? apt(bin, 'fresh') : () => [];
    assert.throws(
      () => installMissing(allEngines, isRoot),
      (error: unknown) =>
        error instanceof UserError &&
        error.message.includes(`apt-get install ${packages}`) &&
        !error.message.includes('\n'),
    );
    assert.equal(calls(), []);
  });
}

test('a variable says where a program is, and is refused when it is not', ({ bin }) => {
  process.env.CHROMIUM_PATH = program(bin, 'my-chromium', '');
  assert.is(locate('chromium'), path.join(bin, 'my-chromium'));
  process.env.CHROMIUM_PATH = path.join(bin, 'gone');
  assert.throws(() => locate('chromium'), /CHROMIUM_PATH is ".*gone": there is no program/);
});

test('only what the chosen engines need is missed', ({ bin }) => {
  process.env.ENGINES = 'webkit,chromium';
  assert.equal(engines(), ['chromium', 'webkit']);
  for (const name of ['chromium', 'WebKitWebDriver']) program(bin, name, '');
  assert.throws(
    () => installMissing(engines(), false),
    /^Missing for the tests: xvfb\. Install them \(Debian: apt-get install xvfb\)/,
  );
});

test('an engine that does not exist is refused', () => {
  process.env.ENGINES = 'safari';
  assert.throws(engines, /ENGINES names "safari": use chromium, firefox, webkit/);
});

test.run();
