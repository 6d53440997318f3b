/**
 * The pages and scripts of the documents in a browser, in a host's frame: what it is sent, byte for byte.
 *
 * @needs chromium
 * @slow installs the package
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { chromium } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { installOffline, pack } from '../cli/package.js';
import { inScratch, plant, root } from '../cli/scratch.js';
import { blocksFor, where } from '../readme/documents.js';
import { serveRegistry } from '../readme/registry.js';
import { type Rule, runBlock } from '../readme/shell.js';
import { type Card, carried, page, runtime, startCard } from './card.js';
import { companion } from './companion.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';
import { locate } from './engines/install.js';
import { type Routes, serve } from './serve.js';

const test = suite('documents');
let browser: Browser | undefined;
test.after(() => browser?.close());

interface Framed {
  site: Card;
  tab: Page;
  card: Frame;
}

/** Opens a card in its host, in a fresh context. */
async function inHost(routes: Routes, at: string, use: (framed: Framed) => Promise<void>): Promise<void> {
  browser ??= await launch('chromium');
  const site = await startCard({ '*': page(''), ...routes }, { watch: true });
  const tab = await browser.newPage();
  try {
    await use({ site, tab, card: await site.open(tab, at) });
  } finally {
    await tab.close();
    await site.close();
  }
}

/** What the host has been sent so far, once it is as much as that. */
async function sent(tab: Page, count: number): Promise<string[]> {
  await tab.waitFor(`messages.length >= ${count}`);
  return tab.evaluate('messages.map(({ data }) => data)');
}

const HANGUP = '{"action":"hangup"}';
const REASON = '{"action":"select_reason","params":{"id":5}}';

/** LeadDesk's two functions, on a page that a link has led to. */
const example = (script: string) =>
  inHost(
    { '/': page('<a href="/second">second</a>'), '/second': page(`<script>${script}</script>`) },
    '/',
    async ({ tab, card }) => {
      await card.click('a');
      await card.waitFor(() => location.pathname === '/second' && document.readyState === 'complete');
      await card.evaluate('void (hangUp(), selectReason(5))');
      assert.equal(await sent(tab, 2), [HANGUP, REASON]);
    },
  );

/** What is done with each block: its language and document, numbered from the second on. */
const scenarios: Record<string, (text: string) => Promise<void>> = {
  'html docs/server-pages.md': (text) =>
    inHost(
      {
        '/': `<!doctype html><html><head>${text.replace('<button', '</head><body><button')}<a href="/next?a=1">next</a></body></html>`,
      },
      '/?call_logs_id=48151&customers_id=1623',
      async ({ site, tab, card }) => {
        await card.click('button');
        assert.equal(await sent(tab, 1), [HANGUP]);
        await tab.evaluate(() =>
          frames[0]!.postMessage(JSON.stringify({ type: 'callLineOn', data: { call_log_id: 48151 } }), '*'),
        );
        await card.waitFor(() => document.title === 'On the line: 48151');
        await card.click('a');
        assert.is(
          (await site.card.received('/next')).url,
          `/next?a=1&call_logs_id=48151&customers_id=1623&${carried(site.host)}`,
        );
        assert.equal(site.card.console, []);
      },
    ),

  'js docs/old-card.md': example,
  'js docs/old-card.md 2': example,

  'ts docs/api.md': (text) =>
    inScratch(async (folder) => {
      installOffline(pack().tarball, folder);
      const { outputFiles } = await build({
        stdin: { contents: text, resolveDir: folder, loader: 'ts' },
        bundle: true,
        format: 'iife',
        write: false,
      });
      const script = `<!doctype html><title>Bundled</title><script>${outputFiles[0]!.text}</script>`;
      await inHost({ '/': script }, '/?call_logs_id=48151', async ({ site, tab }) => {
        assert.is((await site.card.received('/history')).url, `/history?call_logs_id=48151&${carried(site.host)}`);
        assert.equal(await sent(tab, 1), [REASON]);
        assert.equal(
          site.card.console.map(({ text }) => text),
          [`true ${site.host.origin}`],
        );
      });
    }),

  'html docs/api.md': (text) =>
    inHost(
      { '/': text, '/ld.card.js': { headers: { 'content-type': 'text/javascript' }, body: companion } },
      '/?phone=1',
      async ({ tab, card }) => {
        await sayOn(tab);
        await card.waitFor(() => document.querySelector('#state')!.textContent === 'on');
        assert.equal(await card.evaluate('ld.card.contact'), { phone: '1' });
      },
    ),

  'js docs/recipes.md': async (text) => {
    const react = 'export const useSyncExternalStore = (subscribe, get) => [get(), subscribe];';
    await inHost({ '/': await recipe(text, react) }, '/', async ({ tab, card }) => {
      await card.evaluate('recipe.useCall()[1](() => { recipe.changed = recipe.useCall()[0] }) && undefined');
      assert.is(await card.evaluate('recipe.useCall()[0] === recipe.useCall()[0]'), true);
      await sayOn(tab);
      await card.waitFor("recipe.changed?.state === 'on'");
    });
  },

  'js docs/recipes.md 2': async (text) => {
    const vue = 'export const shallowRef = (value) => ({ value });';
    await inHost({ '/': await recipe(text, vue) }, '/', async ({ tab, card }) => {
      assert.is(await card.evaluate('recipe.call.value.state'), 'unknown');
      await sayOn(tab);
      await card.waitFor("recipe.call.value.state === 'on'");
    });
  },

  'js docs/recipes.md 3': async (text) => {
    // As much of jQuery as the recipe uses.
    const jquery = `function $(of) {
      if (typeof of === 'function') return addEventListener('DOMContentLoaded', of);
      const element = typeof of === 'string' ? document.querySelector(of) : of;
      return {
        text(value) { element.textContent = value },
        on(type, handler) { element.addEventListener(type, handler) },
        serialize() { return new URLSearchParams(new FormData(element)).toString() },
      };
    }
    $.post = (url, body) => {
      const answer = fetch(url, { method: 'POST', body });
      return { done: (act) => answer.then(act) };
    };`;
    const body = '<p class=call-state></p><form class=order data-ld-draft><input name=a><button>save</button></form>';
    const head = `<script src="/ld.card.js"></script><script>${jquery}${text}</script>`;
    await inHost(
      {
        '/': page(body, { head, settings: 'data-ld-keep=phone' }),
        '/ld.card.js': { headers: { 'content-type': 'text/javascript' }, body: companion },
      },
      '/?phone=1',
      async ({ site, tab, card }) => {
        assert.is(await card.evaluate("document.querySelector('p').textContent"), 'No call');
        await sayOn(tab);
        await card.waitFor("document.querySelector('p').textContent === 'On the line'");
        await card.type('input', 'typed');
        await card.click('button');
        assert.equal(await sent(tab, 1), [REASON]);
        const { url, text } = await site.card.received('/orders');
        assert.is(url, `/orders?phone=1&${carried(site.host)}`);
        assert.is(text, 'a=typed');
        assert.is(await card.evaluate("document.querySelector('input').value"), '');
      },
    );
  },

  'ts docs/testing.md': (text) =>
    inScratch(async (folder) => {
      const programs = installOffline(pack().tarball, folder);
      execFileSync(path.join(programs, 'create-leaddesk-card'), ['card', '--template', 'static', '--yes'], {
        cwd: folder,
        stdio: 'ignore',
      });
      plant(folder, { 'block.mjs': (await transform(text, { loader: 'ts' })).code });
      const exported = Object.values(
        (await import(pathToFileURL(path.join(folder, 'block.mjs')).href)) as Record<
          string,
          (page: unknown) => Promise<void>
        >,
      );
      assert.is(exported.length, 1);
      const cwd = process.cwd();
      const playwright = await chromium.launch({ executablePath: locate('chromium'), args: ['--no-sandbox'] });
      try {
        process.chdir(path.join(folder, 'card'));
        await exported[0]!(await playwright.newPage());
      } finally {
        process.chdir(cwd);
        await playwright.close();
      }
    }),
};

/** Bundles a recipe with the sources, and with what stands for its framework. The recipe's exports are `recipe`. */
async function recipe(text: string, framework: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `${text}\nwindow.recipe = { ${exportsOf(text)} };`, resolveDir: root, loader: 'js' },
    bundle: true,
    format: 'iife',
    write: false,
    define: { DEBUG: 'false' },
    alias: {
      'create-leaddesk-card/card': path.join(root, 'runtime/card/index.ts'),
      'create-leaddesk-card/runtime': path.join(root, 'runtime/index.ts'),
    },
    plugins: [
      {
        name: 'framework',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^(react|vue)$/ }, ({ path }) => ({ path, namespace: 'framework' }));
          onLoad({ filter: /./, namespace: 'framework' }, () => ({ contents: framework }));
        },
      },
    ],
  });
  return `<!doctype html><title>Recipe</title><script>${outputFiles[0]!.text}</script>`;
}

function exportsOf(text: string): string {
  return [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name).join(', ');
}

/** Says that a call is on, as LeadDesk does. */
function sayOn(tab: Page): Promise<void> {
  return tab.evaluate(() => frames[0]!.postMessage({ type: 'callLineOn', data: { call_log_id: 7 } }, '*'));
}

const unused = new Set(Object.keys(scenarios));
for (const block of blocksFor('browser').filter(({ language }) => language !== 'sh')) {
  const key = [block.language, block.document].join(' ');
  const name = [key, `${key} 2`].find((name) => unused.has(name)) ?? `${key} 3`;
  const isKnown = unused.delete(name);
  test(`${where(block)} does what it says`, () => {
    assert.ok(isKnown, `there is no scenario "${name}" for it in tests/browser/readme.test.ts`);
    return scenarios[name]!(block.text);
  });
}

test('no scenario is left of a block that has gone', () => assert.equal([...unused], []));

const old = `<!doctype html><html><head><title>Old</title></head><body><h1>Old card</h1><a href="/second">second</a></body></html>`;

const rules: Rule[] = [
  { line: /^npm install --save-dev playwright-core$/, then: ({ status }) => assert.is(status, 0) },
  {
    line: /^npx create-leaddesk-card check https:\/\/card\.example\.com\/ --browser$/,
    then({ status, stdout }) {
      assert.is(status, 1);
      // Its first page has the runtime, its second has not.
      assert.is(stdout.match(/error +no-arrival/g)?.length, 1);
    },
  },
];

for (const block of blocksFor('browser').filter(({ language }) => language === 'sh')) {
  test(`${where(block)} does what it says`, () =>
    inScratch(async (home) => {
      const registry = await serveRegistry(['playwright-core']);
      const card = await serve({
        '/': page('<a href="/second">second</a>'),
        '/second': old,
        '/ld.js': { headers: { 'content-type': 'text/javascript' }, body: runtime },
      });
      try {
        await runBlock(block, rules, {
          home,
          registry: registry.origin,
          hosts: { 'https://card.example.com': card.origin },
          env: { CHROMIUM_PATH: locate('chromium') },
        });
      } finally {
        await Promise.all([registry.close(), card.close()]);
      }
    }));
}

test.run();
