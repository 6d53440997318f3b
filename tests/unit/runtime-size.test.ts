import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const script = readFileSync(new URL('../../dist/ld.js', import.meta.url));

/** As size-limit counts: minified and brotli. */
const MAX_BYTES = 2304;

test(`the whole runtime is at most ${MAX_BYTES} bytes`, () => {
  const [brotli, gzip] = [brotliCompressSync(script).length, gzipSync(script, { level: 9 }).length];
  console.log(`${brotli} bytes, ${gzip} by gzip`);
  assert.ok(brotli <= MAX_BYTES, `${brotli} bytes`);
});

test('its syntax is ES2015', async () => {
  const { warnings } = await transform(script.toString(), { target: 'es2015', logLevel: 'silent' });
  assert.equal(warnings, []);
  // What had to be lowered would come out longer.
  const modern = await transform(script.toString(), { target: 'esnext' });
  const lowered = await transform(script.toString(), { target: 'es2015' });
  assert.is(lowered.code, modern.code);
});

test('it is ASCII, and can stand in an inline script of any charset', () => {
  assert.not.match(script.toString(), /[^\x00-\x7f]|<\/script|<!--/i);
});

test.run();
