import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const file = fileURLToPath(new URL('../../dist/ld.js', import.meta.url));
const script = readFileSync(file);

test('the whole runtime is at most 2,048 bytes gzipped and 4,096 minified', () => {
  // Node's zlib and the gzip program, which adds the file's name, differ by some bytes.
  const gzip = Math.max(gzipSync(script, { level: 9 }).length, execFileSync('gzip', ['-9c', file]).length);
  assert.ok(gzip <= 2048 && script.length <= 4096, `${script.length} minified, ${gzip} gzipped`);
});

test('its syntax is ES5', () => {
  parse(script.toString(), { ecmaVersion: 5, sourceType: 'script' });
});

test('it is ASCII, and can stand in an inline script of any charset', () => {
  assert.not.match(script.toString(), /[^\x00-\x7f]|<\/script|<!--/i);
});

test.run();
