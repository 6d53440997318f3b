import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const script = readFileSync(new URL('../../dist/ld.js', import.meta.url));

test('the whole runtime is at most 2,048 bytes gzipped and 4,096 minified', () => {
  const sizes = { minified: script.length, gzip: gzipSync(script, { level: 9 }).length };
  assert.ok(sizes.gzip <= 2048 && sizes.minified <= 4096, JSON.stringify(sizes));
});

test('its syntax is ES5', () => {
  parse(script.toString(), { ecmaVersion: 5, sourceType: 'script' });
});

test('it is ASCII, and can stand in an inline script of any charset', () => {
  assert.not.match(script.toString(), /[^\x00-\x7f]|<\/script|<!--/i);
});

test.run();
