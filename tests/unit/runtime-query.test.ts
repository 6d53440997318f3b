import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { take, valueOf } from '../../runtime/query.js';

const runs = { numRuns: 10_000 };
const name = fc.constantFrom('a', 'ld_referrer', 'a[]', '__proto__', 'constructor');
const parameter = fc.oneof(
  fc.tuple(name, fc.string()).map(([name, value]) => `${name}=${value.replaceAll('&', '')}`),
  name,
  fc.constant(''),
  fc.string().map((text) => text.replaceAll('&', '')),
);
const query = fc.array(parameter).map((parameters) => (parameters.length > 0 ? `?${parameters.join('&')}` : ''));

for (const [query, name, rest, parameters] of [
  ['', 'a', '', []],
  ['?', 'a', '?', []],
  ['?a', 'a', '', ['a']],
  ['?a=1&b=2&a=3', 'a', '?b=2', ['a=1', 'a=3']],
  ['?b&a=1&c', 'a', '?b&c', ['a=1']],
  ['?aa=1&a', 'a', '?aa=1', ['a']],
  ['?a==b&=&&', 'a', '?=&&', ['a==b']],
  ['?&&a=1&', 'a', '?&&', ['a=1']],
  ['??a=1', 'a', '??a=1', []],
  ['?b=/c?a=1&a=2', 'a', '?b=/c?a=1', ['a=2']],
  ['?A=1&%61=2&a%5B=3', 'a', '?A=1&a%5B=3', ['%61=2']],
  ['?a%5Bid%5D=1&a[id]=2&a%5bid%5d', 'a[id]', '', ['a%5Bid%5D=1', 'a[id]=2', 'a%5bid%5d']],
  ['?a+b=1&a%20b=2&a%2Bb=3', 'a b', '?a%2Bb=3', ['a+b=1', 'a%20b=2']],
] as const) {
  test(`the parameters ${name} of ${query || 'nothing'}`, () =>
    assert.equal(take(query, name), [rest, parameters.join('&')]));
}

for (const [parameter, value] of [
  ['a=1', '1'],
  ['a=', ''],
  ['a=b=c', 'b=c'],
  ['a=b+c%20d%2B', 'b c d+'],
  ['a=%C3%A5', 'å'],
  ['a=%', '%'],
] as const) {
  test(`the value of ${parameter}`, () => assert.is(valueOf(parameter), value));
}

test('a name’s parameters and the rest are all there is, each in its order', () => {
  fc.assert(
    fc.property(query, name, (query, name) => {
      const [rest, mine] = take(query, name);
      const split = (parameters: string) => (parameters === '' ? [] : parameters.split('&'));
      const queues = [split(mine), rest === '' ? [] : rest.slice(1).split('&')];
      for (const parameter of query === '' ? [] : query.slice(1).split('&')) {
        const queue = queues.find(([next]) => next === parameter);
        assert.ok(queue, parameter);
        queue.shift();
      }
      assert.equal(queues, [[], []]);
      assert.equal(take(rest, name), [rest, '']);
      for (const parameter of split(mine)) assert.equal(take(`?x&${parameter}`, name), ['?x', parameter]);
    }),
    runs,
  );
});

test('a value is what encoding made of it, and no text throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      assert.is(valueOf(`a=${encodeURIComponent(value)}`), value);
      assert.is(valueOf(new URLSearchParams({ a: value }).toString()), value);
      assert.type(valueOf(value), 'string');
    }),
    runs,
  );
});

test.run();
