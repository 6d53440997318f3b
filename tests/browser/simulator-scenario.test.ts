/**
 * The scenario bar: the card's scenarios are listed, played and stepped through in the simulator.
 *
 * @needs chromium
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeskContext, PAGES, pageOf, press, waitForRow, withDesk } from './desk.js';
import type { Page } from './engines/index.js';

const scenario = (name: string, steps: object[], more: object = {}) =>
  JSON.stringify({ format: 'leaddesk-card-scenario', version: 1, name, steps, ...more });

const FORM = pageOf(`<h1>Order</h1>
  <label>Name <input id="who"></label>
  <label>Product <select id="what"><option value="a">Apple<option value="p">Pear</select></label>
  <form onsubmit="say(JSON.stringify({ action: 'call', params: { phone_number: who.value + what.value } })); return false">
    <label>Number <input id="number"></label><button>Call back</button></form>
  <div id="late"></div>
  <script>setTimeout(function () {
    var root = late.attachShadow({ mode: 'open' });
    root.innerHTML = '<button>Hang up</button>';
    root.firstChild.onclick = function () { say(JSON.stringify({ action: 'hangup' })); };
  }, 300)</script>`);

const FILES = {
  ...PAGES,
  'second.html': FORM,
  'scenarios/a-order.json': scenario('An order', [
    { agent: 'dial' },
    { agent: 'answer' },
    { card: { click: { role: 'link', name: 'on' } } },
    { card: { sees: { role: 'heading', name: 'order' } } },
    { notSent: { action: 'call' } },
    { card: { fill: { label: 'Name', value: '040' } } },
    { card: { fill: { label: 'Product', value: 'Pear' } } },
    { card: { press: { label: 'Number', key: '7' } } },
    { card: { press: { key: 'Enter' } } },
    { sent: { action: 'call', params: { phone_number: '040p' }, verdict: 'not-allowed' } },
    { card: { click: { role: 'button', name: 'Hang up' } } },
    { sent: { action: 'hangup' } },
    { card: { go: 'index.html' } },
    { card: { sees: { text: 'First' } } },
  ]),
  'scenarios/b-wrong.json': scenario('Wrong', [
    { agent: 'dial' },
    { card: { go: 'second.html' } },
    { card: { click: { role: 'button', name: 'Hang up' } } },
    { sent: { action: 'hangup', params: { id: 1 } } },
    { agent: 'answer' },
  ]),
  'scenarios/c-broken.json': '{}',
};

const test = suite<DeskContext>('simulator, scenario bar');
withDesk(test, FILES);

async function choose(page: Page, name: string) {
  await page.click('#scenario-files summary');
  await page.waitFor(() => document.querySelector('#scenario-files button'));
  await page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('#scenario-files button')];
    buttons.find((button) => button.textContent!.startsWith(wanted))!.click();
  }, name);
  await page.waitFor((wanted) => document.getElementById('scenario-name')!.textContent === wanted, name);
}

const states = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#scenario-steps li')].map((row) => row.dataset.state!),
  );
const waitForResult = (page: Page, result: string) =>
  page.waitFor((text) => document.getElementById('scenario-result')!.textContent === text, result);

test('the files of the card are listed, and one that cannot be played says why', async ({ page }) => {
  await page.click('#scenario-files summary');
  await page.waitFor(() => document.querySelector('#scenario-files button'));
  const listed = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLButtonElement>('#scenario-files button')].map((button) => [
      button.firstChild!.textContent,
      button.disabled,
      button.querySelector('small')!.textContent,
    ]),
  );
  assert.equal(
    listed.map(([name, isDisabled]) => [name, isDisabled]),
    [
      ['An order', false],
      ['Wrong', false],
      ['c-broken.json', true],
    ],
  );
  assert.match(listed[2]![2] as string, /c-broken\.json: this is no scenario/);
});

test('a scenario is played, with a row a step, and can be played again', async ({ page }) => {
  await choose(page, 'An order');
  assert.equal(await states(page), Array(14).fill('waiting'));
  for (const [times, button] of ['Play', 'Play again'].entries()) {
    await press(page, button, '#playback');
    await page.waitFor(
      (before) => document.getElementById('log')!.textContent!.split('"An order" has passed').length > before + 1,
      times,
    );
    await waitForResult(page, 'passed');
    assert.equal(await states(page), Array(14).fill('done'));
  }
  await page.click('#scenario-close');
  await page.waitFor(() => document.getElementById('playback')!.hidden);
});

test('a step that fails tells what was expected and what was seen, and ends it', async ({ page }) => {
  await choose(page, 'Wrong');
  await press(page, 'Play', '#playback');
  await waitForResult(page, 'step 4 failed');
  assert.equal(await states(page), ['done', 'done', 'done', 'failed', 'waiting']);
  assert.is(
    await page.evaluate(() => document.querySelector('#scenario-steps dl')!.textContent),
    'ExpectedThe card sends hangup {"id":1}Seen"hangup" came with no params.',
  );
  await waitForRow(page, 'Step 4 has failed');
});

test('steps are taken one by one, and the focus in the card stays', async ({ page }) => {
  await choose(page, 'An order');
  for (let step = 1; step <= 9; step++) {
    await page.click('#scenario-step');
    await waitForResult(page, `${step} of 14`);
    await page.waitFor(() => !(document.getElementById('scenario-step') as HTMLButtonElement).disabled);
  }
  // Enter was pressed where the focus was: in the field of the step before.
  await waitForRow(page, '"phone_number":"040p"');
  await press(page, 'Play', '#playback');
  await waitForResult(page, 'passed');
});

test('it is stopped after the step that is under way, and goes on from there', async ({ page, desk }) => {
  await choose(page, 'An order');
  desk.session.watch((happening) => {
    if (happening?.name === 'callLineRinging') desk.session.scenarios.take('pause', '');
  });
  await press(page, 'Play', '#playback');
  await waitForResult(page, '1 of 14');
  await page.waitFor(() => document.getElementById('scenario-play')!.textContent === 'Play');
  assert.equal((await states(page)).slice(0, 2), ['done', 'waiting']);
  await press(page, 'Play', '#playback');
  await waitForResult(page, 'passed');
});

test.run();
