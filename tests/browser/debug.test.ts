/**
 * The debug build: each thing that it explains, provoked, is one line in the console.
 *
 * @needs chromium, firefox
 * @slow
 */
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { type Card, type CardOptions, carried, page, startCard } from './card.js';
import { eachEngine, type Frame, type Page } from './engines/index.js';
import type { Routes } from './serve.js';
import { until } from './until.js';

const script = readFileSync(new URL('../../dist/ld.debug.js', import.meta.url), 'utf8');
const core = readFileSync(new URL('../../dist/ld.js', import.meta.url));
const companion = readFileSync(new URL('../../dist/ld.card.js', import.meta.url));
const bundle = readFileSync(new URL('../../dist/ld.mjs', import.meta.url));

type Line = [level: 'error' | 'warn' | 'info', says: RegExp];

interface Case extends CardOptions {
  /** What stands before the runtime in the first page, its body, and the settings of the runtime's element. */
  before?: string;
  body?: string;
  settings?: string;
  /** Answers of the card beside its first page. */
  routes?: Routes;
  /** The first page's address. */
  path?: string;
  /** Whether the card is opened without a host. */
  alone?: boolean;
  /** What provokes the lines, beyond loading the page. It is done twice, and the second time is to say nothing. */
  act?(card: Frame, tab: Page): unknown;
  /** The lines, all of them, in order. */
  lines: Line[];
}

/** Nothing that frames this page tells its origin to anybody. */
const hidden = { 'content-security-policy': 'sandbox allow-scripts', 'referrer-policy': 'no-referrer' };

/** A clock on which a command's wait is over at once; an engine's driver has longer ones. */
const hurried = `
  var now = Date.now, wait = setTimeout, lead = 0;
  Date.now = function () { return now() + lead };
  setTimeout = function (act, time) {
    if (!(time >= 5000 && time < 6000)) return wait(act, time);
    lead += time;
    return wait(act, 0);
  };`;

/** A clock on which ten seconds of a host's silence are over at once. */
const impatient = `
  var wait = setTimeout;
  setTimeout = function (act, time) { return wait(act, time == 10000 ? 0 : time) };`;

/** The companion's attributes, in forms that are there when the page has loaded. */
const companions = `<form data-ld-draft><fieldset data-ld-pause><input></fieldset></form>
  <button data-ld-send=hangup data-ld-once data-ld-confirm="Sure?">x</button>`;

/** Sends commands in one go, and finds each of them posted, whatever is to be said of it. */
const send =
  (...commands: [action: string, params?: unknown][]) =>
  async (card: Frame) => {
    const posted = await card.evaluate(
      (commands) => commands.map((command) => (window.ld.send as any)(...command)),
      commands,
    );
    assert.equal(
      posted,
      commands.map(() => true),
    );
  };

const clickEach = async (card: Frame) => {
  for (const id of ['malformed', 'wrong', 'cancelled']) await card.click(`#${id}`);
};

const cases: Record<string, Case> = {
  'commands that LeadDesk does not know, not so, or not gladly': {
    act: send(
      ['hang_up'],
      ['dance'],
      ['select_reason'],
      ['hangup', { id: 1 }],
      ['call', { phone: '1', auto_call: 'yes' }],
      ['force_full_window'],
      ['select_reason', { id: 5 }],
      ['request_full_window'],
    ),
    lines: [
      ['warn', /unknown action "hang_up".*Did you mean "hangup"\?/],
      ['warn', /unknown action "dance".*Its actions are call, hangup,/],
      ['warn', /"select_reason" needs "id"\. Write ld\.send\("select_reason", \{ id: … \}\)/],
      ['warn', /"hangup" takes no params, but was given "id"\. Write ld\.send\("hangup"\)/],
      ['warn', /takes exactly one of .*; does not know "phone"; "auto_call" must be a boolean/],
      ['warn', /discouraged: "force_full_window".*ld\.send\("request_full_window"\)/],
    ],
  },
  'params that JSON changes on the way': {
    body: '<script>ld.send("select_reason", { id: NaN })</script>',
    lines: [['warn', /"id" must be a number or a string, not null/]],
  },
  'declared commands with params that are no JSON or wrong, and one whose click was cancelled': {
    body: `<button id="malformed" data-ld-send="select_reason" data-ld-params="{id:5}">1</button>
      <button id="wrong" data-ld-send="select_reason" data-ld-params='{"reason":1}'>2</button>
      <a id="cancelled" href="#" data-ld-send="hangup">3</a>
      <script>addEventListener('click', function (event) { if (event.target.id == 'cancelled') event.preventDefault() })</script>`,
    act: clickEach,
    lines: [
      [
        'error',
        /not sent: data-ld-params of <button id="malformed" data-ld-send="select_reason"> is not JSON: \{id:5\}/,
      ],
      ['warn', /needs "id"; does not know "reason"\. Write data-ld-send="select_reason" data-ld-params='\{"id": …\}'/],
      ['warn', /not sent: .* cancelled the click on <a id="cancelled" data-ld-send="hangup">.*ld\.send\("hangup"/],
    ],
  },
  'a page that is not in a frame': {
    alone: true,
    act: async (card) => assert.is(await card.evaluate('ld.send("hangup")'), false),
    lines: [['info', /not in a frame.*npx create-leaddesk-card dev http:\/\/127/]],
  },
  'no host yet, and then a command that has waited in vain': {
    hostHeaders: hidden,
    inject: hurried,
    act: async (card) => assert.is(await card.evaluate('ld.send("hangup")'), false),
    lines: [
      ['warn', /no host yet.*ld_referrer.*open the card from LeadDesk/],
      ['error', /dropped \{"action":"hangup"\}: no host was known in time.*Open the card from LeadDesk/],
    ],
  },
  'a refused origin': {
    settings: 'data-ld-allow="https://*.leaddesk.com"',
    lines: [
      [
        'error',
        /refused http:\/\/localhost:\d+, which .* gives as the host.*data-ld-allow="https:\/\/\*\.leaddesk\.com http:\/\/localhost:\d+"/,
      ],
    ],
  },
  'an address with placeholders that LeadDesk left, and with a parameter that is no origin': {
    path: '/?a={agent_id}&b=%7Bown%7D&c={agent_id}&ld_referrer=https://login.leaddesk.com/r79/',
    lines: [
      ['warn', /has not filled \{agent_id\}, \{own\} in this page's address/],
      [
        'warn',
        /ld_referrer of this page's address is ignored: "https:\/\/login\.leaddesk\.com\/r79\/" is not an origin/,
      ],
    ],
  },
  'a page that a redirect led to': {
    body: '<a href="/go">x</a>',
    routes: { '/go': { status: 302, headers: { location: '/done?a=1' } }, '/done': page('done') },
    act: async (card) => {
      if ((await card.evaluate('location.pathname')) === '/') await card.click('a');
      await card.waitFor('location.pathname === "/done" && document.readyState === "complete"');
    },
    lines: [
      [
        'info',
        /reached from \/ without the parameter ld_referrer; the host is known from .*redirect pass it on.*ld\.url\(address\)/,
      ],
    ],
  },
  'an event without a handler, and a handler of an unknown one': {
    body: '<script>ld.on("callLineon", function () {})</script>',
    act: (_, tab) => tab.evaluate(() => frames[0]!.postMessage('{"type":"callLineOn","data":{"call_log_id":7}}', '*')),
    lines: [
      ['warn', /unknown event "callLineon".*Did you mean "callLineOn"\?/],
      ['info', /no handler for the event "callLineOn".*ld\.on\("callLineOn", handler\)/],
    ],
  },
  'a host that says nothing for ten seconds': {
    inject: impatient,
    lines: [['info', /http:\/\/localhost:\d+ has posted nothing for 10 s.*Outbound and Legacy Outbound modes only/]],
  },
  'a host that has said something in ten seconds': {
    // The clock is over when the page says so: after the message.
    inject: `var wait = setTimeout, due = []; setTimeout = function (act, time) { return time == 10000 ? due.push(act) : wait(act, time) }`,
    body: '<script>heard = 0; ld.on("callLineIdle", function () { heard++ })</script>',
    act: async (card, tab) => {
      await tab.evaluate(() => frames[0]!.postMessage('{"type":"callLineIdle","data":{"call_log_id":7}}', '*'));
      await card.waitFor('heard');
      await card.evaluate('due.forEach(function (act) { act() })');
    },
    lines: [],
  },
  'attributes of the companion in a page without it': {
    body: companions,
    lines: [
      [
        'error',
        /data-ld-draft, data-ld-once, data-ld-confirm, data-ld-pause do nothing in this page: the companion is missing\. Load ld\.card\.js/,
      ],
    ],
  },
  'attributes of the companion in a page that loads it last': {
    body: `${companions}<script defer src="/ld.card.js"></script>`,
    act: (card) => card.waitFor('ld.card && document.readyState === "complete"'),
    lines: [],
  },
  'a second script after this one': {
    body: '<script src="/core.js"></script>',
    lines: [['warn', /two runtimes in this page/]],
  },
  'a script before this one': {
    before: '<script src="/core.js"></script>',
    lines: [['warn', /two runtimes in this page/]],
  },
  'two debug builds': { body: '<script src="/ld.js"></script>', lines: [['warn', /two runtimes in this page/]] },
  'a bundle beside this script, which takes its connection': {
    body: '<script type="module">import { createLd } from "/ld.mjs"; document.body.id = createLd() === ld ? "same" : "two"</script>',
    act: (card) => card.waitFor('document.body.id === "same"'),
    lines: [],
  },
};

eachEngine('debug', (test) => {
  for (const [
    name,
    { before = '', body = '', settings = '', path = '/', routes, alone, act, lines, ...options },
  ] of Object.entries(cases)) {
    test(`explained, each in one line: ${name}`, async ({ page: tab }) => {
      const site = await start({ '/': before + page(body, { settings }), ...routes }, options);
      try {
        if (alone) await tab.goto(site.card.url(path));
        const card = alone ? tab : await site.open(tab, path);
        await act?.(card, tab);
        await act?.(card, tab);
        await said(site, card, lines);
      } finally {
        await site.close();
      }
    });
  }

  test('a card that does all as it should: nothing said, and all as with the script build', async ({ page: tab }) => {
    const body = `<a href="/next">next</a><button data-ld-send="select_reason" data-ld-params='{"id":5}'>x</button>
      <script>heard = []; ld.on('*', function (event) { heard.push(event.type) }); off = ld.on('callLineOn', function () {}); off(); off()</script>`;
    const site = await start({ '/': page(body), '/next': page(body) });
    try {
      const card = await site.open(tab);
      assert.is(await card.evaluate('ld.origin'), site.host.origin);
      assert.is(await card.evaluate('ld.send("close", { target: "call_dialog" })'), true);
      await card.click('button');
      await tab.evaluate(() => frames[0]!.postMessage({ type: 'callLineOn', data: { call_log_id: 7 } }, '*'));
      await card.waitFor('heard.length');
      await card.click('a');
      await card.waitFor('location.pathname === "/next" && document.readyState === "complete"');
      assert.is(await card.evaluate('ld.url("/x#y")'), `${site.card.origin}/x?${carried(site.host)}#y`);
      assert.equal(await tab.evaluate('messages.map(function (message) { return message.data })'), [
        '{"action":"close","params":{"target":"call_dialog"}}',
        '{"action":"select_reason","params":{"id":5}}',
      ]);
      await said(site, card, []);
    } finally {
      await site.close();
    }
  });
});

function start(routes: Routes, options: CardOptions = {}): Promise<Card> {
  const module = { headers: { 'content-type': 'text/javascript' } };
  return startCard(
    {
      '/core.js': { ...module, body: core },
      '/ld.mjs': { ...module, body: bundle },
      '/ld.card.js': { ...module, body: companion },
      ...routes,
    },
    { script, watch: true, ...options },
  );
}

/** Waits for the last of these lines, and sees that there are no others. */
async function said(site: Card, card: Frame, lines: Line[]): Promise<void> {
  const last = lines.at(-1)?.[1];
  if (last)
    await until(
      () => site.card.console.some(({ text }) => last.test(text)),
      `a line like ${last} in ${JSON.stringify(site.card.console)}`,
    );
  await card.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(
    site.card.console.map(({ type }) => type),
    lines.map(([level]) => level),
    JSON.stringify(site.card.console),
  );
  site.card.console.forEach(({ text }, at) => {
    assert.match(text, /^ld: [^\n]+$/);
    assert.match(text, lines[at]![1]);
  });
}
