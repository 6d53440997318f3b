import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const textsIn = (name) => JSON.parse(/\{[^]*\}/.exec(read(`texts/${name}`))[0]);
const languages = readdirSync(new URL('texts', root));
const names = Object.keys(textsIn(languages[0]));

for (const name of readdirSync(root).filter((file) => file.endsWith('.html'))) {
  const html = read(name);

  test(`${name} starts the runtime and the companion before its own scripts, and loads no modules`, () => {
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    assert.match(scripts[0], /^<script src="ld\.js" data-ld-keep="phone call_logs_id customers_id /);
    assert.match(scripts[1], /^<script src="ld\.card\.js"/);
    assert.ok(!scripts.some((tag) => tag.includes('type="module"')));
  });

  test(`${name} leads only to what is there`, () => {
    const targets = [...html.matchAll(/\s(?:href|action|src)="([^"#?:]+)["#?]/g)].map(([, target]) => target);
    assert.deepEqual(
      targets.filter((target) => !existsSync(new URL(target, root))),
      [],
    );
  });

  test(`${name} has a text for each of its places`, () => {
    const places = [...html.matchAll(/\sdata-(?:text|label|ld-confirm)="([^"]+)"/g)].map(([, place]) => place);
    assert.deepEqual(
      places.filter((place) => !names.includes(place)),
      [],
    );
  });
}

for (const language of languages) {
  test(`texts/${language} has every text, with the same placeholders`, () => {
    const texts = textsIn(language);
    const placeholders = (text) => text.match(/\{\w+\}/g)?.sort() ?? [];
    assert.equal(texts.language, language.replace('.js', ''));
    assert.deepEqual(Object.keys(texts).sort(), [...names].sort());
    for (const name of names)
      assert.deepEqual(placeholders(texts[name]), placeholders(textsIn(languages[0])[name]), name);
  });
}
