import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check, page, script } from './check/card.js';
import { SNIPPETS } from './check/snippets.js';

const name = (number: number) => `${String(number).padStart(3, '0')}.html`;
const files = Object.fromEntries(SNIPPETS.map(([, text], number) => [name(number), script(text)]));
const findings = check({ 'index.html': page('<a href="000.html">Order</a>'), ...files });

SNIPPETS.forEach(([expected, text], number) => {
  test(`${text} ${expected ? `is ${expected}` : 'is right'}`, () => {
    const found = findings.filter(({ place }) => place.file === name(number)).map(({ id }) => id);
    assert.is([...new Set(found)].sort().join(' '), expected);
  });
});

test.run();
