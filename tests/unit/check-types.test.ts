import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseScript } from '../../cli/commands/check/script.js';
import { withoutTypes } from '../../cli/commands/check/syntax/types.js';
import { root } from '../cli/scratch.js';

const cases: [typed: string, plain: string][] = [
  ['const a: number = 1', 'const a = 1'],
  ['let a: string | null, b = 2', 'let a, b = 2'],
  ['const a = b as unknown as C[];', 'const a = b;'],
  ['a!.b; c!(d)', 'a.b; c(d)'],
  ['function f<T extends A>(a: T, b?: string): Promise<void> {}', 'function f(a, b) {}'],
  ['const f = ({ a }: { a: number }, ...b: string[]): a is B => a', 'const f = ({ a }, ...b) => a'],
  ['find<HTMLFormElement>("form")', 'find("form")'],
  ['interface A { b: { c: number } }\nf()', '\nf()'],
  ["type A = 'b' | 'c';\nf()", '\nf()'],
  ["import type { A } from './a';\nimport { type B, c as d } from './b';", "\nimport { c as d } from './b';"],
  ['declare const a: B;\nf()', '\nf()'],
  ['const a = { b: c, d: e };', 'const a = { b: c, d: e };'],
  ['const a = b ? f(c) : d;', 'const a = b ? f(c) : d;'],
  ["f('a as b', `c as d`) // e as f", "f('a as b', `c as d`) // e as f"],
  ['const { a: b } = c; f({ a: b })', 'const { a: b } = c; f({ a: b })'],
];
for (const [typed, plain] of cases) {
  test(`without types ${typed} is ${plain}`, () => {
    const untyped = withoutTypes(typed);
    assert.is(untyped.length, typed.length);
    assert.is(untyped.replace(/\s+/g, ''), plain.replace(/\s+/g, ''));
  });
}

const sources = path.join(root, 'templates/typescript/src');
for (const name of readdirSync(sources)) {
  test(`${name} of the template typescript is read whole`, () => {
    assert.ok(parseScript({ name, text: '' }, readFileSync(path.join(sources, name), 'utf8')).isWhole);
  });
}

test('of a script that can not be read whole, what can be told is told', () => {
  const { isWhole, roots } = parseScript(
    { name: 'a.js', text: '' },
    'class { parent.postMessage(a, "*"); <b>; window.location = c',
  );
  assert.not(isWhole);
  assert.equal(
    roots.map(({ type }) => type),
    ['CallExpression', 'AssignmentExpression'],
  );
});

test.run();
