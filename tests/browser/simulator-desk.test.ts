/**
 * The agent's desktop: call bar, contact, the card's window, the log's tools. In one engine: it is our own page.
 *
 * @needs chromium
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeskContext, press, readLog, waitForRow, withDesk } from './desk.js';
import type { Frame, Page } from './engines/index.js';

const test = suite<DeskContext>('simulator, desktop');
withDesk(test);

/** The call bar's buttons that can be pressed. */
function enabled(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLButtonElement>('#call button:enabled')].map((button) => button.textContent!),
  );
}

const form = (page: Page) => page.evaluate(() => document.body.dataset.form);
const waitForForm = (page: Page, wanted: string) => page.waitFor((name) => document.body.dataset.form === name, wanted);
const say = (card: Frame, action: string, params?: unknown) =>
  card.evaluate((text) => (window as any).say(text), JSON.stringify({ action, params }));

test('the call bar offers what is possible now', async ({ page }) => {
  assert.equal(await enabled(page), ['Dial', 'Ring']);
  await press(page, 'Dial');
  await page.waitFor(() => document.body.dataset.line === 'ringing');
  assert.equal(await enabled(page), ['Hang up', 'Answer', 'No answer', 'Customer hangs up']);
  await press(page, 'Answer');
  await page.waitFor(() => document.body.dataset.line === 'on');
  assert.equal(await enabled(page), ['Hang up', 'Pause', 'Start', 'Customer hangs up']);
  await press(page, 'Start');
  await waitForRow(page, 'recStarted');
  assert.equal(await enabled(page), ['Hang up', 'Pause', 'Stop', 'Cancel', 'Customer hangs up']);
  await press(page, 'Customer hangs up');
  await waitForRow(page, 'recCancelled');
  await page.waitFor(() => document.body.dataset.line === 'idle');
});

test('the recordings show a running time', async ({ page }) => {
  await press(page, 'Dial');
  await page.waitFor(() => document.body.dataset.line === 'ringing');
  await press(page, 'Answer');
  await page.waitFor(() => /^0:0[1-9]$/.test(document.getElementById('recording-time')!.textContent!));
});

test('the card moves between its forms without being loaded again', async ({ page, card }) => {
  await card.evaluate('window.untouched = true');
  assert.is(await form(page), 'card');
  await say(card, 'request_full_window');
  await waitForRow(page, 'request_full_window', 'next call');
  assert.is(await form(page), 'card');
  await press(page, 'Dial');
  await waitForForm(page, 'full');
  await say(card, 'close', { target: 'full_window_campaign_url' });
  await waitForForm(page, 'dialog');
  await say(card, 'hangup');
  await waitForRow(page, 'hangup', 'valid');
  await say(card, 'close', { target: 'call_dialog' });
  await waitForForm(page, 'card');
  assert.ok(await card.evaluate('window.untouched'));
});

test('a call ending reason takes the card away, and the next contact brings another one', async ({ page, card }) => {
  await press(page, 'Dial');
  await waitForForm(page, 'dialog');
  await say(card, 'select_reason', { id: 2 });
  await waitForForm(page, 'closed');
  assert.is(await page.evaluate(() => document.querySelectorAll('iframe').length), 0);
  assert.match(
    await page.evaluate(() => document.getElementById('closed')!.innerText),
    /Call ending reason 2: Call again/,
  );
  await press(page, 'Next contact');
  await card.waitFor(() => location.search.includes('call_logs_id=48152'));
  assert.is(await form(page), 'card');
});

test('edited fields and new ones fill the placeholders of the address; what none fills is reported', async ({
  page,
  card,
}) => {
  await page.evaluate(() => {
    const set = (input: HTMLInputElement, value: string) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const address = document.querySelector<HTMLInputElement>('#address')!;
    document.querySelector<HTMLButtonElement>('#add-field')!.click();
    const [name, value] = document.querySelectorAll<HTMLInputElement>('#fields label:last-child input');
    set(name!, 'agent_id');
    set(value!, 'ä b');
    set(document.querySelector<HTMLInputElement>('input[name=phone]')!, '+46 1');
    set(address, address.value.replace(/\?.*/, '?phone={phone}&agent={agent_id}&campaign={campaign_id}'));
  });
  assert.match(await page.evaluate(() => document.getElementById('address-hint')!.textContent!), /\{campaign_id\}/);
  await press(page, 'Open card');
  await card.waitFor(() => location.search === '?phone=%2B46%201&agent=%C3%A4%20b&campaign={campaign_id}');
});

test('the log is filtered by text and by kind', async ({ page, card }) => {
  await say(card, 'hang_up');
  await waitForRow(page, 'hang_up');
  const set = (id: string, value: string) =>
    page.evaluate(
      (name, text) => {
        const input = document.getElementById(name) as HTMLInputElement;
        input.value = text;
        input.dispatchEvent(new Event(name === 'log-kind' ? 'change' : 'input'));
      },
      id,
      value,
    );
  await set('log-text', 'HANG_UP unknown');
  assert.equal(
    (await readLog(page)).map(({ name }) => name),
    ['hang_up'],
  );
  await set('log-text', 'no such thing');
  assert.equal(await readLog(page), []);
  assert.match(await page.evaluate(() => document.getElementById('log-scroll')!.innerText), /Nothing fits the filter/);
  await set('log-text', '');
  await set('log-kind', 'event');
  assert.ok((await readLog(page)).every(({ kind }) => kind === 'event'));
  await set('log-kind', 'problem');
  assert.equal(
    (await readLog(page)).map(({ name }) => name),
    ['hang_up'],
  );
});

test('a row opens to its page and its payload in full', async ({ page, card }) => {
  await say(card, 'select_reason', { id: [1] });
  await waitForRow(page, 'wrong params');
  await page.evaluate(() => document.querySelector<HTMLElement>('#log li:last-child summary')!.click());
  const text = await page.waitFor(() => document.querySelector<HTMLElement>('#log li:last-child dl')?.innerText);
  assert.match(text, /\/\?phone=%2B46313900601&/);
  assert.match(text, /"id": \[\s+1\s+\]/);
});

test('clearing empties the log', async ({ page }) => {
  await press(page, 'Clear');
  await page.waitFor(() => !document.querySelector('#log li'));
});

test('an exported log is replayed against the card: the same events, in the same order', async ({ page, card }) => {
  await press(page, 'Dial');
  await waitForRow(page, 'callLineRinging');
  await press(page, 'Answer');
  await waitForRow(page, 'callLineOn');
  await press(page, 'Start');
  await waitForRow(page, 'recStarted');
  await press(page, 'Hang up');
  await page.waitFor(() => document.body.dataset.line === 'idle');
  const log = await page.evaluate(async () => {
    let blob: Blob;
    URL.createObjectURL = (object) => {
      blob = object as Blob;
      return '#';
    };
    document.getElementById('log-export')!.click();
    return blob!.text();
  });
  assert.is(JSON.parse(log).format, 'leaddesk-card-log');
  await page.evaluate((text) => {
    const input = document.getElementById('log-file') as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(new File([text], 'log.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  }, log);
  await waitForRow(page, 'replay', 'is over: 5 events');
  const types = await card.evaluate<string[]>('heard.map((text) => JSON.parse(text).type)');
  assert.equal(types, ['callLineIdle', 'callLineRinging', 'callLineOn', 'recStarted', 'recCancelled', 'callLineIdle']);
});

test('the present log is replayed, and can be stopped', async ({ page, card }) => {
  await press(page, 'callLineRinging');
  await waitForRow(page, 'callLineRinging');
  await press(page, 'callLineOn');
  await waitForRow(page, 'callLineOn');
  await page.click('#log-replay summary');
  await press(page, 'Replay this log');
  await waitForRow(page, 'replay', 'is over: 2 events');
  await card.waitFor('heard.length === 3');
  await page.evaluate(() => {
    const input = document.getElementById('log-file') as HTMLInputElement;
    const files = new DataTransfer();
    const event = (at: number) => ({ id: at, at, kind: 'event', name: 'x', page: '/', payload: '{"type":"x"}' });
    const log = {
      format: 'leaddesk-card-log',
      version: 2,
      entries: Array.from({ length: 50 }, (_, at) => event(at * 5000)),
    };
    files.items.add(new File([JSON.stringify(log)], 'log.json'));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  });
  await page.waitFor(() => /Replaying \d+ of 50/.test(document.getElementById('log-replay-progress')!.innerText));
  await press(page, 'Stop', '#log-replay-now');
  await waitForRow(page, 'replay', 'The replay was stopped');
  await page.waitFor(() => document.getElementById('log-replay-now')!.hidden);
});

test('the endpoint has the card hear events and the agent act', async ({ page, card, desk }) => {
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, desk.url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${desk.token}` },
      body: JSON.stringify(body),
    });
  assert.is((await post('/api/trigger', { type: 'callLineOn', data: { call_log_id: 5 } })).status, 200);
  await card.waitFor('heard.some((text) => text.includes(\'"call_log_id":5\'))');
  await waitForRow(page, 'callLineOn');
  assert.is((await post('/api/agent', { action: 'hangUp' })).status, 200);
  await page.waitFor(() => document.body.dataset.line === 'idle');
  const refused = await post('/api/agent', { action: 'hangUp' });
  assert.is(refused.status, 409);
  assert.match(await refused.text(), /Not allowed now/);
});

test('a file that is no log is refused in words', async ({ page }) => {
  await page.evaluate(() => {
    const input = document.getElementById('log-file') as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(new File(['{"a":1}'], 'other.json'));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  });
  await waitForRow(page, 'replay', 'not a log that the simulator exported');
});

test('a page load and the event sent at it are one row, and until more is said the log tells what to do first', async ({
  page,
}) => {
  const rows = await readLog(page);
  assert.equal(
    rows.map(({ name, tag }) => [name, tag]),
    [['callLineIdle', 'page load']],
  );
  const hint = () => page.evaluate(() => document.getElementById('log-empty')!.innerText);
  assert.match(await hint(), /Press Dial/);
  await press(page, 'Dial');
  await waitForRow(page, 'callLineRinging');
  assert.is(await page.evaluate(() => document.getElementById('log-empty')!.hidden), true);
});

test('a contact begins a section, what the agent did is in words, and problems are counted', async ({ page, card }) => {
  await say(card, 'hang_up');
  await waitForRow(page, 'hang_up');
  assert.is(await page.evaluate(() => document.getElementById('log-problems')!.innerText), '1 problem');
  await page.click('#reasons button');
  await waitForRow(page, 'select reason');
  await press(page, 'Next contact', '#closed');
  await card.waitFor(() => location.search.includes('call_logs_id=48152'));
  await page.waitFor(() => document.querySelectorAll('#log h3').length === 2);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('#log h3')].map((title) => title.textContent)), [
    'Aino Virtanen, call 48151',
    'Björn Åkesson, call 48152',
  ]);
});

test('the log is one tab stop, and arrow keys walk it and open its rows', async ({ page }) => {
  await press(page, 'Dial');
  await waitForRow(page, 'callLineRinging');
  const stops = () => page.evaluate(() => document.querySelectorAll('#log summary[tabindex="0"]').length);
  assert.is(await stops(), 1);
  await page.focus('#log li:last-child summary');
  await page.press('ArrowUp');
  assert.is(await page.evaluate(() => document.activeElement === document.querySelector('#log summary')), true);
  assert.is(await stops(), 1);
  await page.press('ArrowRight');
  await page.waitFor(() => document.querySelector('#log li:first-child dl'));
});

test('data that is not JSON is told at its field, with an example, and nothing is sent', async ({ page, desk }) => {
  await page.evaluate(() => (document.querySelector<HTMLInputElement>('#fire-data')!.value = '{a:1}'));
  const before = desk.session.log.length;
  await press(page, 'recStarted');
  const error = await page.evaluate(() => document.getElementById('fire-error')!.innerText);
  assert.match(error, /not JSON.*\{"file":/);
  assert.is(await page.evaluate(() => document.querySelector('[aria-invalid=true]')!.id), 'fire-data');
  assert.is(desk.session.log.length, before);
});

test('a field that feeds no placeholder of the address says so', async ({ page }) => {
  const unused = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#fields label')]
      .filter((label) => label.innerText.includes('not in the address'))
      .map((label) => label.querySelector('input')!.name),
  );
  assert.equal(unused, ['name']);
});

test('contact and log fold, for this tab, and the card gets their room', async ({ page, desk }) => {
  const width = () => page.evaluate(() => document.querySelector('iframe')!.clientWidth);
  const before = await width();
  assert.ok(before > 640, String(before));
  await page.click('#log-fold');
  assert.ok((await width()) > before + 200);
  await page.goto(desk.url);
  await page.waitFor(() => document.body.dataset.log === 'folded');
  await page.click('#log-fold');
  await page.focus('#log-size');
  const panel = () => page.evaluate(() => document.getElementById('log-panel')!.clientWidth);
  const wide = await panel();
  await page.press('ArrowLeft');
  assert.ok((await panel()) > wide);
});

test('everything that can be pressed can be reached by keyboard, and says what it is', async ({ page }) => {
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, summary')]
      .filter((element) => element.checkVisibility() && element.tabIndex < 0 && !element.closest('#log'))
      .map((element) => element.outerHTML),
  );
  assert.equal(nameless, []);
  const unlabelled = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=file]), select')]
      .filter((element) => element.checkVisibility())
      .filter(
        (element) => !(element.innerText.trim() || element.ariaLabel || (element as HTMLInputElement).labels?.length),
      )
      .map((element) => element.outerHTML),
  );
  assert.equal(unlabelled, []);
});

test.run();
