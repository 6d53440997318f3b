/** Words on the command line that were meant as a command. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuseCommandWords } from '../../cli/commands/create/words.js';
import { inScratch, plant } from '../cli/scratch.js';

const COMMANDS = ['add', 'dev', 'check', 'inline'];

const refused: [words: string[], says: RegExp][] = [
  [['help'], /create-leaddesk-card --help\?/],
  [['hlep'], /create-leaddesk-card --help\?/],
  [['version'], /create-leaddesk-card --version\?/],
  [['devv'], /create-leaddesk-card dev\?/],
  [['DEV'], /create-leaddesk-card dev\?/],
  [['dve', '.'], /create-leaddesk-card dev\?/],
  [['chekc'], /create-leaddesk-card check\?/],
  [['chek', 'https://a.example/'], /create-leaddesk-card check\?/],
  [['in-line'], /create-leaddesk-card inline\?/],
  [['ad', 'page', 'x'], /create-leaddesk-card add\?/],
  [['serve'], /create-leaddesk-card dev\?/],
  [['lint'], /create-leaddesk-card check\?/],
  [['page', 'Terms'], /create-leaddesk-card add page\?/],
  [['new'], /^Leave "new" out: create-leaddesk-card my-card\./],
  [['new', 'shop'], /^Leave "new" out: create-leaddesk-card shop\./],
  [['init'], /^Leave "init" out/],
];
for (const [words, says] of refused) {
  test(`"${words.join(' ')}" is refused, and says what was meant`, () => {
    assert.throws(() => refuseCommandWords(words, COMMANDS, '/'), says);
    assert.throws(() => refuseCommandWords(words, COMMANDS, '/'), new RegExp(`\\./${words[0]}$`));
  });
}

const folders = [
  'my-card',
  'card',
  'demo',
  'app',
  'web',
  'shop',
  'test',
  './dev',
  'dev/card',
  'dev2',
  '.',
  '..',
  'kortti',
  'Ä',
];
for (const folder of folders)
  test(`"${folder}" is a folder`, () => assert.not.throws(() => refuseCommandWords([folder], COMMANDS, '/')));

test('inside a card, an unknown word offers the commands; a path is a folder', () =>
  inScratch((card) => {
    const devDependencies = { 'create-leaddesk-card': '^1.0.0' };
    plant(card, { 'package.json': JSON.stringify({ devDependencies, scripts: { dev: 'leaddesk-card dev' } }) });
    const inside = path.join(card, 'scripts');
    mkdirSync(inside);
    for (const cwd of [card, inside]) {
      assert.throws(
        () => refuseCommandWords(['shop'], COMMANDS, cwd),
        /In a card there are add, dev, check, inline\. .*\.\/shop$/,
      );
      assert.not.throws(() => refuseCommandWords(['./shop'], COMMANDS, cwd));
    }
  }));

for (const manifest of [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"dependencies":null}',
  '{"name":"create-leaddesk-card"}',
  '{"devDependencies":{"create-leaddesk-card":"^1.0.0"}}',
])
  test(`a folder whose package.json is ${JSON.stringify(manifest)} is no card`, () =>
    inScratch((folder) => {
      plant(folder, { 'package.json': manifest });
      assert.not.throws(() => refuseCommandWords(['shop'], COMMANDS, folder));
    }));

test.run();
