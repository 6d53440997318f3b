import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { render } from '../../cli/commands/create/render.js';
import { filesOf, languages, templateNames } from '../../cli/commands/create/templates.js';

const root = path.resolve(import.meta.dirname, '../../templates');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('no file lies in two templates', () => {
  const homes = new Map<string, string>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!statSync(path.join(root, file)).isFile() || file.includes('node_modules')) continue;
    const text = read(file);
    assert.not(homes.get(text), `${file} has the same text as ${homes.get(text)}: move it to _shared/`);
    homes.set(text, file);
  }
});

test('everything in _shared reaches a card, and everything that a card borrows is there', () => {
  const borrowed = new Set(templateNames.flatMap((name) => filesOf(name).map(({ source }) => source)));
  const shared = readdirSync(path.join(root, '_shared'), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(root, '_shared', file))
    // Parts of pages go into each of them.
    .filter((file) => statSync(file).isFile() && !/pages.(_header|_page)\.html$/.test(file));
  assert.equal(
    shared.filter((file) => !borrowed.has(file)),
    [],
  );
  assert.equal(
    [...borrowed].filter((file) => !existsSync(file)),
    [],
  );
});

for (const language of languages()) {
  test(`the texts in ${language} are those in English, with the same placeholders`, () => {
    const [texts, english] = [language, 'en'].map((name) => JSON.parse(read(`_shared/texts/${name}.json`)));
    const placeholders = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
    assert.equal(Object.keys(texts), Object.keys(english));
    for (const [name, text] of Object.entries<string>(texts)) {
      assert.equal(placeholders(text), placeholders(english[name]), name);
      assert.ok(text.trim(), name);
    }
  });

  for (const template of templateNames) {
    test(`${template} in ${language} says so in one place`, () => {
      const settings = { name: 'card', language };
      const files = filesOf(template).map((file) => [file.path, String(render(file, settings))] as const);
      const pages = files.filter(([name]) => name.endsWith('.html'));
      assert.ok(pages.every(([, text]) => text.includes(`<html lang="${language}">`)));
      assert.is(files.filter(([, text]) => text.includes(`LANGUAGE = '${language}'`)).length, pages.length > 0 ? 0 : 1);
      for (const [name, text] of files) assert.not.match(text, /<!-- include |\b(LANGUAGE\.js|PAGE\.|CANCEL")/, name);
    });
  }
}

test('every folder is a template of the menu, and the other way round', () => {
  assert.equal(readdirSync(root).sort(), ['_shared', ...templateNames].sort());
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

test('a card on a static host lets LeadDesk frame it', () => {
  const headers = read('_shared/_headers');
  assert.match(
    headers,
    /frame-ancestors https:\/\/\*\.leaddesk\.com https:\/\/\*\.leaddesk\.eu https:\/\/\*\.leaddesk\.ch$/m,
  );
  assert.match(headers, /Referrer-Policy: same-origin$/m);
});

test.run();
