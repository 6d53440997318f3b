/**
 * Folders with names that shells, JSON and people find hard: the card is right, and the printed steps work.
 *
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanEnv, cli, inScratch } from './scratch.js';

const names: [folder: string, packageName: string][] = [
  ['my card', 'my-card'],
  ["it's", 'it-s'],
  ['"><b>', 'b'],
  ['a & b; c | d', 'a-b-c-d'],
  ['$(touch owned)', 'touch-owned'],
  ['`touch owned`', 'touch-owned'],
  ['$HOME', 'home'],
  ['日本語', 'leaddesk-card'],
  ['-rf', 'rf'],
  ['~', 'leaddesk-card'],
  ['back\\slash', 'back-slash'],
  ['two\nlines', 'two-lines'],
  ['tab\there', 'tab-here'],
  ['\x1b[31mred', '31mred'],
  [' spaces around ', 'spaces-around'],
  ['{a,b}*?[c]', 'a-b-c'],
  ['#!%^', 'leaddesk-card'],
  ['http', 'http-card'],
  ['😀', 'leaddesk-card'],
  ['x'.repeat(255), 'x'.repeat(214)],
];

/** The printed lines below a heading. */
function below(heading: string, stdout: string): string[] {
  return stdout
    .split(`${heading}\n`)[1]!
    .split('\n\n')[0]!
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

for (const [name, packageName] of names) {
  test(`the folder ${JSON.stringify(name).slice(0, 40)}`, () =>
    inScratch(async (folder) => {
      const { status, stdout, stderr } = await cli(['-t', 'static', '--', name], { cwd: folder });
      assert.is(stderr, '');
      assert.is(status, 0);
      assert.equal(readdirSync(folder), [name]);
      assert.is(JSON.parse(readFileSync(path.join(folder, name, 'package.json'), 'utf8')).name, packageName);
      assert.not.match(stdout, /\x1b/);

      const [cd, install, dev] = below('Next', stdout);
      assert.equal([install, dev], ['npm install', 'npm run dev']);
      const there = execFileSync('/bin/sh', ['-c', `${cd} && pwd -P && echo .`], { cwd: folder, encoding: 'utf8' });
      assert.is(there, `${realpathSync(path.join(folder, name))}\n.\n`);

      const [again] = below('The same again, without questions', stdout);
      await inScratch((elsewhere) => {
        execFileSync('/bin/sh', ['-c', again!], { cwd: elsewhere, env: cleanEnv(), stdio: 'pipe' });
        assert.equal(readdirSync(elsewhere), [name]);
        assert.equal(readdirSync(path.join(elsewhere, name)), readdirSync(path.join(folder, name)));
      });
    }));
}

test.run();
