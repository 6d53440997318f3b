import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));

for (const name of pages) {
  const html = readFileSync(new URL(name, root), 'utf8');

  test(`${name} starts the runtime before its own script, and keeps the contact`, () => {
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    assert.equal(scripts[0], '<script src="ld.js" data-ld-keep="phone call_logs_id customers_id">');
    assert.match(scripts[1], /type="module" src="scripts\/\w+\.js"/);
  });

  test(`${name} leads only to what is there`, () => {
    const targets = [...html.matchAll(/\s(?:href|action|src)="([^"#?:]+)["#?]/g)].map(([, target]) => target);
    const missing = targets.filter((target) => target !== 'ld.js' && !existsSync(new URL(target, root)));
    assert.deepEqual(missing, []);
  });
}
