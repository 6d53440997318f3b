import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';

before(() => execFileSync(process.execPath, ['build.js'], { stdio: 'pipe' }));

const textsOf = (language) => JSON.parse(readFileSync(`src/texts/${language}`, 'utf8'));
const languages = readdirSync('src/texts');
const names = Object.keys(textsOf(languages[0]));

for (const name of readdirSync('.').filter((file) => file.endsWith('.html'))) {
  test(`${name} is built and leads only to what is there`, () => {
    const html = readFileSync(`dist/${name}`, 'utf8');
    const targets = [...html.matchAll(/\s(?:href|action|src)="([^"#?:]+)["#?]/g)].map(([, target]) => target);
    assert.ok(
      targets.some((target) => target.endsWith('.js')),
      'it has no script',
    );
    assert.ok(!html.includes('type="module"'));
    assert.deepEqual(
      targets.filter((target) => !existsSync(`dist/${target}`)),
      [],
    );
  });

  test(`${name} has a text for each of its places`, () => {
    const html = readFileSync(name, 'utf8');
    const places = [...html.matchAll(/\sdata-(?:text|label|ld-confirm)="([^"]+)"/g)].map(([, place]) => place);
    assert.deepEqual(
      places.filter((place) => !names.includes(place)),
      [],
    );
  });
}

for (const language of languages) {
  test(`src/texts/${language} has every text`, () => {
    assert.equal(textsOf(language).language, language.replace('.json', ''));
    assert.deepEqual(Object.keys(textsOf(language)).sort(), [...names].sort());
  });
}
