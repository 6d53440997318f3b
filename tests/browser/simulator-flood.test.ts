/**
 * Cards that send too much: the log stays usable, the desk answers.
 *
 * @needs chromium
 * @slow sends more than anyone can read
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Desk, press, readLog, startDesk, waitForRow } from './desk.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';
import { until } from './until.js';

const test = suite<{ page: Page; desk: Desk; card: Frame }>('simulator, floods');
let browser: Browser | undefined;

test.before.each(async (context) => {
  browser ??= await launch('chromium');
  context.page = await browser.newPage();
  context.desk = await startDesk();
  context.card = await context.desk.open(context.page);
});
test.after.each(async ({ page, desk }) => {
  await page.close();
  await desk.close();
});
test.after(() => browser?.close());

const count = (page: Page) => page.evaluate(() => document.getElementById('log-count')!.textContent!);
/** Floods take their time on a busy machine: while the log grows, the condition may still come. */
const untilFlooded = (desk: Desk, condition: () => Promise<boolean>, what: string) =>
  until(condition, what, 10_000, () => desk.session.log.length);
const textOf = (page: Page, id: string) => page.evaluate((name) => document.getElementById(name)!.innerText, id);

test('10,000 messages in a burst are all logged, and found', async ({ page, card, desk }) => {
  const before = desk.session.log.length;
  await card.evaluate(() => {
    for (let i = 0; i < 10_000; i++) (window as any).say(`{"action":"select_reason","params":{"number":${i}}}`);
  });
  await untilFlooded(
    desk,
    async () => Number(/\d+/.exec(await count(page))) >= before + 10_000,
    'all messages in the log',
  );
  const commands = desk.session.log.filter(({ kind }) => kind === 'command');
  assert.is(commands.length, 10_000);
  assert.is(commands.at(-1)!.payload, '{"action":"select_reason","params":{"number":9999}}');
  assert.ok(
    (await page.evaluate(() => document.querySelectorAll('#log li').length)) <= 200,
    'only the latest rows are in the document',
  );
  await page.evaluate(() => {
    const filter = document.getElementById('log-text') as HTMLInputElement;
    filter.value = '"number":1234}';
    filter.dispatchEvent(new Event('input'));
  });
  assert.equal(
    (await readLog(page)).map(({ payload }) => payload),
    ['{"action":"select_reason","params":{"number":1234}}'],
  );
  assert.match(await count(page), /^1 of 1000\d$/);
});

test('beside a card that never stops sending, the agent goes on working', async ({ page, card }) => {
  await card.evaluate(() => void setInterval(() => (window as any).say('{"action":"request_full_window"}')));
  await waitForRow(page, 'request_full_window');
  await press(page, 'Dial');
  await page.waitFor(() => document.body.dataset.line === 'ringing');
  await press(page, 'Answer');
  await page.waitFor(() => document.body.dataset.line === 'on');
});

test('a card that sends faster than anyone can read is stopped, and said to be', async ({ page, card, desk }) => {
  await card.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      for (let i = 0; i < 2000; i++) (window as any).say('{"action":"hangup"}');
      port1.postMessage(0);
    };
    port1.postMessage(0);
  });
  await untilFlooded(desk, async () => (await textOf(page, 'frame')).includes('was stopped'), 'the card to be stopped');
  await untilFlooded(
    desk,
    async () => (await textOf(page, 'log')).includes('were dropped'),
    'the log to say how many were dropped',
  );
  await page.click('#reload');
  await card.waitFor(() => document.querySelector('h1')?.textContent === 'First');
});

test('a message of megabytes is shown in part', async ({ page, card }) => {
  await card.evaluate(() => (window as any).say(`{"action":"hangup","x":"${'x'.repeat(5e6)}"}`));
  await waitForRow(page, 'not JSON', 'xxx');
});

test.run();
