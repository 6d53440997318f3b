/**
 * Commands to the host and events from it (DESIGN 3.2, 3.3).
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { type Card, framedByItself, page, runtime, startCard } from './card.js';
import { can, eachEngine, type Frame, type Page } from './engines/index.js';

/** Runs a case in a card whose handlers note what they hear in `heard`. */
async function inCard(tab: Page, run: (card: Frame, site: Card) => Promise<void>, { settings = '' } = {}) {
  const site = await startCard({ '*': page('<script>heard = []</script>', { settings }) }, { watch: true });
  try {
    await run(await site.open(tab), site);
  } finally {
    await site.close();
  }
}

/** The host posts, in this order. Resolves when the card has had them all. */
async function post(tab: Page, card: Frame, ...messages: unknown[]): Promise<void> {
  const last = `last ${Math.random()}`;
  await card.evaluate((last) => {
    addEventListener('message', ({ data }) => data === last && ((window as any).last = last));
  }, last);
  await tab.evaluate(
    (messages) => messages.forEach((message) => frames[0]!.postMessage(message, '*')),
    [...messages, last],
  );
  await card.waitFor((last) => (window as any).last === last, last);
}

const errors = (site: Card) => site.card.console.map(({ type, text }) => `${type}: ${text}`);

eachEngine('messages', (test, engine) => {
  test('a command is a JSON string, without params when there are none', ({ page: tab }) =>
    inCard(tab, async (card, site) => {
      const answers = await card.evaluate(() => [
        ld.send('hangup'),
        ld.send('select_reason', { id: 5 }),
        ld.send('close', { target: 'call_dialog' }),
        ld.send('unknown', { a: [1, null, 'å"'] }),
        ld.send('hangup', undefined),
        (ld.send as any)('hangup', null),
        ld.send('constructor'),
      ]);
      assert.equal(answers, Array(7).fill(true));
      await tab.waitFor('messages.length === 7');
      assert.equal(
        await tab.evaluate('messages'),
        [
          '{"action":"hangup"}',
          '{"action":"select_reason","params":{"id":5}}',
          '{"action":"close","params":{"target":"call_dialog"}}',
          '{"action":"unknown","params":{"a":[1,null,"å\\""]}}',
          '{"action":"hangup"}',
          '{"action":"hangup"}',
          '{"action":"constructor"}',
        ].map((data) => ({ data, origin: site.card.origin })),
      );
    }));

  test('params that JSON cannot express throw for the caller, and the next command is sent', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await card.evaluate(() => {
        const circle: any = {};
        circle.circle = circle;
        try {
          ld.send('a', circle);
        } catch (error) {
          (window as any).thrown = (error as Error).name;
        }
        const { send } = ld;
        send('hangup');
      });
      assert.is(await card.evaluate('thrown'), 'TypeError');
      await tab.waitFor('messages.length');
      assert.is(await tab.evaluate('messages[0].data'), '{"action":"hangup"}');
    }));

  test('an event comes as a JSON string or as an object; its handler has the data, that of * the whole', ({
    page: tab,
  }) =>
    inCard(tab, async (card, site) => {
      await card.evaluate(() => {
        const { heard } = window as any;
        ld.on('callLineOn', (data) => heard.push(['on', data]));
        ld.on('*', (event) => heard.push(['*', event]));
      });
      await post(
        tab,
        card,
        { type: 'callLineOn', data: { call_log_id: 1 } },
        '{"type":"callLineOn","data":{"call_log_id":"2"}}',
        '{"type":"other"}',
      );
      assert.equal(await card.evaluate('heard'), [
        ['on', { call_log_id: 1 }],
        ['*', { type: 'callLineOn', data: { call_log_id: 1 } }],
        ['on', { call_log_id: '2' }],
        ['*', { type: 'callLineOn', data: { call_log_id: '2' } }],
        ['*', { type: 'other' }],
      ]);
      assert.equal(errors(site), []);
    }));

  test('what is malformed is ignored in silence', ({ page: tab }) =>
    inCard(tab, async (card, site) => {
      await card.evaluate(() => void ld.on('*', (event) => (window as any).heard.push(event)));
      await post(
        tab,
        card,
        null,
        0,
        5,
        true,
        '',
        'x',
        '{',
        'null',
        '5',
        '"x"',
        '[]',
        [],
        {},
        ['type'],
        { type: null },
        { type: 5 },
        { type: {} },
        { type: [] },
        { data: 1 },
        '{"type":5}',
        '{"data":{}}',
        'setImmediate$0.1$1',
        { source: 'react-devtools' },
      );
      assert.equal(await card.evaluate('heard'), []);
      assert.equal(errors(site), []);
    }));

  test('names of events are just names', ({ page: tab }) =>
    inCard(tab, async (card, site) => {
      const names = [
        'constructor',
        '__proto__',
        'prototype',
        'toString',
        'hasOwnProperty',
        'submit',
        'message',
        'error',
        'load',
        'on',
        ' ',
        '',
        'å',
        'a b',
      ];
      await card.evaluate(
        (names) => names.forEach((name) => ld.on(name, (data) => (window as any).heard.push([name, data]))),
        names,
      );
      await post(tab, card, ...names.map((type, data) => ({ type, data })));
      assert.equal(
        await card.evaluate('heard'),
        names.map((name, index) => [name, index]),
      );
      assert.equal(errors(site), []);
      assert.is(await card.evaluate('location.pathname + location.hash'), '/', 'the page is still there');
    }));

  test('an event of any name moves no page, after ld.url() too', ({ page: tab }) =>
    inCard(tab, async (card, site) => {
      await card.evaluate(() => ld.url('/moved'));
      // The element that events go through is a link.
      const clicks = can(engine, 'clickOfAnyClass')
        ? []
        : ['click', 'DOMActivate', 'auxclick'].map((type) => ({ type }));
      await post(tab, card, ...clicks, { type: 'submit' });
      await card.evaluate(() => fetch('/sentinel').then(() => 1));
      assert.equal(
        site.card.requests.filter(({ url }) => url.startsWith('/moved')),
        [],
      );
      assert.is(await card.evaluate('location.pathname'), '/');
    }));

  test('a handler that throws is reported and stops no other', ({ page: tab }) =>
    inCard(tab, async (card, site) => {
      await card.evaluate(() => {
        ld.on('callLineOn', () => {
          throw new Error('the page’s own');
        });
        ld.on('callLineOn', () => (window as any).heard.push('second'));
        ld.on('*', () => (window as any).heard.push('*'));
      });
      await post(tab, card, { type: 'callLineOn', data: 1 });
      assert.equal(await card.evaluate('heard'), ['second', '*']);
      assert.is(errors(site).length, 1);
      assert.match(errors(site)[0]!, /uncaught: .*the page’s own/);
    }));

  test('handlers unsubscribe themselves and others while they are called, and as often as they like', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await card.evaluate(() => {
        const { heard } = window as any;
        const off = ld.on('x', () => {
          heard.push('first');
          off();
          offSecond();
        });
        const offSecond = ld.on('x', () => heard.push('second'));
        ld.on('x', () => heard.push('third'));
        offSecond.call(null);
        offSecond();
      });
      await post(tab, card, { type: 'x' }, { type: 'x' });
      assert.equal(await card.evaluate('heard'), ['first', 'third', 'third']);
    }));

  test('the same function twice is two handlers, each with its own end', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await card.evaluate(() => {
        const handler = () => (window as any).heard.push(1);
        ld.on('x', handler);
        ld.on('x', handler)();
      });
      await post(tab, card, { type: 'x' });
      assert.equal(await card.evaluate('heard'), [1]);
    }));

  test('a handler that subscribes another while it is called', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await card.evaluate(() => {
        const { heard } = window as any;
        const off = ld.on('x', () => {
          off();
          heard.push('first');
          ld.on('x', () => heard.push('second'));
        });
      });
      await post(tab, card, { type: 'x' });
      await card.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1)));
      assert.equal(await card.evaluate('heard'), ['first'], 'an event goes to the handlers that were there');
      await post(tab, card, { type: 'x' });
      assert.equal(await card.evaluate('heard'), ['first', 'second']);
    }));

  test('an event without a handler is kept, the latest of each type, for the first handler', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await post(tab, card, { type: 'a', data: 1 }, { type: 'b', data: 2 }, { type: 'a', data: 3 });
      await card.evaluate(() => {
        const { heard } = window as any;
        ld.on('a', (data) => heard.push(['a', data]));
        heard.push('on returns first');
      });
      await card.waitFor('heard.length === 2');
      await card.evaluate(() => void ld.on('a', (data) => (window as any).heard.push(['late', data])));
      await card.evaluate(() => void ld.on('b', (data) => (window as any).heard.push(['b', data])));
      await card.waitFor('heard.length === 3');
      await card.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1)));
      assert.equal(await card.evaluate('heard'), ['on returns first', ['a', 3], ['b', 2]]);
    }));

  test('a kept event goes to no handler that has unsubscribed at once, but to the next', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await post(tab, card, { type: 'a', data: 1 });
      await card.evaluate(() => {
        ld.on('a', () => (window as any).heard.push('never'))();
        return new Promise((resolve) => setTimeout(resolve, 1));
      });
      await card.evaluate(() => void ld.on('a', (data) => (window as any).heard.push(data)));
      await card.waitFor('heard.length');
      assert.equal(await card.evaluate('heard'), [1]);
    }));

  test('a later event replaces a kept one for a handler that is subscribed in between', ({ page: tab }) =>
    inCard(tab, async (card) => {
      await post(tab, card, { type: 'a', data: 1 });
      await card.evaluate(() => void ld.on('a', (data) => (window as any).heard.push(data)));
      await card.waitFor('heard.length');
      await post(tab, card, { type: 'a', data: 2 });
      assert.equal(await card.evaluate('heard'), [1, 2]);
    }));

  test('what other windows and the page itself post is no event', ({ page: tab }) =>
    inCard(tab, async (_, site) => {
      const card = await framedByItself(tab, site);
      await card.evaluate(async () => {
        ld.on('*', (event) => (window as any).heard.push(event));
        ld.on('x', (event) => (window as any).heard.push(event));
        const frame = document.createElement('iframe');
        document.body.append(frame);
        (frame.contentWindow as any).eval(`parent.postMessage({ type: 'x', data: 'child' }, '*')`);
        postMessage({ type: 'x', data: 'self' }, '*');
        dispatchEvent(new MessageEvent('message', { data: { type: 'x', data: 'no source' }, origin: ld.origin }));
        dispatchEvent(
          new MessageEvent('message', {
            data: { type: 'x', data: 'a child' },
            origin: ld.origin,
            source: frame.contentWindow,
          }),
        );
        dispatchEvent(
          new MessageEvent('message', {
            data: { type: 'x', data: 'foreign' },
            origin: 'https://evil.example',
            source: parent,
          }),
        );
        dispatchEvent(
          new MessageEvent('message', { data: { type: 'x', data: 'null' }, origin: 'null', source: parent }),
        );
      });
      await tab.evaluate(() => frames[0]!.postMessage({ type: 'y' }, '*'));
      // A page of the card's own site is its host only where the browser says so.
      const isHost = can(engine, 'ancestorOrigins');
      if (isHost) await card.waitFor('heard.length');
      else await card.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      assert.equal(await card.evaluate('heard'), isHost ? [{ type: 'y' }] : []);
      assert.is(await card.evaluate('ld.origin'), isHost ? site.card.origin : '');
      assert.match(errors(site).join(), 'https://evil.example');
    }));

  test('a message of the parent from another allowed origin corrects the host, and the next page knows', ({
    page: tab,
  }) =>
    inCard(tab, async (_, site) => {
      const card = await framedByItself(tab, site);
      await card.evaluate(() => {
        dispatchEvent(
          new MessageEvent('message', { data: 'anything', origin: 'https://login-1.leaddesk.com', source: parent }),
        );
      });
      assert.is(await card.evaluate('ld.origin'), 'https://login-1.leaddesk.com');
      assert.match(await card.evaluate(() => ld.url('/next')), encodeURIComponent('https://login-1.leaddesk.com'));
    }));
});

/**
 * A clock that tests turn: as a browser does, it runs the timers in the order in which they are due. The page has no
 * host until it is told of one: none is known by frame, address or referrer.
 */
const clock = `
  Object.defineProperty(Document.prototype, 'referrer', { value: '' });
  timers = [];
  now = 1e12;
  Date.now = function () { return now };
  setTimeout = function (run, delay) { timers.push({ run: run, at: now + (delay || 0) }) };
  turn = function (by) {
    now += by;
    timers.sort(function (a, b) { return a.at - b.at });
    while (timers[0] && timers[0].at <= now) timers.shift().run();
  };`;

eachEngine('messages without a host', (test) => {
  // Without what the browser tells of the frame's ancestors, as in engines of old.
  const unknown = async (tab: Page, run: (card: Frame, site: Card) => Promise<void>) => {
    const site = await startCard(
      { '*': page('<script>heard = []</script>') },
      { watch: true, inject: clock, script: runtime.toString().replace('ancestorOrigins', 'noSuchThing') },
    );
    try {
      await run(await site.open(tab), site);
    } finally {
      await site.close();
    }
  };

  const firstWord = async (tab: Page, card: Frame) => {
    await tab.evaluate(() => frames[0]!.postMessage({ type: 'callLineIdle' }, '*'));
    await card.waitFor('ld.origin');
    await card.evaluate('turn(0)');
  };

  test('commands wait for the host’s first word, and keep their order', ({ page: tab }) =>
    unknown(tab, async (card) => {
      assert.is(await card.evaluate('ld.origin'), '');
      assert.equal(await card.evaluate(() => [ld.send('first'), ld.send('second')]), [false, false]);
      await card.evaluate('turn(4999)');
      assert.equal(await tab.evaluate('messages'), []);
      await firstWord(tab, card);
      await tab.waitFor('messages.length === 2');
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"first"}',
        '{"action":"second"}',
      ]);
      assert.is(await card.evaluate(() => ld.send('third')), true);
    }));

  test('after 5 seconds a command is dropped, with an error that says which', ({ page: tab }) =>
    unknown(tab, async (card, site) => {
      await card.evaluate(() => ld.send('hangup'));
      await card.evaluate('turn(5200)');
      assert.is(site.card.console.length, 1);
      assert.is(site.card.console[0]!.type, 'error');
      assert.match(site.card.console[0]!.text, 'hangup');
      await firstWord(tab, card);
      await card.evaluate(() => ld.send('later'));
      await tab.waitFor('messages.length');
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"later"}',
      ]);
    }));

  test('a command that follows at once does not overtake those that waited', ({ page: tab }) =>
    unknown(tab, async (card) => {
      await card.evaluate(() => {
        ld.send('first');
        ld.on('callLineIdle', () => ld.send('second'));
      });
      await card.evaluate('turn(0)');
      await firstWord(tab, card);
      await tab.waitFor('messages.length === 2');
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"first"}',
        '{"action":"second"}',
      ]);
    }));

  test('each command has its own 5 seconds', ({ page: tab }) =>
    unknown(tab, async (card, site) => {
      await card.evaluate(() => ld.send('first'));
      await card.evaluate('turn(3000)');
      await card.evaluate(() => ld.send('second'));
      await card.evaluate('turn(2200)');
      assert.equal(
        site.card.console.map(({ text }) => /first/.test(text)),
        [true],
      );
      await firstWord(tab, card);
      await tab.waitFor('messages.length');
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"second"}',
      ]);
    }));
});
