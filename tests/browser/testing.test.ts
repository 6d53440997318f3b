/**
 * `create-leaddesk-card/testing`, as people's own tests use it: by its name, from the built package.
 *
 * @needs chromium
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inScratch, plant } from '../cli/scratch.js';
import { PAGES, pageOf } from './desk.js';
import { type Browser, launch, type Page } from './engines/index.js';
import { serve } from './serve.js';

// By a variable: the types of the built package are there only after a build.
const name = 'create-leaddesk-card/testing';
const { startHost } = (await import(name)) as typeof import('../../cli/testing/index.js');
type Host = Awaited<ReturnType<typeof startHost>>;
type Options = Parameters<typeof startHost>[0];

const test = suite('testing');
let browser: Browser | undefined;
test.after(() => browser?.close());

/** Opens a card of these files in a host, and closes both afterwards. */
function inHost(
  options: Partial<Options>,
  use: (it: { host: Host; page: Page }) => Promise<void>,
  files: Record<string, string> = PAGES,
) {
  return inScratch(async (folder) => {
    plant(folder, files);
    browser ??= await launch('chromium');
    const page = await browser.newPage();
    const host = await startHost({ card: folder, ...options });
    try {
      await use({ host, page });
    } finally {
      await host.close();
      await page.close();
    }
  });
}

const say = (page: Page, action: string, params?: unknown) =>
  page.frame('card').evaluate((text) => (window as any).say(text), JSON.stringify({ action, params }));

test('a call is made, and the card hears of it as it happens', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    await host.agent.dial();
    await host.agent.answer();
    await host.agent.startReceipt();
    await host.agent.customerHangsUp();
    await page.frame('card').waitFor('heard.length === 6');
    const types = await page.frame('card').evaluate<string[]>('heard.map((text) => JSON.parse(text).type)');
    assert.equal(types, [
      'callLineIdle',
      'callLineRinging',
      'callLineOn',
      'recStarted',
      'recCancelled',
      'callLineIdle',
    ]);
  }));

test('acts wait for a card: the browser may come later', () =>
  inHost({}, async ({ host, page }) => {
    const dialled = host.agent.dial();
    await page.goto(host.url);
    await dialled;
    await page.frame('card').waitFor('heard.some((text) => text.includes("callLineRinging"))');
  }));

test('an act that is not possible now rejects with the reason', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    const error = await host.agent.answer().catch((reason: Error) => reason);
    assert.match((error as Error).message, /^answer: Not allowed now: nothing rings/);
  }));

test('fire says any event, with its data or with other', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    await host.fire('callLineOn');
    await host.fire('recStarted', { file: 'mine.wav' });
    await host.fire('somethingNew', { a: 1 });
    await page.frame('card').waitFor('heard.length === 4');
    assert.equal((await page.frame('card').evaluate<string[]>('heard')).slice(1), [
      '{"type":"callLineOn","data":{"call_log_id":48151}}',
      '{"type":"recStarted","data":{"file":"mine.wav"}}',
      '{"type":"somethingNew","data":{"a":1}}',
    ]);
  }));

test('commands are there byte for byte, with their page and what LeadDesk would make of them', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    await host.agent.dial();
    await page.frame('card').click('a');
    await page.frame('card').waitFor(() => location.pathname === '/second.html' && document.readyState === 'complete');
    await say(page, 'select_reason', {});
    await page.frame('card').evaluate(() => (window as any).say('{ "action": "hangup" }'));
    await host.waitFor('hangup');
    assert.equal(host.commands(), [
      {
        action: 'select_reason',
        params: {},
        raw: '{"action":"select_reason","params":{}}',
        page: '/second.html?x=1',
        verdict: { kind: 'bad-params', text: 'Wrong params: select_reason needs "id".' },
      },
      {
        action: 'hangup',
        raw: '{ "action": "hangup" }',
        page: '/second.html?x=1',
        verdict: { kind: 'valid', text: 'Hung up: the line is idle.' },
      },
    ]);
  }));

test('waitFor hands out each command once, whether it came before or comes after', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    const later = host.waitFor('request_full_window');
    await host.fire('callLineRinging');
    await say(page, 'request_full_window');
    await say(page, 'close', { target: 'full_window_campaign_url' });
    await later;
    await host.waitFor('close');
    const error = await host.waitFor('close', { timeout: 1 }).catch((reason: Error) => reason);
    assert.match(
      (error as Error).message,
      /No "close" came within 1 ms\. Commands so far: request_full_window, close\./,
    );
  }));

test('a command that the card aims at itself is among the commands, as undeliverable', () =>
  inHost({}, async ({ host, page }) => {
    await page.goto(host.url);
    await page.frame('card').click('a');
    await page.frame('card').waitFor(() => location.pathname === '/second.html' && document.readyState === 'complete');
    await page
      .frame('card')
      .evaluate(() => (window as any).say(JSON.stringify({ action: 'hangup' }), document.referrer));
    const { verdict } = await host.waitFor('hangup');
    assert.is(verdict.kind, 'undeliverable');
  }));

test('the contact fills the address', () =>
  inHost({ contact: { phone: '+46 1', call_logs_id: 5, customers_id: 'c-9' } }, async ({ host, page }) => {
    assert.match(host.cardUrl, /\?phone=%2B46%201&call_logs_id=5&customers_id=c-9$/);
    await page.goto(host.url);
    assert.is(await page.frame('card').url(), host.cardUrl);
  }));

test('presets make it hard, several together', () =>
  inHost({ preset: ['no-referrer', 'event-objects'] }, async ({ host, page }) => {
    await page.goto(host.url);
    await host.fire('callLineOn');
    await page.frame('card').waitFor('heard.length === 2');
    assert.equal(await page.frame('card').evaluate('[document.referrer, typeof heard[1]]'), ['', 'object']);
  }));

test('a card that runs is framed as it is', async () => {
  const card = await serve({ '/start': pageOf('<h1>Runs</h1>') });
  try {
    await inHost({ card: card.url('/start?p={phone}'), contact: { phone: '1' } }, async ({ host, page }) => {
      await page.goto(host.url);
      assert.is(await page.frame('card').url(), card.url('/start?p=1'));
      await say(page, 'force_full_window');
      assert.is((await host.waitFor('force_full_window')).page, '/start?p=1');
    });
  } finally {
    await card.close();
  }
});

test('no such card, no such preset: it rejects', async () => {
  const because = (options: Options) =>
    startHost(options).then(
      () => 'started',
      (error: Error) => error.message,
    );
  assert.match(await because({ card: '/no/such/folder' }), /There is no folder/);
  assert.match(await because({ card: 'http://127.0.0.1:1/' }), /Nothing answers/);
  assert.match(await because({ card: '.', preset: 'hard' as 'slow' }), /Unknown preset "hard"/);
});

test('what is asked of a closed host rejects at once', () =>
  inScratch(async (folder) => {
    plant(folder, PAGES);
    const host = await startHost({ card: folder });
    await host.close();
    const began = Date.now();
    for (const ask of [() => host.agent.dial(), () => host.fire('callLineOn'), () => host.waitFor('hangup')])
      assert.match(await ask().then(String, (error: Error) => error.message), /closed/);
    // Their time limits are ten seconds and more.
    assert.ok(Date.now() - began < 5000);
  }));

test('a contact with half a character is a contact all the same', () =>
  inScratch(async (folder) => {
    plant(folder, PAGES);
    const host = await startHost({ card: folder, contact: { phone: '1\ud800' } });
    assert.match(host.cardUrl, /phone=1%EF%BF%BD/);
    await host.close();
  }));

test('closing ends what waits', () =>
  inScratch(async (folder) => {
    plant(folder, PAGES);
    const host = await startHost({ card: folder });
    const waiting = [host.waitFor('hangup'), host.agent.dial()].map((promise) =>
      promise.then(
        () => 'done',
        (error: Error) => error.message,
      ),
    );
    await host.close();
    for (const message of await Promise.all(waiting)) assert.match(message, /closed/);
  }));

test.run();
