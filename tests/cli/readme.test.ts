/**
 * The shell commands and types of the documents, as a stranger meets them: in an empty folder, from npm.
 *
 * @slow installs the package
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readScenarioOptions } from '../../cli/commands/scenario/options.js';
import { engines } from '../browser/engines/install.js';
import { serve } from '../browser/serve.js';
import { blocksFor, documents, where } from '../readme/documents.js';
import { serveRegistry } from '../readme/registry.js';
import { type Ran, type Rule, runBlock, runLine, type Shell } from '../readme/shell.js';
import { findTests } from '../runner/files.js';
import { installOffline, pack } from './package.js';
import { cli, inScratch, plant, root, start } from './scratch.js';

const runtime = readFileSync(path.join(root, 'dist/ld.js'), 'utf8').trim();
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What stands in for https://card.example.com: an old card, whose commands get lost on its second page. */
const old = `<!doctype html><html><head><title>Old</title></head><body><h1>Old card</h1><a href="/second">Second</a>
<script>function hangUp() { parent.postMessage(JSON.stringify({ action: 'hangup' }), document.referrer) }</script></body></html>`;

const rules: Rule[] = [
  { line: /^npm create leaddesk-card@latest (my-card)$/, then: isCard },
  { line: /^npx create-leaddesk-card (my-card) --template (static) --yes$/, then: isCard },
  {
    line: /^npm install$/,
    then: ({ cwd, status }) => assert.ok(status === 0 && existsSync(path.join(cwd, 'node_modules/.bin/leaddesk-card'))),
  },
  { line: /^npm run dev$/, serves: true, then: (ran) => shows(ran, '<h1 data-text="script">') },
  {
    line: /^npx create-leaddesk-card inline --for php$/,
    then({ status, stdout }) {
      assert.is(status, 0);
      assert.ok(stdout.includes(`<script>${runtime}</script>`), 'the runtime is printed');
      assert.match(stdout, /<\?php .*'sha256-/);
    },
  },
  {
    line: /^npx create-leaddesk-card check https:\/\/card\.example\.com\/$/,
    then({ status, stdout }) {
      assert.is(status, 1);
      for (const id of ['no-runtime', 'referrer-target']) assert.ok(stdout.includes(id), id);
      assert.match(stdout, /in 2 pages/);
    },
  },
  {
    line: /^npx create-leaddesk-card dev "https:\/\/card\.example\.com\/\?phone=\{phone\}&call_logs_id=\{call_logs_id\}"$/,
    serves: true,
    then: (ran) => shows(ran, '<h1>Old card</h1>'),
  },
  {
    line: /^npx create-leaddesk-card dev --run "node server\.js" http:\/\/127\.0\.0\.1:8000\/$/,
    files: {
      'server.js':
        "require('http').createServer((request, response) => response.setHeader('content-type', 'text/html').end('<h1>Mine</h1>')).listen(process.env.CARD_PORT, '127.0.0.1')",
    },
    serves: true,
    then: (ran) => shows(ran, '<h1>Mine</h1>'),
  },
  // What is to be done in a checkout; `npm start` itself has tests in start.test.ts.
  {
    line: /^npm ci && npm (start|test)$/,
    isOnlyRead: true,
    then(_, [, script]) {
      assert.type(scripts[script!], 'string');
      const lines = readFileSync(path.join(root, '.ci/run'), 'utf8').trim().split('\n');
      assert.equal(lines.slice(-2), ['npm ci', 'npm test']);
    },
  },
  {
    line: /^npm test -- --(quick)$/,
    isOnlyRead: true,
    then: (_, [, option]) => assert.match(readFileSync(path.join(root, 'tests/main.ts'), 'utf8'), `${option}: {`),
  },
  {
    line: /^npm test -- ([\w ]+)$/,
    isOnlyRead: true,
    then: (_, [, words]) =>
      words!
        .split(' ')
        .forEach((word) => assert.ok(findTests(root, { words: [word] }).length, `a test file has ${word} in its path`)),
  },
  {
    line: /^npx tsx (tests\/unit\/\S+)$/,
    isOnlyRead: true,
    async then(_, [, file]) {
      assert.ok(findTests(root, { words: [file!] }).includes(file!));
      const { status, stdout } = await start('npx', ['--no-install', 'tsx', file!], { cwd: root }).ended;
      assert.is(status, 0, stdout);
      assert.match(stdout, /Passed: +[1-9]/);
    },
  },
  {
    line: /^ENGINES=(\w+) npx tsx (tests\/browser\/\S+)$/,
    isOnlyRead: true,
    then(_, [, engine, file]) {
      assert.ok(findTests(root, { words: [file!] }).includes(file!));
      const { ENGINES } = process.env;
      delete process.env.ENGINES;
      assert.ok(engines().includes(engine as never));
      if (ENGINES !== undefined) process.env.ENGINES = ENGINES;
    },
  },
  {
    line: /^npm run (build|bench(?::\w+)?|test:\w+)(?: -- [\w ]+)?$/,
    isOnlyRead: true,
    then: (_, [, script]) => assert.type(scripts[script!], 'string'),
  },
  // Its own tests are in tests/browser/trigger-log.test.ts: here no dev runs.
  {
    line: /^npx leaddesk-card (trigger|log) .+$/,
    isOnlyRead: true,
    then: (_, [, command]) => assert.ok(existsSync(path.join(root, 'cli/commands', command!))),
  },
  {
    line: /^npx biome check (--write|--error-on-warnings) \.$/,
    isOnlyRead: true,
    then: () => assert.ok(existsSync(path.join(root, 'biome.json'))),
  },
  {
    line: /^npm start(?: -- .+)?$/,
    isOnlyRead: true,
    then: () => assert.type(scripts.start, 'string'),
  },
  {
    line: /^npx leaddesk-card dev$/,
    isOnlyRead: true,
    then: () => assert.ok(existsSync(path.join(root, 'cli/commands/dev'))),
  },
  {
    line: /^npx leaddesk-card scenario (from-log) leaddesk-card-log\.json$/,
    isOnlyRead: true,
    then: (_, [, command]) => assert.is(readScenarioOptions([command!, 'a.json']).command, 'from-log'),
  },
  {
    line: /^npx leaddesk-card scenario (run --run "node server\.js" --card "(http:.*)")$/,
    isOnlyRead: true,
    then(_, [, , card]) {
      const argv = ['run', '--run', 'node server.js', '--card', card!];
      assert.equal(readScenarioOptions(argv).command, 'run');
    },
  },
  {
    line: /^npx (?:create-)?leaddesk-card check$/,
    then: ({ status, stdout }) => assert.is(status, 0, stdout),
  },
  {
    line: /^npx leaddesk-card add page callback$/,
    then({ cwd, status }) {
      assert.is(status, 0);
      assert.ok(existsSync(path.join(cwd, 'callback.html')));
      assert.match(readFileSync(path.join(cwd, 'index.html'), 'utf8'), /href="callback\.html"/);
    },
  },
];

/** Calls `use` with a registry, an old card, and a stranger's home. */
function atStrangers(use: (shell: Shell) => Promise<void>): Promise<void> {
  return inScratch(async (home) => {
    const registry = await serveRegistry();
    const card = await serve({ '/': old, '/second': old });
    const free = await serve({});
    await free.close();
    const hosts = { 'https://card.example.com': card.origin, 'http://127.0.0.1:8000': free.origin };
    try {
      await use({ home, registry: registry.origin, hosts, env: { CARD_PORT: new URL(free.origin).port } });
    } finally {
      await Promise.all([registry.close(), card.close()]);
    }
  });
}

for (const block of blocksFor('cli')) {
  test(`${where(block)} does what it says`, () => atStrangers((shell) => runBlock(block, rules, shell)));
}

test('commands in the prose do what they say', () =>
  atStrangers(async (shell) => {
    const commands = [
      ...new Set(
        documents
          .flatMap(({ spans }) => spans)
          .map(({ text }) => text)
          .filter((text) => /^(npm|npx|ENGINES=\S+) /.test(text)),
      ),
    ];
    // Steps of a release, and the command whose test this is.
    const steps = ['npm version', 'npm publish', 'npm test'];
    await runLine('npx create-leaddesk-card my-card --template static --yes', rules, shell.home, shell);
    const cwd = path.join(shell.home, 'my-card');
    await runLine('npm install', rules, cwd, shell);
    for (const command of commands.filter((command) => !steps.includes(command)))
      await runLine(command, rules, cwd, shell);
  }));

test('the typed blocks compile where the package is installed, strictly, for bundlers and for Node', () =>
  inScratch((folder) => {
    installOffline(pack().tarball, folder);
    for (const name of ['@types/node', 'undici-types', 'playwright-core', 'typescript']) {
      plant(folder, { [`node_modules/${path.dirname(name)}/.keep`]: '' });
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
    }
    const blocks = blocksFor('browser').filter(({ language }) => language === 'ts');
    assert.is(blocks.length, 2);
    const files = Object.fromEntries(blocks.map(({ text }, index) => [`block-${index}.ts`, text]));
    plant(folder, { ...files, 'package.json': '{"private":true,"type":"module"}' });
    for (const modules of [
      ['ESNext', 'bundler'],
      ['nodenext', 'nodenext'],
    ] as const) {
      const options = {
        module: modules[0],
        moduleResolution: modules[1],
        target: 'ES2022',
        lib: ['ES2022', 'DOM'],
        types: ['node'],
        strict: true,
        noEmit: true,
      };
      plant(folder, { 'tsconfig.json': JSON.stringify({ compilerOptions: options, files: Object.keys(files) }) });
      assert.is(compile(folder), '');
    }
    // It can fail: the types are there, and are looked at.
    plant(folder, {
      'block-0.ts':
        "import { createLd } from 'create-leaddesk-card/runtime';\ncreateLd().send('select_reason', { id: true });\n",
    });
    assert.match(compile(folder), /block-0\.ts/);
  }));

test('check accepts LeadDesk’s example as it is corrected, and not as it was', () =>
  inScratch(async (cwd) => {
    const page = (script: string) =>
      `<!doctype html><html><head><script src="ld.js"></script></head><body><a href="b.html">b</a><script>\n${script}</script></body></html>`;
    const examples = blocksFor('browser').filter(
      ({ language, document }) => language === 'js' && document === 'docs/old-card.md',
    );
    assert.is(examples.length, 2);
    const found = async (script: string) => {
      plant(cwd, { 'a.html': page(script), 'b.html': page(script), 'ld.js': runtime });
      return JSON.parse((await cli(['check', '.', '--format', 'json'], { cwd })).stdout).findings.map(
        ({ id }: { id: string }) => id,
      );
    };
    for (const { text } of examples) assert.equal(await found(text), []);
    const before = examples[0]!.text.replaceAll('ld.origin', 'document.referrer');
    assert.ok((await found(before)).includes('referrer-target'));
  }));

function isCard({ cwd, status }: Ran, [, folder]: RegExpExecArray): void {
  assert.is(status, 0);
  for (const file of ['index.html', 'ld.js', 'package.json'])
    assert.ok(existsSync(path.join(cwd, folder!, file)), file);
  assert.is(readFileSync(path.join(cwd, folder!, 'ld.js'), 'utf8').trim(), runtime);
}

/** The simulator answers, and the card behind its second address is the one. */
async function shows({ stdout }: Ran, text: string): Promise<void> {
  const [host = '', card = ''] = ['open', 'card'].map(
    (name) => new RegExp(`^  ${name}\\s+(\\S+)`, 'm').exec(stdout)?.[1],
  );
  assert.match((await fetch(host)).headers.get('content-type')!, 'text/html');
  assert.match(await (await fetch(card)).text(), text);
}

function compile(folder: string): string {
  try {
    execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test.run();
