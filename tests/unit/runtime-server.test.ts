/** The module where there is no window, as when a server renders the page. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLd } from '../../runtime/index.js';

test('without a window there is a connection that does nothing and throws nothing', () => {
  for (const ld of [
    createLd(),
    createLd({ allow: ['https://crm.example'], keep: 'a b', param: 'from' }),
    createLd(null),
  ]) {
    assert.is(ld.origin, '');
    assert.is(ld.send('hangup'), false);
    assert.is(ld.url('next?a=1#b'), 'next?a=1#b');
    assert.is(ld.url(new URL('https://card.example/a')), 'https://card.example/a');
    const off = ld.on('callLineOn', () => assert.unreachable());
    off();
    off();
  }
});

test.run();
