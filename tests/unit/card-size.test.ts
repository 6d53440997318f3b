import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { transform } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCard } from '../../runtime/card/index.js';
import { createLd } from '../../runtime/index.js';

const script = readFileSync(new URL('../../dist/ld.card.js', import.meta.url));

/** As size-limit counts: minified and brotli. */
const MAX_BYTES = 2560;

test(`the whole companion is at most ${MAX_BYTES} bytes`, () => {
  const size = brotliCompressSync(script).length;
  assert.ok(size <= MAX_BYTES, `${size} bytes`);
});

test('its syntax is ES2015', async () => {
  const modern = await transform(script.toString(), { target: 'esnext' });
  const lowered = await transform(script.toString(), { target: 'es2015' });
  assert.is(lowered.code, modern.code);
});

test('it is ASCII, and can stand in an inline script of any charset', () => {
  assert.not.match(script.toString(), /[^\x00-\x7f]|<\/script|<!--/i);
});

test('without a window, as on a server, there is a companion that knows nothing', () => {
  for (const options of [undefined, null, {}, { contact: ['phone'], cancel: 'Peruuta' }]) {
    const card = createCard(createLd(), options);
    assert.equal(card.contact, {});
    assert.equal(card.call, { state: 'unknown', sure: false });
    assert.equal(card.receipt, { state: 'none' });
    const off = card.on('call', () => assert.unreachable());
    off();
    off();
  }
});

test.run();
