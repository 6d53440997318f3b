/** The simulator's page, in every engine: it frames a card of another site, speaks to it and hears it. */
import * as assert from 'uvu/assert';
import { EVENTS } from '../../runtime/protocol.js';
import { press, readLog, startDesk, waitForRow } from './desk.js';
import { eachEngine } from './engines/index.js';

eachEngine('simulator', (test) => {
  test('the card is framed from another site, its address filled with the contact', async ({ page }) => {
    const desk = await startDesk();
    try {
      const card = await desk.open(page);
      const address = new URL(await card.url());
      assert.is(address.hostname, '127.0.0.1');
      assert.is(new URL(await page.url()).hostname, 'localhost');
      assert.equal(Object.fromEntries(address.searchParams), {
        phone: '+46313900601',
        call_logs_id: '48151',
        customers_id: '1623',
      });
    } finally {
      await desk.close();
    }
  });

  test('each of the six events has a button, and reaches the card as LeadDesk says it', async ({ page }) => {
    const desk = await startDesk();
    try {
      const card = await desk.open(page);
      await waitForRow(page, 'callLineIdle', 'page load');
      await card.evaluate('heard.length = 0');
      for (const type of Object.keys(EVENTS)) await press(page, type);
      await card.waitFor('heard.length === 6');
      const heard = await card.evaluate<string[]>('heard');
      const events = heard.map((text) => JSON.parse(text));
      assert.equal(
        events.map(({ type }) => type),
        Object.keys(EVENTS),
      );
      assert.equal(events[0].data, { call_log_id: 48151 });
      assert.equal(events[3].data, { file: 'receipt-48151-1.wav' });
    } finally {
      await desk.close();
    }
  });

  test('every message is listed with its page, its payload and a verdict in words', async ({ page }) => {
    const desk = await startDesk();
    try {
      const card = await desk.open(page);
      await card.click('a');
      await card.waitFor(() => location.pathname === '/second.html' && document.readyState === 'complete');
      await waitForRow(page, 'page', '/second.html');
      const say = (data: unknown) => card.evaluate((message) => (window as any).say(message), data);
      await say('{"action":"request_full_window"}');
      await say('{"action":"hang_up"}');
      await say('{"action":"close"}');
      await say('{"action":"delete_call_log","params":{"call_log_id":48151}}');
      await say({ action: 'hangup' });
      await waitForRow(page, 'instead of a string');
      const rows = (await readLog(page)).filter(({ kind }) => kind === 'command');
      assert.equal(
        rows.map(({ name, tag, page: from, payload }) => [name, tag, from, payload]),
        [
          ['request_full_window', 'valid', '/second.html', '{"action":"request_full_window"}'],
          ['hang_up', 'unknown action', '/second.html', '{"action":"hang_up"}'],
          ['close', 'wrong params', '/second.html', '{"action":"close"}'],
          [
            'delete_call_log',
            'not allowed',
            '/second.html',
            '{"action":"delete_call_log","params":{"call_log_id":48151}}',
          ],
          ['hangup', 'not a string', '/second.html', '{"action":"hangup"}'],
        ],
      );
      assert.match(rows[2]!.words, /needs "target"/);
      assert.match(rows[3]!.words, /only no_answer/);
    } finally {
      await desk.close();
    }
  });

  test('a command that the card aims at itself is reported as undeliverable', async ({ page }) => {
    const desk = await startDesk();
    try {
      const card = await desk.open(page);
      await card.click('a');
      await card.waitFor(() => location.pathname === '/second.html' && document.readyState === 'complete');
      await card.evaluate(() => (window as any).say(JSON.stringify({ action: 'hangup' }), document.referrer));
      const row = await waitForRow(page, 'hangup', 'undeliverable', '/second.html');
      assert.match(row, /document\.referrer names the card itself/);
    } finally {
      await desk.close();
    }
  });

  test('a host outside the allow-list is another origin that the browser still reaches', async ({ page }) => {
    const desk = await startDesk(undefined, { presets: ['foreign-host'] });
    try {
      const card = await desk.open(page);
      assert.is(new URL(await page.url()).hostname, 'localhost.');
      assert.match(await card.evaluate(() => document.referrer), /^http:\/\/localhost\.:\d+\/$/);
    } finally {
      await desk.close();
    }
  });
});
