import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodesOf, parseScript } from '../../cli/commands/check/script.js';
import type { Dialect } from '../../cli/commands/check/syntax/parse.js';
import { root } from '../cli/scratch.js';
import { script, told } from './check/card.js';

const read = (text: string, dialect: Dialect = 'script') => parseScript({ name: 'a', text }, text, { dialect });

/** Each stands before a command with the referrer as its target, and must not hide it. */
const TYPED = [
  'enum A { B = 1, C = B << 1 }',
  'const enum A { B }',
  'const f = <T,>(x: T) => x;',
  'const f = async <T extends object>(x: T): Promise<T> => x;',
  'class A { constructor(private a: string, public readonly b?: number) {} }',
  'type A<T> = T extends string ? 1 : T extends infer U ? U : never;',
  'function f(a: string): void; function f(a: number): void; function f(a: any) {}',
  'abstract class A<T> extends B<T> implements C { abstract x(): void; declare y: string; bar!: string; [k: string]: any }',
  'namespace A.B { export const x = 1 }',
  'declare global { interface Window { ld: any } }',
  'const x = <any>y;',
  'const x = y satisfies Z;',
  'function check(x: unknown): asserts x is string {}',
  'import type { A } from "a"; import { type B, C } from "b";',
  'import x = require("x");',
  'let t: [a: string, b?: number, ...rest: any[]];',
  'type M = { readonly [K in keyof T as `get${K & string}`]?: T[K] };',
  '@Component({ selector: "a" }) class A { @Input() a: string; constructor(@Inject(X) private x: X) {} }',
  'const v = a ? (b) : c => d;',
  'const m = f<string>; new Map<string, Array<number>>();',
  'class A { accessor x = 1; static { g(); } } class B extends A { override m() {} }',
  'function f(this: Window, x?: string | undefined): x is string { return true }',
];
for (const before of TYPED) {
  test(`TypeScript is read: ${before}`, () => {
    const text = `${before}\nparent.postMessage(JSON.stringify({ action: "hangup" } as Command), document.referrer!);`;
    const { isWhole, syntax } = read(text, 'typescript');
    assert.ok(isWhole);
    assert.ok(syntax.calls.has('postMessage'));
  });
}

test('JSX is read, in a file of either name', () => {
  for (const name of ['a.jsx', 'a.tsx', 'a.js'])
    assert.ok(parseScript({ name, text: '' }, 'const a = <b onClick={() => ld.send("hangup")}>{c}</b>;').isWhole);
});

const sources = path.join(root, 'templates/typescript/src');
for (const name of readdirSync(sources)) {
  test(`${name} of the template typescript is read whole`, () => {
    assert.ok(parseScript({ name, text: '' }, readFileSync(path.join(sources, name), 'utf8')).isWhole);
  });
}

const BROKEN: [text: string, at: number, dialect?: Dialect][] = [
  ['function f( {', 13],
  ['var a = "b', 8],
  ['a = { b: 1, c 2 }', 14],
  ['let a; let a', 11],
  ['return 1', 0],
  ['import a from "a"', 0],
  ['if (a) { b() ', 13],
  ['await a', 0],
  ['with (a) b()', 0, 'module'],
  ['f(1 2)', 4, 'handler'],
  ['a = 0128n', 4],
  ['const a: string = 1', 7],
];
for (const [text, at, dialect] of BROKEN) {
  test(`${text} is a syntax error where a browser sees it`, () => {
    assert.equal({ ...read(text, dialect).problem, message: '' }, { at, message: '', kind: 'syntax' });
  });
}

for (const [text, dialect] of [
  ['<!-- hidden\na()\n--> b', 'script'],
  ['var a = 010; with (a) b()', 'script'],
  ['return false', 'handler'],
  ['import a from "a"; await a', 'file'],
  ['module.exports = 1; return', 'file'],
  ['#!/usr/bin/env node\na()', 'file'],
  ['// @flow\nconst f = (a: string): void => {}', 'file'],
  ['// @flow\nconst f = (a) => <b>{a}</b>', 'file'],
] as [string, Dialect][]) {
  test(`${JSON.stringify(text)} as ${dialect} is no syntax error`, () =>
    assert.is(read(text, dialect).problem, undefined));
}

test('types of Flow that TypeScript does not have are no syntax error, but said to be unread', () => {
  for (const text of ['// @flow\ntype A = {| a: ?string |}', 'import type { A } from "a"; opaque type B = A'])
    assert.is(read(text, 'file').problem!.kind, 'flow');
});

test('LeadDesk’s own example is found with its curly quotation marks, and read as it is meant', () => {
  const text =
    'function hangUp() {\nparent.postMessage(JSON.stringify({“action”:“hangup”}), document.referrer);\n}\n// it’s “so”\nvar a = "“";';
  const { problem, syntax } = read(text);
  assert.is(problem!.kind, 'curly');
  assert.is(problem!.at, text.indexOf('“'));
  assert.ok(syntax.calls.has('postMessage'));
});

test('so is one of which a page in Latin-1 has the bytes', () => {
  const text = 'parent.postMessage(JSON.stringify({\x93action\x94:\x91hangup\x92}), document.referrer);';
  const { problem, syntax } = read(text);
  assert.is(problem!.kind, 'curly');
  assert.ok(syntax.calls.has('postMessage'));
});

test('a string that begins straight and ends curly is one of those', () => {
  assert.is(read('f({"action”: "hangup"})').problem!.kind, 'curly');
});

test('a curly quotation mark in a text or comment is no cause of an error elsewhere', () => {
  assert.is(read('var a = "“b”"; // ‘c’').problem, undefined);
  assert.is(read('var a = "“b”"; f(').problem!.kind, 'syntax');
});

test('a syntax error is found in a page, an attribute and a file, once each', () => {
  assert.equal(
    told({
      'index.html': script('function f( {').replace('<body>', '<body onload="go(">'),
      'a.js': 'var = 1',
    }).filter((finding) => finding.endsWith('syntax-error')),
    ['a.js:1 syntax-error', 'index.html:3 syntax-error', 'index.html:6 syntax-error'],
  );
});

test('tags of a template in the code are no syntax error', () => {
  const found = (text: string) => told({ 'index.php': script(text) });
  assert.equal(found('var a = <?= $a ?>; const b = [<?php foreach ($c as $d) { echo $d, ","; } ?>];'), []);
  assert.equal(found('<?php if ($a): ?>let a = 1;<?php else: ?>let a = 2;<?php endif ?>'), []);
  assert.equal(found('f(<?php echo $a ?> <?= $b ?>)'), []);
  assert.equal(found('<?= $open ?> } }'), ['index.php:5 unreadable']);
});

test('what is nested too deeply is said to be unreadable', () => {
  for (const text of ['['.repeat(20_000), 'a+'.repeat(50_000) + 1, 'if(a){'.repeat(20_000)])
    assert.is(read(text).problem!.kind, 'deep');
  assert.equal(told({ 'index.html': script(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`) }), [
    'index.html:5 unreadable',
  ]);
});

test('a chain of thousands of calls is read', () => {
  const { isWhole, syntax } = read(`x${'.a()'.repeat(20_000)}`);
  assert.ok(isWhole);
  assert.is(syntax.calls.get('a')!.length, 20_000);
});

test('names stand for what their scope declares', () => {
  const text =
    'function f(parent) { parent.a; { let top = 1; top.b } } parent.c; top.d; var self = this; self.e; g = 1';
  const names = nodesOf(read(text), 'MemberExpression').map(({ object, property }) => [
    property.name,
    object.binding?.kind ?? 'global',
  ]);
  assert.equal(names, [
    ['a', 'param'],
    ['b', 'let'],
    ['c', 'global'],
    ['d', 'global'],
    ['e', 'var'],
  ]);
});

test('each node is looked at once, however names and scopes repeat', () => {
  const steps = (count: number) => {
    const text = `${'function f(e){return e}'.repeat(count)}${'e=1;'.repeat(count)}`;
    return read(text).syntax.steps / count;
  };
  assert.ok(steps(4000) <= steps(1000) * 1.01);
});

test.run();
