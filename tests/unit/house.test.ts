/** The house: which part may import which, how wide a line is, and which words are not used. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root, tracked } from '../cli/scratch.js';

/** Files, each with the files of the repository that it imports, and with the packages. */
type Imports = Map<string, string[]>;

/** Parts of the runtime that the command line uses: the protocol's facts, and small pure functions. */
const PURE_RUNTIME = ['runtime/protocol.ts', 'runtime/query.ts', 'runtime/debug/names.ts'];

/** What a folder's files may import beside the folder itself. The first line that matches a file counts. */
const RULES: [folder: RegExp, allowed: string[]][] = [
  [/^runtime\//, ['runtime/']],
  [/^cli\/shared\//, ['cli/shared/', ...PURE_RUNTIME]],
  [/^cli\/simulator\//, ['cli/simulator/', 'cli/shared/', ...PURE_RUNTIME]],
  // Plays LeadDesk for a card without a browser: with the runtime itself.
  [/^cli\/testing\//, ['cli/testing/', 'cli/simulator/', 'cli/shared/', 'runtime/']],
  [/^cli\/server\//, ['cli/server/', 'cli/shared/', ...PURE_RUNTIME]],
  [/^cli\/commands\/[^/]+\//, ['cli/testing/', 'cli/simulator/', 'cli/shared/', ...PURE_RUNTIME]],
  // The entry and its table of commands.
  [/^cli\/(commands\/)?\w+\.ts$/, ['cli/']],
];

/** The import of `to` by `from`, when it is forbidden. */
function isForbidden(from: string, to: string): boolean {
  const isPackage = !/^(cli|runtime|scripts|templates|tests)\//.test(to);
  if (isPackage) return from.startsWith('runtime/');
  const own = /^cli\/commands\/[^/]+\//.exec(from)?.[0];
  if (own && to.startsWith(own)) return false;
  const rule = RULES.find(([folder]) => folder.test(from));
  if (!rule) throw new Error(`${from} is in no room: give its folder a rule in tests/unit/house.test.ts.`);
  return !rule[1].some((allowed) => to.startsWith(allowed));
}

/** One circle of imports, if there is any. */
function circleIn(imports: Imports): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...trail, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

/** What a source imports: statements, types, `import()` as a call and as a type. */
function importsOf(source: string): string[] {
  const { program } = parse(source, { sourceType: 'module', plugins: ['typescript'], createImportExpressions: true });
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    const { type, source, argument } = node as Record<string, { value?: unknown } | undefined>;
    const from =
      typeof type === 'string' && /^(Import|Export\w+Declaration|ImportExpression|TSImportType)/.test(type)
        ? (source ?? argument)
        : undefined;
    if (typeof from?.value === 'string') found.push(from.value);
    Object.values(node).forEach(visit);
  };
  visit(program.body);
  return found;
}

function readImports(...folders: string[]): Imports {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  );
  return new Map(
    files.map((file) => [
      file,
      importsOf(readFileSync(path.join(root, file), 'utf8')).map((name) =>
        name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts') : name,
      ),
    ]),
  );
}

const imports = readImports('runtime', 'cli');

test('imports are read in each of their forms', () => {
  const source = `
    import a, { type B } from './a.js';
    import type { C } from './c.js';
    import './d.js';
    export { e } from './e.js';
    export * from './f.js';
    const g = await import('./g.js');
    type H = import('./h.js').H;
    const text = "import x from './not-this.js'";
    // import y from './nor-this.js';
  `;
  assert.equal(
    importsOf(source),
    ['a', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `./${name}.js`),
  );
});

const verdicts: [from: string, to: string, forbidden: boolean][] = [
  ['runtime/index.ts', 'runtime/host.ts', false],
  ['runtime/index.ts', 'cli/shared/json.ts', true],
  ['runtime/index.ts', 'preact', true],
  ['cli/shared/args.ts', 'runtime/debug/names.ts', false],
  ['cli/shared/args.ts', 'cli/commands/create/index.ts', true],
  ['cli/shared/args.ts', 'node:util', false],
  ['cli/commands/check/rules/a.ts', 'cli/commands/check/page.ts', false],
  ['cli/commands/check/rules/a.ts', 'cli/commands/inline/index.ts', true],
  ['cli/commands/check/rules/a.ts', 'cli/commands/index.ts', true],
  ['cli/commands/check/rules/a.ts', 'cli/simulator/contacts.ts', false],
  ['cli/commands/check/rules/a.ts', 'runtime/protocol.ts', false],
  ['cli/commands/check/rules/a.ts', 'runtime/messages.ts', true],
  ['cli/simulator/host.ts', 'cli/testing/index.ts', true],
  ['cli/index.ts', 'cli/commands/create/index.ts', false],
  ['cli/commands/index.ts', 'cli/commands/dev/index.ts', false],
];
for (const [from, to, forbidden] of verdicts)
  test(`${from} ${forbidden ? 'may not' : 'may'} import ${to}`, () => assert.is(isForbidden(from, to), forbidden));

test('every import is allowed', () => {
  assert.ok(imports.size > 100);
  const forbidden = [...imports].flatMap(([from, all]) =>
    all.filter((to) => isForbidden(from, to)).map((to) => `${from} imports ${to}`),
  );
  assert.equal(forbidden, []);
});

test('a circle is found, also of types and over several files', () => {
  const table = (entries: Record<string, string[]>) => circleIn(new Map(Object.entries(entries)));
  assert.is(table({ a: ['b', 'c'], b: ['c'], c: [] }), undefined);
  assert.equal(table({ a: ['b'], b: ['c'], c: ['b'] }), ['b', 'c', 'b']);
  assert.equal(table({ a: ['a'] }), ['a', 'a']);
});

test('no imports go in a circle', () => assert.is(circleIn(imports)?.join(' -> '), undefined));

const MAX_WIDTH = 120;

/** What can not be broken, so that its line may be wider: texts, patterns, addresses, a row of a table. */
const UNBROKEN = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|\/(?:\\.|[^/\\])+\/[a-z]*|https?:\S+|^\|.*\|$/g;

/** Lines that are too wide. In scripts, what a template literal spans over lines is a text as well. */
function wideLines(file: string, text: string): string[] {
  if (!text.split('\n').some((line) => line.length > MAX_WIDTH)) return [];
  const isScript = /\.[cm]?[jt]s$/.test(file);
  const spans = isScript ? templatesIn(text) : [];
  let start = 0;
  return text.split('\n').flatMap((line, index) => {
    const from = start;
    start += line.length + 1;
    if (line.length <= MAX_WIDTH || /^ {4,}\S+$/.test(line)) return [];
    const isComment = /^\s*(\/\/|\/?\*)/.test(line);
    const isText = !isComment && spans.some(([begin, end]) => begin < from + line.length && end > from);
    const isMarkup = /\.(html|php|svg)$/.test(file) && /[<>$]/.test(line);
    const width = isComment ? line.length : line.replace(UNBROKEN, '').length;
    return isText || isMarkup || width <= MAX_WIDTH ? [] : [`${file}:${index + 1}`];
  });
}

/** Where template literals are. */
function templatesIn(text: string): [start: number, end: number][] {
  const { program } = parse(text, { sourceType: 'unambiguous', plugins: ['typescript'], errorRecovery: true });
  const found: [number, number][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    const { type, start, end } = node as { type?: string; start?: number; end?: number };
    if (type === 'TemplateLiteral') found.push([start!, end!]);
    Object.values(node).forEach(visit);
  };
  visit(program.body);
  return found;
}

/** Words that make a text hard to read for those whose first language is another one. */
const HARD = new RegExp(
  String.raw`\b(${['no' + 'body', 'of (its|their) ' + 'own', 'a' + 'new', 'when' + 'ce'].join('|')})\b`,
  'i',
);

const documents = tracked('.').filter(
  (file) => /\.([cm]?[jt]s|css|html|php|md|ya?ml|svg)$/.test(file) || /^\.ci\/run$/.test(file),
);

test('a line that is too wide is found, except for what can not be broken', () => {
  const wide = 'word '.repeat(30);
  for (const line of [`// ${wide}`, ` * ${wide}`, wide])
    assert.equal(wideLines('a.ts', `const x = 1;\n/*\n${line}\n*/`).length, 1);
  for (const line of [`const a = '${wide}';`, `const a = \`\n${wide}\n\`;`, `const a = /${wide}/;`])
    assert.equal(wideLines('a.ts', line), []);
  assert.equal(wideLines('a.md', `| ${wide} |`), []);
  assert.equal(wideLines('a.md', wide), ['a.md:1']);
});

test('no line is wider than 120 columns', () => {
  assert.ok(documents.length > 300);
  assert.equal(
    documents.flatMap((file) => wideLines(file, readFileSync(path.join(root, file), 'utf8'))),
    [],
  );
});

test('no text has a word that is hard to read', () => {
  assert.match('By no' + 'body', HARD);
  const found = documents.flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (HARD.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  assert.equal(found, []);
});

test.run();
