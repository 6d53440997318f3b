/** The documents against the sources: no code block without a test, no table that differs from the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { frameAncestors } from '../../cli/commands/check/rules/frame-ancestors.js';
import type { Exchange } from '../../cli/commands/check/walk/exchange.js';
import { templateNames } from '../../cli/commands/create/templates.js';
import { commands } from '../../cli/commands/index.js';
import { coversLeadDesk } from '../../cli/shared/csp.js';
import { DEFAULT_QUERY, fillAddress, unfilled } from '../../cli/simulator/address.js';
import { CONTACTS } from '../../cli/simulator/contacts.js';
import { ACTIONS, EVENTS, isKnownAction } from '../../runtime/protocol.js';
import { root } from '../cli/scratch.js';
import { blocksFor, documentOf, documents, testerOf, where } from '../readme/documents.js';
import { type Markdown, parse, spansOf } from '../readme/markdown.js';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const unique = (names: string[]) => [...new Set(names)].sort();
const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file))
    .map((file) => read(`${folder}/${file}`));
const [readme, contributing, api] = ['README.md', 'CONTRIBUTING.md', 'docs/api.md'].map(documentOf) as [
  Markdown,
  Markdown,
  Markdown,
];
/** The code spans in the first column of a document's table whose head begins so. */
const firstColumn = (document: Markdown, ...head: string[]) => {
  const table = document.tables.find((table) => head.every((cell, index) => table.head[index] === cell));
  assert.ok(table, `${document.name} has a table of ${head.join(', ')}`);
  return unique(table.rows.flatMap(([first = '']) => spansOf(first)));
};

const code = (text: string) =>
  parse('a.md', text).blocks.map(({ language, text, section }) => [section, language, text]);
const markdown: [what: string, text: string, blocks: string[][]][] = [
  ['a fence', '# A\n```sh\nls\n\n```\n', [['A', 'sh', 'ls\n\n']]],
  ['a fence of waves, in a list in a quote', '> - a\n>   ~~~js x\na\n> ~~~', [['', 'js', 'a\n']]],
  ['a fence in a longer one', '````md\n```sh\n```\n````\n', [['', 'md', '```sh\n```\n']]],
  ['an indented block, over an empty line', 'a\n\n    b\n\n\tc\nd', [['', '', 'b\nc\n']]],
  ['indented lines of a paragraph are none', 'a\n    b\n', []],
  [
    'a fence at once after another, then an indented block',
    '```a\n```\n```b\n```\n    c',
    [
      ['', 'a', ''],
      ['', 'b', ''],
      ['', '', 'c\n'],
    ],
  ],
];
for (const [what, text, blocks] of markdown) test(`Markdown: ${what}`, () => assert.equal(code(text), blocks));

test('Markdown: what could hide code is an error', () => {
  assert.throws(() => parse('a.md', '```sh\nls'), /not closed/);
  assert.throws(() => parse('a.md', 'a <pre>ls</pre>'), /HTML/);
});

test('every code block has a test', () => {
  const blocks = documents.flatMap((document) => document.blocks);
  assert.ok(blocks.length > 10);
  blocks.forEach(testerOf);
});

test('the campaign’s address fills all placeholders that the simulator knows', () => {
  const blocks = blocksFor('unit').filter(({ language }) => language !== 'text');
  assert.equal(
    blocks.map(({ document }) => document),
    ['docs/in-leaddesk.md'],
    blocks.map(where).join(),
  );
  const address = blocks[0]!.text.trim();
  assert.is(address, `https://card.example.com/${DEFAULT_QUERY}`);
  assert.equal(unfilled(address, CONTACTS[0]), []);
  assert.is(
    fillAddress(address, CONTACTS[0]),
    'https://card.example.com/?phone=%2B46313900601&call_logs_id=48151&customers_id=1623',
  );
});

test('the policy that it tells satisfies the check', () => {
  const spans = documents.flatMap((document) =>
    document.spans.filter(({ text }) => text.startsWith('Content-Security-Policy:')),
  );
  assert.is(spans.length, 1);
  const policy = spans[0]!.text.replace(/^.*?: /, '');
  const findings = (value: string) => [
    ...frameAncestors.exchange!(
      { headers: new Headers({ 'content-security-policy': value }), isPage: true } as Exchange,
      null as never,
    ),
  ];
  assert.equal(findings(policy), []);
  assert.is(findings(policy.replaceAll('leaddesk', 'example')).length, 1);
  const [directive, ...hosts] = policy.split(' ');
  assert.is(directive, 'frame-ancestors');
  assert.equal(hosts.map((host) => host.split('.').at(-1)).sort(), ['ch', 'com', 'eu']);
  assert.ok(hosts.every(coversLeadDesk));
});

test('the protocol’s tables have every action and event, and no other', () => {
  assert.equal(firstColumn(documentOf('docs/protocol.md'), 'action', 'params'), Object.keys(ACTIONS).sort());
  assert.equal(firstColumn(documentOf('docs/protocol.md'), 'event', 'data'), Object.keys(EVENTS).sort());
});

test('the protocol’s tables have the params and data of each', () => {
  for (const table of documentOf('docs/protocol.md').tables) {
    for (const [names = '', keys = ''] of table.rows) {
      const told = spansOf(keys).map((key) => key.replace('?', ''));
      for (const name of spansOf(names)) {
        const rule = isKnownAction(name) ? ACTIONS[name] : { required: [EVENTS[name as keyof typeof EVENTS]] };
        const known = [...(rule.required ?? []), ...(rule.oneOf ?? []), ...(rule.optional ?? [])];
        assert.equal(
          known.filter((key) => !told.includes(key)),
          [],
          name,
        );
        // The values that a target has are told beside it.
        if (!known.includes('target'))
          assert.equal(
            told.filter((key) => !known.includes(key)),
            [],
            name,
          );
      }
    }
  }
});

test('they name every attribute that the runtime reads, and no other', () => {
  const attributes = sources('runtime').flatMap((source) => source.match(/data-ld-[a-z]+/g) ?? []);
  const settingsIn = (file: string) =>
    [...read(file).matchAll(/^ {2}ld([A-Z]\w*)\?:/gm)].map(([, name]) => `data-ld-${name!.toLowerCase()}`);
  const settings = settingsIn('runtime/settings.ts');
  const settingsOfCard = settingsIn('runtime/card/companion.ts');
  assert.ok(settings.length >= 3);
  assert.equal(
    unique(documents.flatMap(({ spans }) => spans.flatMap(({ text }) => text.match(/data-ld-[a-z]+/g) ?? []))),
    unique([...attributes, ...settings, ...settingsOfCard]),
  );
  assert.equal(firstColumn(api, 'attribute', 'option'), unique(settings));
  assert.equal(firstColumn(api, 'setting', 'option'), unique(settingsOfCard));
});

test('it names every option of createLd, and every member of what it returns', () => {
  const members = (name: string) =>
    [
      ...new RegExp(`interface ${name} {\\n([^]*?)\\n}`)
        .exec(read('runtime/index.ts'))![1]!
        .matchAll(/^ {2}(?:readonly )?(\w+)[?<(:]/gm),
    ].map(([, member]) => member!);
  const options = api.tables
    .find(({ head }) => head[1] === 'option')!
    .rows.flatMap(([, option = '']) => spansOf(option));
  assert.equal(unique(options), unique(members('Options')));
  const told = api.tables.flatMap(({ rows }) => rows.flatMap(([first = '']) => spansOf(first)));
  assert.equal(unique(told.flatMap((span) => /^ld\.(\w+)/.exec(span)?.[1] ?? [])), unique(members('Ld')));
});

test('they name every template and every command, and no other', () => {
  assert.equal(firstColumn(documentOf('docs/new-card.md'), 'template', 'for'), [...templateNames].sort());
  const names = firstColumn(readme, 'command', 'does').map((usage) => usage.split(' ')[0]!);
  assert.equal(names, ['create-leaddesk-card', ...Object.keys(commands)].sort());
});

test('the errors of the troubleshooting are the runtime’s', () => {
  const runtime = sources('runtime').join('\n');
  const table = documentOf('docs/troubleshooting.md').tables[0]!;
  const errors = table.rows
    .flatMap(([symptom = '']) => spansOf(symptom))
    .map((error) => error.replace(/https:\/\/…|\{.*\}/, '${'));
  assert.equal(errors, ['data-ld-allow lacks ${', 'no host for ${']);
  for (const error of errors) {
    const [before, after = ''] = error.split('${').map(escaped) as [string, string?];
    assert.match(runtime, new RegExp(`console\\.error\\(\`ld: ${before}\\$\\{[^}]*\\}${after}\``), error);
  }
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a relative link names a file that is there, and a heading that it has. */
function leadsSomewhere(from: Markdown, link: string): boolean {
  const [file, anchor] = link.split('#') as [string, string?];
  const name = file ? path.posix.join(path.posix.dirname(from.name), file) : from.name;
  if (!existsSync(path.join(root, name))) return false;
  return anchor === undefined || parse(name, read(name)).headings.some((heading) => anchorOf(heading) === anchor);
}

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

test('README has at most 150 lines', () => assert.ok(read('README.md').split('\n').length <= 151));

for (const document of documents) {
  test(`${document.name} links to what is there`, () => {
    const lost = document.links.filter((link) => !/^https:/.test(link) && !leadsSomewhere(document, link));
    assert.equal(lost, []);
  });

  test(`${document.name} names files and folders that are there`, () => {
    const named = document.spans
      .map(({ text }) => text.split(' ').at(-1)!)
      .filter((text) => /^(\.ci|cli|docs|runtime|templates|tests)\/[\w./-]*$/.test(text));
    assert.equal(
      named.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });
}

test('CONTRIBUTING’s map has every folder of sources', () => {
  const map = contributing.tables.find(({ head }) => head[0] === 'folder')!;
  const folders = map.rows.flatMap(([folder = '']) => spansOf(folder));
  assert.equal(folders.filter((folder) => ['runtime/', 'cli/', 'templates/', 'tests/'].includes(folder)).length, 4);
  const spans = contributing.spans.filter(({ section }) => section === 'The map').map(({ text }) => text);
  const below = readdirSync(path.join(root, 'tests'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of below) assert.ok(spans.includes(`${name}/`), name);
});

test('CONTRIBUTING has every environment variable that the tests read', () => {
  const install = read('tests/browser/engines/install.ts');
  const variables = [...install.matchAll(/variable: '(\w+)'/g)].map(([, name]) => name!);
  assert.ok(variables.length >= 5);
  const told = contributing.spans.map(({ text }) => text.replace(/=.*/, ''));
  assert.equal(
    ['ENGINES', ...variables].filter((name) => !told.includes(name)),
    [],
  );
});

test.run();
