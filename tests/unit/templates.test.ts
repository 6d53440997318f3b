import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { templateNames } from '../../cli/commands/create/templates.js';

const root = path.resolve(import.meta.dirname, '../../templates');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Files that several templates bring, because a card has nobody to share them with. The first is where they are edited. */
const copies = [
  ['static/card.css', 'typescript/card.css', 'express/public/card.css', 'php/public/card.css'],
  ['static/_headers', 'typescript/_headers'],
  ['static/scripts/call.js', 'express/public/call.js', 'php/public/call.js'],
  ['static/scripts/storage.js', 'express/public/storage.js', 'php/public/storage.js'],
  ['express/public/card.js', 'php/public/card.js'],
  ['static/test/browser.js', 'typescript/test/browser.js', 'express/test/browser.js', 'php/test/browser.js'],
  ['static/test/walk.test.js', 'typescript/test/walk.test.js'],
  ['express/test/walk.test.js', 'php/test/walk.test.js'],
];

for (const [original = '', ...others] of copies) {
  test(`${original} is the same in each template that has it`, () => {
    for (const other of others) assert.is(read(other), read(original), other);
  });
}

test('every folder is a template of the menu, and the other way round', () => {
  assert.equal(readdirSync(root).sort(), [...templateNames].sort());
});

for (const name of templateNames) {
  test(`${name} can be run, checked and tested, and says how`, () => {
    const { scripts } = JSON.parse(read(`${name}/package.json`));
    for (const script of ['dev', 'check', 'test']) assert.type(scripts[script], 'string', script);
    const readme = read(`${name}/README.md`);
    for (const text of [
      'Campaign web address',
      '?phone={phone}&call_logs_id={call_logs_id}&customers_id={customers_id}',
      '## Deploy',
    ]) {
      assert.ok(readme.includes(text), `README.md does not say ${text}`);
    }
  });

  test(`${name} has the rules of the protocol on one page`, () => {
    const rules = read(`${name}/AGENTS.md`);
    assert.ok(rules.trimEnd().split('\n').length <= 40);
    for (const rule of ['callLineIdle', 'select_reason', 'Save first', 'ld.send'])
      assert.ok(rules.includes(rule), rule);
  });
}

for (const name of ['static', 'typescript']) {
  test(`${name} lets LeadDesk frame it on a static host`, () => {
    const headers = read(`${name}/_headers`);
    assert.match(
      headers,
      /frame-ancestors https:\/\/\*\.leaddesk\.com https:\/\/\*\.leaddesk\.eu https:\/\/\*\.leaddesk\.ch$/m,
    );
    assert.match(headers, /Referrer-Policy: same-origin$/m);
  });
}

test.run();
