import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';

before(() => execFileSync(process.execPath, ['build.js'], { stdio: 'pipe' }));

for (const name of readdirSync('.').filter((file) => file.endsWith('.html'))) {
  test(`${name} is built and leads only to what is there`, () => {
    const html = readFileSync(`dist/${name}`, 'utf8');
    const targets = [...html.matchAll(/\s(?:href|action|src)="([^"#?:]+)["#?]/g)].map(([, target]) => target);
    assert.ok(
      targets.some((target) => target.endsWith('.js')),
      'it has no script',
    );
    assert.deepEqual(
      targets.filter((target) => !existsSync(`dist/${target}`)),
      [],
    );
  });

  test(`${name} connects to LeadDesk`, () => {
    const script = /src="src\/([\w-]+\.ts)"/.exec(readFileSync(name, 'utf8'))?.[1];
    assert.ok(script, 'it names no script in src/');
    assert.match(readFileSync(`src/${script}`, 'utf8'), /from '\.\/(card|ld)'/);
  });
}
