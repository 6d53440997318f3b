/**
 * What people see of the simulator and of a card: axe finds nothing, light or dark, and in a window of 400 px nothing
 * scrolls sideways and the card can be used. Every page and language of a card: `templates-design.full`.
 *
 * @needs chromium
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { templateCard } from '../cli/template-card.js';
import { type Desk, PAGES, startDesk } from './desk.js';
import { locate } from './engines/install.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const FILES = {
  ...PAGES,
  'scenarios/a.json': JSON.stringify({
    format: 'leaddesk-card-scenario',
    version: 1,
    name: 'A step fails',
    steps: [{ agent: 'dial' }, { agent: 'dial' }, { agent: 'answer' }],
  }),
};

const test = suite<{ page: Page; desk: Desk }>('design');
let browser: Browser | undefined;

test.before(async () => {
  browser = await chromium.launch({ executablePath: locate('chromium'), chromiumSandbox: false });
});
test.after(() => browser?.close());

async function open(desk: Desk, width: number): Promise<Page> {
  const page = await browser!.newPage({ bypassCSP: true, viewport: { width, height: 800 } });
  await page.goto(desk.url);
  await page.locator('#log li').first().waitFor({ state: 'attached' });
  return page;
}

/** What axe finds. Frames are documents by themselves. The colors are those of all widths: once is enough. */
async function findings(page: Page, document: Page | Frame): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of page.viewportSize()!.width < 600 ? (['light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await document.evaluate(axe);
    const violations = await document.evaluate<string[]>(
      'axe.run({ iframes: false, resultTypes: ["violations"] }).then((found) => found.violations.map((one) => one.id + " " + one.nodes[0].html))',
    );
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

async function post(page: Page, text: string) {
  await page.frame('card')!.evaluate((message) => parent.postMessage(message, '*'), text);
}

for (const width of [1280, 400]) {
  test(`axe finds nothing in the simulator at ${width} px, in any of its states`, async () => {
    const desk = await startDesk(FILES);
    const page = await open(desk, width);
    try {
      if (width < 600) await page.click('#log-fold');
      assert.equal(await findings(page, page), [], 'before a call');
      await page.click('[data-agent=ring]');
      await page.click('[data-agent=answer]');
      await page.click('[data-agent=startReceipt]');
      await post(page, '{"action":"hang_up"}');
      await page.locator('#log-problems').waitFor();
      await page.locator('#log summary').last().click();
      await page.fill('#fire-data', '{');
      await page.locator('#events button').first().click();
      await page.click('#log-record');
      assert.equal(await findings(page, page), [], 'on the line, with a problem, while a scenario is recorded');
      await page.click('#scenario-files summary');
      await page.locator('#scenario-files button').click();
      await page.click('#scenario-play');
      await page.locator('[data-result=failed]').waitFor();
      await page.click('#presets summary');
      assert.equal(await findings(page, page), [], 'a scenario that has failed, and the conditions');
      await page.keyboard.press('Escape');
      await post(page, '{"action":"select_reason","params":{"id":1}}');
      await page.locator('#closed').waitFor();
      assert.equal(await findings(page, page), [], 'the card is closed');
    } finally {
      await page.close();
      await desk.close();
    }
  });
}

test('at 400 px the card can be used, nothing scrolls sideways, and no toast lies over the card', async () => {
  const desk = await startDesk(FILES);
  const page = await open(desk, 400);
  try {
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await page.click('[data-agent=dial]');
    await page.click('[data-agent=answer]');
    await page.locator('[data-line=on]').waitFor();
    assert.not(await isWide());
    const frame = (await page.locator('iframe').boundingBox())!;
    assert.ok(frame.width > 360 && frame.height > 250, `the card has ${frame.width} x ${frame.height}`);
    await page.frameLocator('iframe').getByRole('link', { name: 'on' }).click();
    await page.frameLocator('iframe').getByRole('heading', { name: 'Second' }).waitFor();
    await page.click('#log-fold');
    assert.not(await isWide());
    await page.click('#log-record');
    await page.evaluate(() => scrollTo(0, 0));
    for (const width of [400, 800, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const toast = (await page.locator('#toast').boundingBox())!;
      const card = (await page.locator('iframe').boundingBox())!;
      assert.ok(toast.y + toast.height <= card.y, `at ${width} px the toast ends below the card's top`);
      assert.not(await isWide());
    }
  } finally {
    await page.close();
    await desk.close();
  }
});

test("axe finds nothing in a card, on the line and at an order's last step", async () => {
  const desk = await startDesk({}, { card: { dir: templateCard('static') } });
  const page = await open(desk, 1280);
  try {
    await page.click('#sizes [data-width="600"]');
    await page.click('[data-agent=dial]');
    await page.click('[data-agent=answer]');
    const card = page.frame('card')!;
    await card.locator('[data-call-state=on]').waitFor();
    assert.equal(await findings(page, card), [], 'on the line');
    await card.locator('nav a[href*=order]').click();
    for (const step of ['1', '2']) {
      for (const name of ['name', 'street', 'postcode', 'city'])
        if (await card.locator(`#${name}`).isVisible()) await card.locator(`#${name}`).fill('A 1');
      await card.locator(`form [data-go="${step}"].primary`).click();
    }
    await card.locator('[data-ld-send^=start_voice]').click();
    await card.locator('[data-receipt=recording]').waitFor();
    assert.equal(await findings(page, card), [], 'recording');
  } finally {
    await page.close();
    await desk.close();
  }
});

test.run();
