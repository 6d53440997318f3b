import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startHost } from 'create-leaddesk-card/testing';
import { openBrowser } from './browser.js';
import { startCard } from './server.js';

const browser = await openBrowser();
const skip = browser ? false : 'needs playwright-core and a Chromium: npm install --save-dev playwright-core';
const server = await startCard();
const card = `${server.origin}/?phone={phone}&call_logs_id={call_logs_id}&customers_id={customers_id}`;

after(async () => {
  await browser?.close();
  await server.close();
});

test('LeadDesk is given the contact page, with its placeholders filled', async () => {
  const host = await startHost({ card, contact: { phone: '+46313900601', call_logs_id: 42, customers_id: 7 } });
  try {
    assert.equal(new URL(host.cardUrl).search, '?phone=%2B46313900601&call_logs_id=42&customers_id=7');
    const response = await fetch(host.cardUrl);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<h1>Contact<\/h1>/);
  } finally {
    await host.close();
  }
});

test('the agent sells, records, saves and ends the call', { skip }, async () => {
  await inLeadDesk({}, async (host, page) => {
    await host.agent.dial();
    await host.agent.answer();
    await page.getByText('On the line').waitFor();
    await takeOrder(page);
    await page.getByText('On the line').waitFor();

    await page.getByRole('button', { name: 'Start recording' }).click();
    assert.equal(
      (await host.waitFor('start_voice_receipt_recording')).raw,
      '{"action":"start_voice_receipt_recording"}',
    );
    await page.getByText('Recording:').waitFor();
    await page.getByRole('button', { name: 'Stop recording' }).click();
    await page.getByText('Recorded:').waitFor();
    await page.getByRole('button', { name: 'Save the order' }).click();
    await page.getByText('The order is saved.').waitFor();

    await page.getByRole('link', { name: 'End the call' }).click();
    await page.getByLabel('Sale').check();
    await page.getByRole('button', { name: 'Save and end the call' }).click();
    const { raw, verdict } = await host.waitFor('select_reason');
    assert.equal(raw, '{"action":"select_reason","params":{"id":1}}');
    assert.equal(verdict.kind, 'valid');
  });
});

test('an agent whose browser keeps no cookie is told so, and LeadDesk nothing', { skip }, async () => {
  await inLeadDesk({ preset: 'blocked-storage' }, async (host, page) => {
    await page.getByRole('link', { name: 'End without an order' }).click();
    await page.getByLabel('Not interested').check();
    await page.getByRole('button', { name: 'Save and end the call' }).click();
    await page.getByText('did not send this card’s cookie').waitFor();
    assert.deepEqual(host.commands(), []);
  });
});

async function takeOrder(page) {
  await page.getByRole('link', { name: 'Take an order' }).click();
  await page.getByLabel('Full year').check();
  await page.getByRole('button', { name: 'Continue to delivery' }).click();
  await page.getByLabel('Name').fill('Aino Virtanen');
  await page.getByLabel('Street').fill('Main Street 1');
  await page.getByLabel('Postal code').fill('00100');
  await page.getByLabel('City').fill('Helsinki');
  await page.getByRole('button', { name: 'Continue to confirmation' }).click();
  await page.getByText('Read aloud').waitFor();
}

/** Opens the card in a simulated LeadDesk, in a browser. */
async function inLeadDesk(options, use) {
  const host = await startHost({ card, ...options });
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(host.url);
    await use(host, tab.frameLocator('iframe[name=card]'));
  } finally {
    await context.close();
    await host.close();
  }
}
