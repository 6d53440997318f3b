/**
 * The simulator says what it sees: in the log and in the frame's place.
 *
 * @needs chromium
 * @slow
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { behind, HTML } from '../cli/behind.js';
import { root } from '../cli/scratch.js';
import { type Desk, pageOf, press, startDesk, waitForRow } from './desk.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';

const test = suite('simulator, sightings');
let browser: Browser | undefined;
let shared: Page | undefined;
test.after(() => browser?.close());

const RUNTIME = '<script src="/ld.js"></script>';

async function newPage(): Promise<Page> {
  browser ??= await launch('chromium');
  return (shared ??= await browser.newPage());
}

/** Opens a card of these files. */
function on(
  title: string,
  files: Record<string, string>,
  check: (it: { page: Page; card: Frame; desk: Desk }) => Promise<void>,
  options: Parameters<typeof startDesk>[1] = {},
) {
  test(title, async () => {
    const page = await newPage();
    const desk = await startDesk(files, options);
    try {
      await check({ page, card: await desk.open(page), desk });
    } finally {
      await desk.close();
    }
  });
}

/** Waits until something is said in the log and in the frame's place. */
async function waitForTrouble(page: Page, ...texts: string[]): Promise<void> {
  await waitForRow(page, ...texts);
  await page.waitFor(
    (wanted) => wanted.every((text) => document.getElementById('troubles')!.innerText.includes(text)),
    texts,
  );
}

const troubles = (page: Page) => page.evaluate(() => document.getElementById('troubles')!.innerText);
/** The page's scripts have been looked at by then, which the simulator does a while after the load. */
const whenLookedAt = (desk: Desk) =>
  new Promise<void>((resolve) => {
    const { pageScripts } = desk.session;
    desk.session.pageScripts = (scripts) => {
      pageScripts(scripts);
      resolve();
    };
  });

on(
  'of a healthy page nothing is said, on the second page neither',
  {
    'index.html': pageOf('<a href="second.html">next</a>', RUNTIME),
    'second.html': pageOf(
      '<h1>Second</h1><button type="button" data-ld-send="force_full_window">Full</button>',
      RUNTIME,
    ),
  },
  async ({ page, card, desk }) => {
    await whenLookedAt(desk);
    await card.click('a');
    await card.waitFor(() => location.pathname === '/second.html' && document.readyState === 'complete');
    await whenLookedAt(desk);
    await card.click('button');
    await waitForRow(page, 'force_full_window', 'valid');
    const problems = () => desk.session.log.filter(({ verdict }) => /problem|undeliverable/.test(verdict.kind));
    assert.equal(problems(), []);
    assert.is(await troubles(page), '');
    assert.not.match(desk.session.log.map(({ verdict }) => verdict.text).join(), /document\.referrer/);
    // What is found wrong with the click is told before what is found wrong with this.
    await card.evaluate('void JSON.stringify({ action: "hangup" })');
    await waitForRow(page, 'hangup', 'did not arrive');
    assert.is(problems().length, 1);
  },
);

on('a page without the runtime', { 'index.html': pageOf('<h1>x') }, ({ page }) =>
  waitForTrouble(page, 'does not have the runtime'),
);

on(
  'a page whose runtime is bundled has it',
  {
    'index.html': pageOf('<h1>x', '<script type="module" src="main.js"></script>'),
    'main.js': "import './lib.js';",
    'lib.js': readFileSync(path.join(root, 'dist/ld.js'), 'utf8').replaceAll('window.ld', 'window.other'),
  },
  async ({ page, desk }) => {
    await whenLookedAt(desk);
    assert.is(await troubles(page), '');
  },
);

on(
  'a page that is not there',
  { 'index.html': pageOf('<a href="none.html">next</a>', RUNTIME) },
  async ({ page, card }) => {
    await card.click('a');
    await waitForTrouble(page, '/none.html was answered with 404');
  },
);

on(
  'a script and a style sheet that do not load',
  {
    'index.html': pageOf('<script src="gone.js"></script>', `<link rel="stylesheet" href="gone.css">${RUNTIME}`),
  },
  async ({ page }) => {
    await waitForTrouble(page, 'The script http', '/gone.js failed to load');
    await waitForTrouble(page, 'The style sheet http', '/gone.css failed to load');
  },
);

on(
  'an error that is thrown, and one that nothing catches',
  {
    'index.html': pageOf('<script>Promise.reject(new Error("late")); throw new Error("early")</script>', RUNTIME),
  },
  async ({ page }) => {
    await waitForTrouble(page, 'early');
    await waitForTrouble(page, 'Unhandled rejection', 'late');
  },
);

on(
  'what the page’s own policy blocks',
  {
    'index.html': pageOf(
      '<script src="https://cdn.example/a.js"></script>',
      `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'">${RUNTIME}`,
    ),
  },
  ({ page }) => waitForTrouble(page, 'Content-Security-Policy', 'https://cdn.example/a.js'),
);

on(
  'a host that data-ld-allow refuses',
  {
    'index.html': pageOf('<h1>x', '<script src="/ld.js" data-ld-allow="https://example.com"></script>'),
  },
  async ({ page, desk }) => {
    await waitForTrouble(page, 'data-ld-allow', new URL(desk.url).origin);
    assert.not.match(desk.session.log.map(({ verdict }) => verdict.text).join(), /document\.referrer/);
  },
);

on(
  'a command of an inner frame, which only the card’s page hears',
  {
    'index.html': pageOf('<iframe src="inner.html"></iframe>', RUNTIME),
    'inner.html': '<script>parent.postMessage(JSON.stringify({ action: "hangup" }), "*")</script>',
  },
  ({ page }) => waitForTrouble(page, 'A frame within the card has posted "hangup"'),
);

on(
  'a data-ld-send that nothing sends',
  {
    'index.html': pageOf('<button type="button" data-ld-send="hangup">x</button>'),
  },
  async ({ page, card }) => {
    await card.click('button');
    await waitForTrouble(page, 'data-ld-send="hangup" was clicked, and nothing was sent');
  },
);

on(
  'what was wrong with one page is not said of the next',
  {
    'index.html': pageOf('<script>throw new Error("first only")</script><a href="second.html">next</a>', RUNTIME),
    'second.html': pageOf('<h1>Second</h1>', RUNTIME),
  },
  async ({ page, card }) => {
    await waitForTrouble(page, 'first only');
    await card.click('a');
    await page.waitFor(() => document.getElementById('troubles')!.hidden);
  },
);

test('a cookie that the browser keeps out of the frame, with the reason', () =>
  behind(
    ({ url }, response) =>
      response
        .writeHead(200, { ...HTML, ...(url!.startsWith('/?') && { 'Set-Cookie': 'sid=1; Path=/; HttpOnly' }) })
        .end('<a href="/next">next</a>'),
    async ({ started }) => {
      const page = await newPage();
      await page.goto(started.url);
      await page.frame('card').waitFor(() => document.querySelector('a'));
      await page.frame('card').click('a');
      await waitForTrouble(page, 'The cookie sid was set, but did not come back', 'SameSite=None; Secure; Partitioned');
    },
  ));

test('a header that refuses frames, and the page all the same', () =>
  behind(
    (_, response) => response.writeHead(200, { ...HTML, 'X-Frame-Options': 'DENY' }).end('<h1>Shown</h1>'),
    async ({ started }) => {
      const page = await newPage();
      await page.goto(started.url);
      await page.frame('card').waitFor(() => document.querySelector('h1')?.textContent === 'Shown');
      await waitForTrouble(page, 'X-Frame-Options: DENY keeps LeadDesk from framing');
    },
  ));

test('a header that refuses frames of a card that is framed directly', () =>
  behind(
    (_, response) => response.writeHead(200, { ...HTML, 'X-Frame-Options': 'DENY' }).end('<h1>x'),
    async ({ started }) => {
      const page = await newPage();
      await page.goto(started.url);
      await waitForTrouble(page, 'X-Frame-Options: DENY', '--proxy');
    },
    { proxy: false },
  ));

on(
  'ten tabs of the simulator and ten of the card work at once',
  { 'index.html': pageOf('<h1>x', RUNTIME) },
  async ({ desk }) => {
    const pages: Page[] = [];
    try {
      for (let i = 0; i < 10; i++) {
        for (const address of [desk.url, desk.cardUrl]) {
          const page = await browser!.newPage();
          pages.push(page);
          await page.goto(address);
        }
      }
      desk.session.fire('callLineOn');
      for (const [at, page] of pages.entries())
        if (at % 2 === 0) await waitForRow(page, 'callLineOn');
        else assert.is(await page.evaluate(async () => (await fetch(location.href)).status), 200);
    } finally {
      await Promise.all(pages.map((page) => page.close()));
    }
  },
);

on(
  'under local-network, requests to this machine are refused and reported, and the card reaches itself',
  {
    'index.html': pageOf('<h1>x', RUNTIME),
  },
  async ({ page, card }) => {
    const outcome = await card.evaluate(async () => {
      const tried = (address: string) => fetch(address).then(String, (error: Error) => error.name);
      const xhr = new XMLHttpRequest();
      const failed = new Promise((resolve) => (xhr.onerror = () => resolve('failed')));
      xhr.open('GET', 'http://192.168.1.1/device');
      xhr.send();
      return [await tried('http://localhost:9/status'), await failed, (await fetch('/')).status];
    });
    assert.equal(outcome, ['TypeError', 'failed', 200]);
    await waitForTrouble(page, 'http://localhost:9/status was refused');
    await waitForTrouble(page, 'http://192.168.1.1/device was refused');
  },
  { presets: ['local-network'] },
);

on(
  'under double-load, the card is loaded twice',
  { 'index.html': pageOf('<h1>x', RUNTIME) },
  async ({ page, desk }) => {
    await waitForRow(page, 'callLineIdle');
    const begun = () => desk.session.log.filter(({ name }) => name === 'page').length;
    await page.waitFor(() => document.querySelectorAll('#log [data-quiet]').length === 2);
    await press(page, 'callLineOn');
    await waitForRow(page, 'callLineOn');
    assert.is(begun(), 2, 'and not more often');
  },
  { presets: ['double-load'] },
);

on(
  'under no-permissions, the frame is granted nothing',
  { 'index.html': pageOf('<h1>x', RUNTIME) },
  async ({ page }) => {
    assert.is(await page.evaluate(() => document.querySelector('iframe')!.allow), '');
  },
  { presets: ['no-permissions'] },
);

on(
  'under sandbox, module scripts of a card’s folder run',
  {
    'index.html': pageOf('<script type="module" src="main.js"></script>', RUNTIME),
    'main.js': "import { text } from './text.js'; document.body.dataset.text = text;",
    'text.js': "export const text = 'ran';",
  },
  async ({ card, page }) => {
    await card.waitFor(() => document.body.dataset.text === 'ran');
    await waitForRow(page, 'page load');
  },
  { presets: ['sandbox'] },
);

test.run();
