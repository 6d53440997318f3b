/**
 * Conditions: what each preset does to a card.
 *
 * @needs chromium
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PresetName } from '../../cli/simulator/presets.js';
import { type Desk, PAGES, press, startDesk, waitForRow } from './desk.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';

const test = suite('simulator, presets');
let browser: Browser | undefined;
test.after(() => browser?.close());

/** A case: a card under a preset. */
function under(
  preset: PresetName[],
  name: string,
  check: (it: { page: Page; card: Frame; desk: Desk }) => Promise<void>,
  files = PAGES,
) {
  test(`${preset.join(' and ')}: ${name}`, async () => {
    browser ??= await launch('chromium');
    const page = await browser.newPage();
    const desk = await startDesk(files, { presets: preset });
    try {
      await check({ page, card: await desk.open(page), desk });
    } finally {
      await page.close();
      await desk.close();
    }
  });
}

under(['no-referrer'], 'the card does not learn of the host by its referrer', async ({ card }) => {
  assert.is(await card.evaluate(() => document.referrer), '');
});

under(['release-path'], 'the host has a path and spills it', async ({ page, card }) => {
  assert.is(new URL(await page.url()).pathname, '/r79.6/');
  assert.is(await card.evaluate(() => new URL(document.referrer).pathname), '/r79.6/');
});

under(['sandbox'], 'the card has no origin, and still is heard and spoken to', async ({ page, card }) => {
  assert.is(await card.evaluate(() => self.origin), 'null');
  await card.evaluate(() => (window as any).say('{"action":"force_full_window"}'));
  await waitForRow(page, 'force_full_window', 'valid');
  await press(page, 'callLineOn');
  await card.waitFor('heard.some((text) => text.includes("callLineOn"))');
});

under(['blocked-storage'], 'the access to storage throws and cookies are lost', async ({ card }) => {
  const errors = await card.evaluate(() => {
    document.cookie = 'a=1';
    const tries = [() => sessionStorage.getItem('x'), () => localStorage, () => document.cookie];
    return tries.map((attempt) => {
      try {
        return String(attempt());
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  assert.equal(errors, ['SecurityError', 'SecurityError', '']);
});

under(['wrong-mode'], 'a right command is ignored in silence and no event comes', async ({ page, card }) => {
  await card.evaluate(() => (window as any).say('{"action":"request_full_window"}'));
  await waitForRow(page, 'request_full_window', 'ignored', 'Outbound');
  await press(page, 'Dial');
  await page.waitFor(() => document.body.dataset.line === 'ringing');
  assert.equal(await card.evaluate('heard'), []);
});

under(['event-objects'], 'events are objects', async ({ card }) => {
  await card.waitFor('heard.length');
  assert.equal(await card.evaluate('heard[0]'), { type: 'callLineIdle', data: { call_log_id: 48151 } });
});

under(['event-strings'], 'events are strings', async ({ card }) => {
  await card.waitFor('heard.length');
  assert.equal(await card.evaluate('heard[0]'), '{"type":"callLineIdle","data":{"call_log_id":48151}}');
});

under(['slow'], 'the host acts two seconds late', async ({ page, card, desk }) => {
  await card.evaluate(() => (window as any).say('{"action":"force_full_window"}'));
  const sent = Date.now();
  await page.waitFor(() => document.body.dataset.form === 'full');
  assert.ok(Date.now() - sent > desk.session.behavior.delay / 2);
});

under(['no-referrer', 'event-objects'], 'they go together', async ({ card }) => {
  assert.is(await card.evaluate(() => document.referrer), '');
  await card.waitFor('typeof heard[0] === "object"');
});

under([], 'presets are chosen in the page, which moves to where they say', async ({ page, card, desk }) => {
  const choose = (name: string) =>
    page.waitFor((value) => {
      document.querySelector<HTMLInputElement>(`#presets input[value=${value}]:enabled`)!.click();
      return true;
    }, name);
  await choose('release-path');
  await page.waitFor(() => location.pathname === '/r79.6/');
  await choose('foreign-host');
  await page.waitFor(() => location.hostname === 'localhost.');
  await card.waitFor((origin) => document.referrer.startsWith(origin), new URL(desk.session.home).origin);
  assert.is(desk.session.home, await page.url());
  assert.equal(
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('#presets :checked')].map((box) => box.value),
    ),
    ['release-path', 'foreign-host'],
  );
});

test.run();
