/**
 * `scenario run`: a card played in real browsers, and what is said of it.
 *
 * @needs chromium, firefox
 * @slow
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startDev } from '../cli/dev-process.js';
import { cli, inScratch, plant, root } from '../cli/scratch.js';

import { engines, launch } from './engines/index.js';

const runtime = readFileSync(path.join(root, 'dist/ld.js'), 'utf8');
const page = (body: string) => `<!doctype html><meta charset="utf-8"><script>${runtime}</script>${body}`;

const card = {
  'index.html': page(`<h1>Contact</h1><p id=state>No call</p><a href="order.html">Take an order</a>
    <script>ld.on('callLineOn', function () { state.textContent = 'On the line'; });</script>`),
  'order.html': page(
    `<h1>Order</h1><label>Name <input id=name></label>
    <label>Product <select id=product><option value=a>Apple<option value=p>Pear</select></label>
    <button onclick="ld.send('select_reason', { id: 7 })">Save and end</button>
    <script>name.onkeydown = function (event) { if (event.key === 'Enter') ld.send('call', { phone_number: name.value + product.value }); };</script>`.replaceAll(
      'name.',
      "document.getElementById('name').",
    ),
  ),
};

const scenario = (steps: object[], more: object = {}) =>
  JSON.stringify({ format: 'leaddesk-card-scenario', version: 1, name: 'An order', steps, ...more });

const order = [
  { agent: 'dial' },
  { agent: 'answer' },
  { card: { sees: { text: 'On the line' } } },
  { notSent: { action: 'call' } },
  { card: { click: { role: 'link', name: 'take an order' } } },
  { card: { fill: { label: 'Name', value: '040' } } },
  { card: { fill: { label: 'Product', value: 'Pear' } } },
  { card: { press: { key: 'Enter', label: 'Name' } } },
  { sent: { action: 'call', params: { phone_number: '040p' }, verdict: 'not-allowed' } },
  { notSent: { action: 'call' } },
  { agent: 'hangUp' },
  { card: { click: { role: 'button', name: 'Save and end' } } },
  { sent: { action: 'select_reason', params: { id: '7' } } },
];

test('a scenario passes in both engines, and under a preset with steps for it', () =>
  inScratch(async (cwd) => {
    const presets = {
      'wrong-mode': { steps: [{ card: { go: 'order.html' } }, { card: { sees: { text: 'Order' } } }] },
    };
    plant(cwd, { ...card, 'scenarios/order.json': scenario(order, { presets }) });
    const { status, stdout, stderr } = await cli(
      ['scenario', 'run', '--engine', 'chromium,firefox', '--preset', 'wrong-mode', '--timeout', '30'],
      { cwd },
    );
    assert.is(stderr, '');
    assert.match(
      stdout,
      /^ +ordinary +wrong-mode\nAn order, chromium +✔ +✔\nAn order, firefox +✔ +✔\n\n4 passed, 0 failed/,
    );
    assert.is(status, 0);
  }));

test('a failure names file, preset, engine and step, says why, and leaves a screenshot', () =>
  inScratch(async (cwd) => {
    const missing = [{ card: { click: { role: 'button', name: 'Sell' } } }];
    const unsent = [{ agent: 'dial' }, { sent: { action: 'hangup' } }];
    const wrong = [{ fire: 'callLineOn' }, { card: { go: 'order.html' } }, ...order.slice(11, 12)];
    plant(cwd, {
      ...card,
      'missing.json': scenario(missing),
      'unsent.json': scenario(unsent),
      'params.json': scenario([...wrong, { sent: { action: 'select_reason', params: { id: 8 } } }]),
      'unwanted.json': scenario([...wrong, { notSent: { action: 'select_reason' } }]),
    });
    const files = ['missing.json', 'unsent.json', 'params.json', 'unwanted.json'];
    const { status, stdout } = await cli(['scenario', 'run', ...files, '--timeout', '5', '--output', 'shots'], { cwd });
    assert.is(status, 1);
    assert.match(stdout, /✘ missing\.json, ordinary host, chromium: step 1 .*"Sell"/);
    assert.match(stdout, /The card showed no button "Sell" that could be used within 5 s\./);
    assert.match(stdout, /✘ unsent\.json.*: step 2 .*\n {2}No "hangup" came within 5000 ms/);
    assert.match(stdout, /✘ params\.json.*: step 4 .*\n {2}"select_reason" came with \{"id":7\}\./);
    assert.match(stdout, /✘ unwanted\.json.*: step 4 .*\n {2}It was sent: \{"action":"select_reason"/);
    assert.match(stdout, /\n0 passed, 4 failed/);
    assert.ok(existsSync(path.join(cwd, 'shots/missing-ordinary-chromium.png')));
  }));

// Once is enough: the file runs in the lanes of both engines.
if (engines().includes('chromium'))
  test('what a person does in the simulator is recorded, and can be played', () =>
    inScratch(async (cwd) => {
      plant(cwd, card);
      const dev = await startDev(['--port', '0', '--host-port', '0'], cwd);
      const browser = await launch('chromium');
      try {
        const tab = await browser.newPage();
        await tab.goto(dev.host);
        const frame = tab.frame('card');
        await frame.waitFor(() => document.body?.textContent?.includes('Contact'));
        await tab.evaluate(() => {
          const make = URL.createObjectURL;
          URL.createObjectURL = (blob) => {
            (blob as Blob).text().then((text) => Object.assign(window, { saved: text }));
            return make(blob);
          };
        });
        await tab.click('#log-record');
        await tab.click('[data-agent=dial]');
        await tab.click('[data-agent=answer]');
        await frame.waitFor(() => document.body.textContent!.includes('On the line'));
        await frame.click('a');
        await frame.waitFor(() => location.pathname === '/order.html' && document.readyState === 'complete');
        await frame.focus('#name');
        await frame.press('4');
        await frame.press('Tab');
        await frame.click('button');
        await tab.waitFor(() => document.getElementById('log')!.textContent!.includes('select_reason'));
        await tab.click('#log-record');
        const saved: string = await tab.evaluate(
          'new Promise((done) => { const look = () => window.saved ? done(saved) : setTimeout(look); look(); })',
        );
        assert.equal(JSON.parse(saved).steps, [
          { agent: 'dial' },
          { agent: 'answer' },
          { card: { click: { role: 'link', name: 'Take an order' } } },
          { card: { fill: { label: 'Name', value: '4' } } },
          { card: { click: { role: 'button', name: 'Save and end' } } },
          { sent: { action: 'select_reason', params: { id: 7 } } },
        ]);
        plant(cwd, { 'scenarios/recorded.json': saved });
        const { status, stdout } = await cli(['scenario', 'run', '--timeout', '30'], { cwd });
        assert.is(status, 0, stdout);
      } finally {
        await browser.close();
        await dev.end();
      }
    }));

test('what cannot be played is one line and status 1, before any browser starts', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'a.json': '{}', 'index.html': '' });
    const cases: [string[], RegExp][] = [
      [['run'], /There are no scenarios here: no file scenarios\/\*\.json/],
      [['run', 'b.json'], /Cannot read b\.json/],
      [['run', 'a.json'], /a\.json: this is no scenario/],
      [['run', 'a.json', '--preset', 'fast'], /Unknown preset "fast"/],
      [['run', 'a.json', '--engine', 'webkit'], /Unknown engine "webkit"/],
      [['run', 'a.json', '--timeout', '0'], /--timeout 0: give seconds/],
      [['run', 'a.json', '--run', 'node x'], /say with --card/],
      [['play'], /there is run and from-log/],
      [['from-log'], /one log file, not 0/],
    ];
    for (const [args, says] of cases) {
      const { status, stdout, stderr } = await cli(['scenario', ...args], { cwd });
      assert.is(stdout, '');
      assert.match(stderr, says);
      assert.match(stderr, /^error [^\n]+\n$/);
      assert.is(status, 1);
    }
  }));

test.run();
