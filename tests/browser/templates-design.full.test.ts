/**
 * What agents see of a card, at the widths that LeadDesk gives it, light and dark: axe finds nothing, nothing is cut
 * off at the side, and the language is the address's.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startHost } from '../../cli/testing/index.js';
import { templateCard } from '../cli/template-card.js';
import { locate } from './engines/install.js';
import { until } from './until.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const contact = { phone: '+46313900601', call_logs_id: 42, customers_id: 7 };
const texts = (language: string) =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../templates/_shared/texts/${language}.json`), 'utf8'));

for (const language of ['en', 'fi', 'sv']) {
  test(`static, ${language}: axe finds nothing on any page, in any state, light or dark, from 400 px up`, async () => {
    const text = texts(language);
    const host = await startHost({ card: templateCard('static', language), contact });
    const browser = await chromium.launch({ executablePath: locate('chromium'), args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ bypassCSP: true });
      await page.goto(host.url);
      await page.locator('iframe[name=card]').waitFor({ state: 'attached' });
      const card = (await until(() => page.frame('card'), 'the frame of the card'))!;
      const look = async (state: string) => {
        for (const width of [400, 600, 1440]) {
          await page.locator('iframe[name=card]').evaluate((frame, px) => {
            for (let at = frame as HTMLElement | null; at; at = at.parentElement) at.hidden = false;
            frame.style.cssText = `display: block; z-index: 9; position: fixed; inset: 0; width: ${px}px; height: 640px`;
          }, width);
          const isCut = await card.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.not(isCut, `${state} at ${width} px is wider than its frame`);
        }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await card.evaluate(axe);
          const violations = await card.evaluate(
            'axe.run({ resultTypes: ["violations"] }).then((found) => found.violations.map((violation) => violation.id + " " + violation.nodes[0].html))',
          );
          assert.equal(violations, [], `${state}, ${colorScheme}`);
        }
      };
      await card.getByText(text['call.idle'], { exact: true }).waitFor();
      await card.locator('.more summary').click();
      await look('contact');
      await host.agent.dial();
      await host.agent.answer();
      await card.getByText(text['call.on']).waitFor();
      await card.getByRole('link', { name: text['nav.order'], exact: true }).click();
      await card.getByRole('button', { name: text['order.next.delivery'] }).waitFor();
      await look('order');
      await card.getByRole('button', { name: text['order.next.delivery'] }).click();
      await card.locator('[value=debit]').check();
      for (const name of ['name', 'street', 'postcode', 'city', 'account']) await card.locator(`#${name}`).fill('A 1');
      await look('delivery');
      await card.getByRole('button', { name: text['order.next.confirmation'] }).click();
      await card.getByRole('button', { name: text['receipt.start'] }).click();
      await card.locator('[data-receipt=recording]').waitFor();
      await look('recording');
      await card.getByRole('link', { name: text['nav.reasons'], exact: true }).click();
      await card.getByLabel(text['reason.again']).check();
      await look('reasons');
      await card.getByRole('link', { name: text['nav.history'], exact: true }).click();
      await card.locator('.empty:not([hidden])').waitFor();
      await look('history');
    } finally {
      await browser.close();
      await host.close();
    }
  });
}

test('static: the address chooses another language, and links keep it', async () => {
  const host = await startHost({ card: templateCard('static'), contact });
  const browser = await chromium.launch({ executablePath: locate('chromium'), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${host.cardUrl}&lang=sv`);
    await page.getByRole('link', { name: texts('sv')['nav.order'], exact: true }).click();
    await page.getByRole('heading', { name: texts('sv').order }).waitFor();
    assert.is(await page.evaluate(() => document.documentElement.lang), 'sv');
    // Outside of LeadDesk, on a developer's machine, the hint shows; agents never see one.
    assert.match((await page.locator('[data-notice]').textContent()) ?? '', 'npm run dev');
  } finally {
    await browser.close();
    await host.close();
  }
});

test.run();
