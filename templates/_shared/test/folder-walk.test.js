import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startHost } from 'create-leaddesk-card/testing';
import { openBrowser } from './browser.js';

const browser = await openBrowser();
const skip = browser ? false : 'needs playwright-core and a Chromium: npm install --save-dev playwright-core';
after(() => browser?.close());

test('LeadDesk is given the contact page, with its placeholders filled', async () => {
  const host = await startHost({ card: '.', contact: { phone: '+46313900601', call_logs_id: 42, customers_id: 7 } });
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
  await inLeadDesk({}, async (host, card) => {
    await host.agent.dial();
    await host.agent.answer();
    await card.getByText('On the line').waitFor();
    await takeOrder(card);
    await card.getByText('On the line').waitFor();

    await card.getByRole('button', { name: 'Start recording' }).click();
    assert.equal(
      (await host.waitFor('start_voice_receipt_recording')).raw,
      '{"action":"start_voice_receipt_recording"}',
    );
    await card.getByText('Recording:').waitFor();
    await card.getByRole('button', { name: 'Stop recording' }).click();
    await card.getByText('Recorded:').waitFor();
    await card.getByRole('button', { name: 'Save the order' }).click();
    await card.getByText('The order is saved.').waitFor();

    await card.getByRole('link', { name: 'End the call' }).click();
    await card.getByLabel('Sale').check();
    await card.getByRole('button', { name: 'Save and end the call' }).click();
    const { raw, verdict } = await host.waitFor('select_reason');
    assert.equal(raw, '{"action":"select_reason","params":{"id":1}}');
    assert.equal(verdict.kind, 'valid');
  });
});

test('LeadDesk is told nothing when nothing can be saved', { skip }, async () => {
  await inLeadDesk({ preset: 'blocked-storage' }, async (host, card) => {
    await takeOrder(card);
    await card.getByRole('button', { name: 'Save the order' }).click();
    await card.getByText('Not saved.').waitFor();
    await card.getByRole('link', { name: 'End the call' }).click();
    await card.getByLabel('Not interested').check();
    await card.getByRole('button', { name: 'Save and end the call' }).click();
    await card.getByText('nothing was sent to LeadDesk').waitFor();
    assert.deepEqual(
      host.commands().map(({ action }) => action),
      [],
    );
  });
});

async function takeOrder(card) {
  await card.getByRole('link', { name: 'Take an order' }).click();
  await card.getByLabel('Full year').check();
  await card.getByRole('button', { name: 'Continue to delivery' }).click();
  await card.getByLabel('Name').fill('Aino Virtanen');
  await card.getByLabel('Street').fill('Main Street 1');
  await card.getByLabel('Postal code').fill('00100');
  await card.getByLabel('City').fill('Helsinki');
  await card.getByRole('button', { name: 'Continue to confirmation' }).click();
  await card.getByText('Read aloud').waitFor();
}

/** Opens the card in a simulated LeadDesk, in a browser. */
async function inLeadDesk(options, use) {
  const host = await startHost({ card: '.', ...options });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(host.url);
    await use(host, page.frameLocator('iframe[name=card]'));
  } finally {
    await context.close();
    await host.close();
  }
}
