import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Arrival, arrivalFindings, placeholders } from '../../runtime/debug/arrival.js';
import { commandFindings, usage } from '../../runtime/debug/commands.js';
import { judge, MAX_ENTRIES, messages, note, notes, onChange, record } from '../../runtime/debug/log.js';
import { meant } from '../../runtime/debug/names.js';
import { ACTIONS, EVENTS, type KnownAction, paramFaults } from '../../runtime/protocol.js';

const LEADDESK = 'https://login.leaddesk.com';

/** A first page, as LeadDesk opens it. */
const first: Arrival = {
  framed: true,
  href: 'https://card.example/?phone=46',
  own: 'https://card.example',
  referrer: `${LEADDESK}/`,
  reloaded: false,
  param: 'ld_referrer',
  carried: [],
  malformed: [],
  origin: LEADDESK,
  source: "the page's referrer",
  refused: false,
};

/** A page, and what its findings say: one pattern each. */
const arrivals: Record<string, [change: Partial<Arrival>, ...says: RegExp[]]> = {
  'a first page': [{}],
  'a next page': [{ referrer: 'https://card.example/a', carried: [LEADDESK] }],
  'a next page without a referrer': [{ referrer: '' }],
  'a redirect': [
    { referrer: 'https://card.example/order?a=1' },
    /reached from \/order without the parameter ld_referrer; the host is known from the page's referrer/,
  ],
  'a redirect that lost the host': [
    { referrer: 'https://card.example/order', origin: '' },
    /reached from \/order .*so the host is not known/,
  ],
  'a way over another site': [
    { referrer: 'https://pay.example/', source: "the tab's storage" },
    /reached from https:\/\/pay\.example without/,
  ],
  'a card on another port than the page before': [
    { referrer: 'https://card.example:8443/' },
    /reached from https:\/\/card\.example:8443 without/,
  ],
  'a first page that was reloaded': [{ referrer: 'https://card.example/', reloaded: true }],
  'a first page that came to itself': [
    { referrer: 'https://card.example/?phone=46', href: 'https://card.example/?phone=46#top' },
  ],
  'a host of the page’s own origin': [{ referrer: 'https://card.example/', origin: 'https://card.example' }],
  'another name of the parameter': [
    { referrer: 'https://card.example/a', param: 'host' },
    /without the parameter host/,
  ],
  'a first page that knows no host': [{ referrer: '', origin: '' }, /no host yet/],
  'a page whose host was refused': [{ referrer: 'https://crm.example/', origin: '', refused: true }],
  'a page without a frame': [
    { framed: false, origin: '', referrer: 'https://card.example/a' },
    /not in a frame.* dev https:\/\/card\.example\/$/,
  ],
  'a placeholder without a frame': [
    { framed: false, href: 'https://card.example/?a={x}' },
    /has not filled \{x\}/,
    /not in a frame/,
  ],
  'a malformed parameter beside a good one': [{ carried: ['*', LEADDESK], malformed: ['*'] }, /"\*" is not an origin/],
};

for (const [name, [change, ...says]] of Object.entries(arrivals)) {
  test(`what is said of ${name}`, () => {
    const texts = arrivalFindings({ ...first, ...change }).map(({ text }) => text);
    assert.is(texts.length, says.length, texts.join('\n'));
    texts.forEach((text, at) => assert.match(text, says[at]!));
  });
}

for (const [href, names] of [
  ['/?a={phone}&b=%7Bphone%7D&c=%7bagent_id%7D', ['{phone}', '{agent_id}']],
  ['/{campaign.id}/x#{own-field}', ['{campaign.id}', '{own-field}']],
  ['/?a={}&b={1:2}&json=%7B%22a%22:1%7D&c={a b}&d=%7Bx', []],
] as const) {
  test(`placeholders in ${href}`, () => assert.equal(placeholders(href), names));
}

for (const [name, known] of [
  ['hang_up', 'hangup'],
  ['HangUp', 'hangup'],
  ['hangpu', 'hangup'],
  ['selectReason', 'select_reason'],
  ['select-reasons', 'select_reason'],
  ['cal', 'call'],
  ['clal', 'call'],
  ['dance', undefined],
  ['constructor', undefined],
  ['', undefined],
  ['recall', undefined],
] as const) {
  test(`"${name}" was to be ${known}`, () => assert.is(meant(name, Object.keys(ACTIONS)), known));
}

test('no two names of the protocol are slips of each other', () => {
  for (const names of [Object.keys(ACTIONS), Object.keys(EVENTS)]) {
    for (const name of names)
      assert.is(
        meant(
          name,
          names.filter((other) => other !== name),
        ),
        undefined,
        name,
      );
  }
});

test('every action is shown as it is to be written, with the first of the keys that it needs', () => {
  for (const action of Object.keys(ACTIONS) as KnownAction[]) {
    const key = /\{ (\w+):/.exec(usage(action))?.[1];
    assert.is(key === undefined, paramFaults(action, undefined).length === 0, action);
    if (key)
      assert.not(
        paramFaults(action, { [key]: '' }).some((fault) => /needs|not know|none/.test(fault)),
        action,
      );
    assert.is(/"(\w+)": …/.exec(usage(action, true))?.[1], key);
  }
});

test('a command as it should be is not talked about, and every finding begins with a label', () => {
  assert.equal(commandFindings('select_reason', { id: 5 }), []);
  for (const [action, params] of [
    ['force_full_window', undefined],
    ['__proto__', undefined],
    ['close', { target: 'all' }],
    ['hangup', [1]],
  ] as const) {
    const findings = commandFindings(action, params);
    assert.is(findings.length, 1, action);
    assert.match(findings[0]!.text, /^[^:]{4,30}: /);
  }
});

test('the log keeps the last messages and explanations, the newest first, and tells of changes', () => {
  let changes = 0;
  onChange(() => changes++);
  for (let i = 1; i <= MAX_ENTRIES + 5; i++) {
    judge(record('in', String(i)), 'open', 'nothing handles it yet');
    note({ level: 'info', text: String(i) });
  }
  judge(messages[0]!, 'good', 'handled');
  assert.is(changes, 2 * (MAX_ENTRIES + 5) + 1);
  for (const list of [messages, notes]) {
    assert.equal([list.length, list[0]!.text, list.at(-1)!.text], [MAX_ENTRIES, String(MAX_ENTRIES + 5), '6']);
  }
  assert.is(messages[0]!.verdict, 'handled');
});

test.run();
