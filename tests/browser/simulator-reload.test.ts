/**
 * Live reload: an edit shows in the frame, and the agent stays where he is.
 *
 * @needs chromium
 * @slow
 */
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { plant, root } from '../cli/scratch.js';
import { type Desk, PAGES, pageOf, press, startDesk, waitForRow } from './desk.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';

interface Context {
  page: Page;
  /** Starts the simulator with live reload; it is closed after the case. */
  begin(
    files?: Record<string, string>,
    options?: Parameters<typeof startDesk>[1],
  ): Promise<{ desk: Desk; card: Frame }>;
  closing: (() => Promise<void>)[];
}

const test = suite<Context>('simulator, live reload');
let browser: Browser | undefined;

test.before.each(async (context) => {
  browser ??= await launch('chromium');
  const page = await browser.newPage();
  context.page = page;
  context.closing = [() => page.close()];
  context.begin = async (files = PAGES, options = {}) => {
    const desk = await startDesk(files, { reload: true, ...options });
    context.closing.push(() => desk.close());
    return { desk, card: await desk.open(page) };
  };
});
test.after.each(async ({ closing }) => {
  for (const close of closing) await close();
});
test.after(() => browser?.close());

const heading = (text: string) => (frame: Frame) =>
  frame.waitFor((wanted) => document.querySelector('h1')?.textContent === wanted, text);

test('an edited page shows, with its address, its referrer and the state of the call', async ({ page, begin }) => {
  const { desk, card } = await begin();
  await press(page, 'Dial');
  await page.waitFor(() => document.body.dataset.line === 'ringing');
  const before = await card.evaluate(() => [location.href, document.referrer]);
  plant(desk.folder, { 'index.html': pageOf('<h1>Edited</h1>') });
  await heading('Edited')(card);
  assert.equal(await card.evaluate(() => [location.href, document.referrer]), before);
  assert.is(await page.evaluate(() => document.body.dataset.line), 'ringing');
});

test('the agent stays on the second page, with its parameter', async ({ begin }) => {
  const { desk, card } = await begin();
  await card.click('a');
  await heading('Second')(card);
  plant(desk.folder, { 'second.html': pageOf('<h1>Edited</h1>') });
  await heading('Edited')(card);
  assert.match(await card.url(), /\/second\.html\?x=1$/);
});

test('an edited style sheet shows without the page being loaded again', async ({ begin }) => {
  const { desk, card } = await begin();
  await card.evaluate('window.untouched = true');
  plant(desk.folder, { 'card.css': 'h1 { color: rgb(9, 9, 9) }' });
  await card.waitFor(() => getComputedStyle(document.querySelector('h1')!).color === 'rgb(9, 9, 9)');
  assert.ok(await card.evaluate('window.untouched'));
});

test('an edited script in a new folder shows', async ({ begin }) => {
  const { desk, card } = await begin({
    ...PAGES,
    'index.html': pageOf('<h1>First</h1>', '<script src="new/card.js" defer></script>'),
  });
  mkdirSync(path.join(desk.folder, 'new'));
  plant(desk.folder, { 'new/card.js': 'document.querySelector("h1").textContent = "By script"' });
  await heading('By script')(card);
  plant(desk.folder, { 'new/card.js': 'document.querySelector("h1").textContent = "By edited script"' });
  await heading('By edited script')(card);
});

test('a missing page says so, and gives way once it is there', async ({ begin }) => {
  const { desk, card } = await begin({ 'other.html': '' });
  await heading('No such page: /')(card);
  plant(desk.folder, { 'index.html': pageOf('<h1>Now</h1>') });
  await heading('Now')(card);
});

test('a reload is no end of the first page: its referrer stays the host even if a style was imported', async ({
  begin,
}) => {
  const { desk, card } = await begin({ ...PAGES, 'part.css': 'h1 {}', 'card.css': '@import "part.css";' });
  const referrer = await card.evaluate(() => document.referrer);
  plant(desk.folder, { 'part.css': 'h1 { color: rgb(7, 7, 7) }' });
  await card.waitFor(() => getComputedStyle(document.querySelector('h1')!).color === 'rgb(7, 7, 7)');
  assert.is(await card.evaluate(() => document.referrer), referrer);
});

const TYPESCRIPT = {
  'index.html': pageOf('<h1>First</h1>', '<script type="module" src="card.ts"></script>'),
  'card.ts':
    'import { text } from "./text"; const heading = document.querySelector("h1")!; heading.textContent = text;',
  'text.ts': 'export const text: string = "Typed";',
  'package.json': '{}',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [], "lib": ["es2022", "dom"], "moduleResolution": "bundler", "module": "esnext" } }',
};

/** Waits for a notice over the card's page that contains the text; `null`: for none. */
async function notice(card: Frame, wanted: string | null) {
  await card.waitFor((text) => {
    const shown = document.querySelector('leaddesk-card-dev')?.shadowRoot?.querySelector('[role=alert]')?.textContent;
    return text === null ? shown === undefined : shown?.includes(text);
  }, wanted);
}

/** The tools that a card's project installs. */
function withTools(folder: string) {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

test('TypeScript is built with its imports, and an edit of an import shows', async ({ begin }) => {
  const { desk, card } = await begin(TYPESCRIPT, { prepare: withTools });
  await heading('Typed')(card);
  plant(desk.folder, { 'text.ts': 'export const text: string = "Edited";' });
  await heading('Edited')(card);
});

test('a syntax error in TypeScript shows in the page, and goes away when mended', async ({ begin }) => {
  const { desk, card } = await begin(TYPESCRIPT, { prepare: withTools });
  plant(desk.folder, { 'text.ts': 'export const text = = 5;' });
  await notice(card, 'text.ts:1:20');
  plant(desk.folder, { 'text.ts': 'export const text: string = "Mended";' });
  await heading('Mended')(card);
  await notice(card, null);
});

test('a wrong type shows in the page, which still runs, and goes away when mended', async ({ begin }) => {
  const { desk, card } = await begin(TYPESCRIPT, { prepare: withTools });
  plant(desk.folder, { 'text.ts': 'export const text: string = 5;' });
  await heading('5')(card);
  await notice(card, "text.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.");
  plant(desk.folder, { 'text.ts': 'export const text: string = "Mended";' });
  await heading('Mended')(card);
  await notice(card, null);
});

test('without esbuild in its project, a card that needs it is given the way out', async ({ page, begin }) => {
  const { card } = await begin(TYPESCRIPT);
  await notice(card, 'npm install --save-dev esbuild');
  await waitForRow(page, 'sources', 'npm install --save-dev esbuild');
});

/** A card on its own server, which answers with what `render` says. */
async function runningCard(render: (url: string, method: string) => string, port = 0) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(render(request.url!, request.method!));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${taken}/card?phone={phone}`, port: taken, close };
}

test('a card on its own server reloads when its sources change, and keeps its page', async ({ begin, closing }) => {
  let text = 'First';
  const server = await runningCard(() => pageOf(`<h1>${text}</h1>`));
  closing.push(server.close);
  const folder = process.cwd();
  const { desk, card } = await begin(
    { 'card.php': '' },
    { card: { url: server.url }, prepare: (own) => process.chdir(own) },
  );
  closing.push(async () => process.chdir(folder));
  await heading('First')(card);
  text = 'Edited';
  plant(desk.folder, { 'card.php': 'edited' });
  await heading('Edited')(card);
  assert.match(await card.url(), /\/card\?phone=%2B46313900601$/);
});

test('a page that answers a form is not sent again by an edit', async ({ begin, closing }) => {
  let posts = 0;
  const server = await runningCard((_, method) => {
    if (method === 'POST') posts++;
    return pageOf(method === 'POST' ? '<h1>Saved</h1>' : '<form method="post"><button>Save</button></form>');
  });
  closing.push(server.close);
  const folder = process.cwd();
  const { desk, card } = await begin(
    { 'card.php': '' },
    { card: { url: server.url }, prepare: (own) => process.chdir(own) },
  );
  closing.push(async () => process.chdir(folder));
  await card.click('button');
  await heading('Saved')(card);
  plant(desk.folder, { 'card.php': 'edited' });
  await notice(card, 'would send the form again');
  assert.is(posts, 1);
});

test.run();
