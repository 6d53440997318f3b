import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check, page, script } from './check/card.js';
import { IDIOMS } from './check/idioms.js';
import { MARKUP } from './check/markup.js';
import { SNIPPETS } from './check/snippets.js';

const ALL = [...SNIPPETS, ...IDIOMS, ...MARKUP];

const name = (number: number) => `${String(number).padStart(3, '0')}.html`;
const files = Object.fromEntries(ALL.map(([, text], number) => [name(number), script(text)]));
const findings = check({ 'index.html': page('<a href="000.html">Order</a>'), ...files });

ALL.forEach(([expected, text], number) => {
  test(`${text} ${expected ? `is ${expected}` : 'is right'}`, () => {
    const found = findings.filter(({ place }) => place.file === name(number)).map(({ id }) => id);
    assert.is([...new Set(found)].sort().join(' '), expected);
  });
});

test('each of hundreds of calls of a wrapper is looked at', () => {
  const calls = `${"s('hangup');".repeat(500)}s('hang-up')`;
  const text = `function s(a){parent.postMessage(JSON.stringify({action:a}),h)} ${calls}`;
  assert.equal(
    check({ 'index.html': script(text) }).map(({ id }) => id),
    ['unknown-action'],
  );
});

test('scripts that pages share, and some that none is known to load, are read together', () => {
  const found = check({
    'index.html': page('<script src="a.js"></script><a href="b.html">B</a>'),
    'b.html': page('<script src="a.js"></script><script>send("hang-up")</script>'),
    'a.js': 'function send(a) { parent.postMessage(JSON.stringify({ action: a }), host) }',
    'loose.js': 'function send(a) { return a } send("x"); location.go(send)',
  });
  assert.equal(
    found.map(({ id, place }) => `${place.file} ${id}`),
    ['b.html unknown-action'],
  );
});

test.run();
