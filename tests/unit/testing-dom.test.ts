/** `create-leaddesk-card/testing/dom` in three DOMs, as it is built. */
import { Window as HappyWindow } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TestHost, TestHostOptions } from '../../cli/testing/dom.js';

const load = (name: string) => import(new URL(`../../dist/${name}`, import.meta.url).href);
const { createTestHost } = (await load('testing/dom.mjs')) as typeof import('../../cli/testing/dom.js');
const { createLd } = (await load('ld.mjs')) as typeof import('../../runtime/index.js');

const url = 'https://card.example/page?phone=%2B358';
const doms: Record<string, () => Window> = {
  jsdom: () => new JSDOM('<body></body>', { url }).window as unknown as Window,
  'happy-dom': () => new HappyWindow({ url }) as unknown as Window,
  linkedom: () => parseHTML('<!doctype html><html><body></body></html>').window as unknown as Window,
};

for (const [name, open] of Object.entries(doms)) {
  const test = suite(`testing/dom, ${name}`);

  const inHost = async (use: (host: TestHost, win: Window) => unknown, options: TestHostOptions = {}) => {
    const win = open();
    const host = createTestHost(win, { url, ...options });
    try {
      await use(host, win);
    } finally {
      host.close();
    }
  };
  const click = (win: Window, body: string) => {
    win.document.body.innerHTML = body;
    win.document.querySelector('button')!.click();
  };

  test('the card sends, and each command has its verdict', () =>
    inHost((host) => {
      assert.is(host.ld.send('hangup'), true);
      host.agent.dial();
      host.ld.send('hangup');
      host.ld.send('select_reason', { id: 5 });
      host.ld.send('fly' as 'hangup');
      assert.equal(
        host.commands().map(({ action, params, verdict }) => [action, params, verdict.kind]),
        [
          ['hangup', undefined, 'not-allowed'],
          ['hangup', undefined, 'valid'],
          ['select_reason', { id: 5 }, 'valid'],
          ['fly', undefined, 'unknown-action'],
        ],
      );
      assert.is(host.commands()[2]!.raw, '{"action":"select_reason","params":{"id":5}}');
      assert.is(host.commands()[2]!.page.replace(/\?.*/, ''), '/page');
    }));

  test('the agent is heard at once, as text or as an object; what a command causes, after the call', () =>
    inHost(
      async ({ ld, agent, card }) => {
        const heard: unknown[] = [];
        ld.on('*', (event) => heard.push([event.type, (event.data as { call_log_id: unknown }).call_log_id]));
        await new Promise((resolve) => setTimeout(resolve));
        heard.length = 0;
        agent.dial();
        agent.answer();
        assert.equal(heard, [
          ['callLineRinging', 7],
          ['callLineOn', 7],
        ]);
        assert.is(card.call.state, 'on');
        ld.send('hangup');
        assert.is(heard.length, 2);
        await Promise.resolve();
        assert.equal(heard[2], ['callLineIdle', 7]);
        assert.equal([card.call.state, card.call.sure], ['ended', true]);
      },
      { fields: { phone: '040', call_logs_id: 7 }, eventsAs: 'object' },
    ));

  test('declared commands, links and the contact work', () =>
    inHost(
      (host, win) => {
        click(win, `<button data-ld-send="call" data-ld-params='{"customer_id":5}'>Call</button>`);
        assert.equal(host.commands()[0]!.params, { customer_id: 5 });
        assert.match(host.ld.url('next'), /^https:\/\/card\.example\/next\?phone=%2B358&ld_referrer=https%3A/);
        assert.equal(host.card.contact, { phone: '+358' });
      },
      { keep: 'phone' },
    ));

  test('what is not possible now is an error that says why', () =>
    inHost(({ agent, fire, ld }) => {
      assert.throws(() => agent.answer(), /^answer: Not allowed now: nothing rings\.$/);
      const types: string[] = [];
      ld.on('recStarted', () => types.push('recStarted'));
      fire('recStarted');
      assert.equal(types, ['recStarted']);
    }));

  test('in a UI mode that does not listen, commands are ignored and no event comes', () =>
    inHost(
      ({ ld, agent, commands, card }) => {
        agent.dial();
        ld.send('hangup');
        assert.is(commands()[0]!.verdict.kind, 'ignored');
        assert.is(card.call.state, 'unknown');
      },
      { listens: false },
    ));

  test('a host outside the allow-list is sent nothing, and the console says so', async () => {
    const { error } = console;
    const lines: string[] = [];
    console.error = (...words: unknown[]) => lines.push(words.join(' '));
    try {
      await inHost(
        ({ ld, commands }) => {
          assert.is(ld.send('hangup'), false);
          assert.is(ld.origin, '');
          assert.equal(commands(), []);
        },
        { origin: 'https://leaddesk.example' },
      );
    } finally {
      console.error = error;
    }
    // happy-dom's windows keep their console to themselves.
    if (name !== 'happy-dom') assert.match(lines.join(), /https:\/\/leaddesk\.example/);
  });

  test('waits for the next command of an action, and says what came instead', () =>
    inHost(async (host) => {
      const waiting = host.waitFor('hangup');
      host.ld.send('hangup');
      assert.is((await waiting).action, 'hangup');
      const error = await host.waitFor('close', { timeout: 1 }).catch((reason: Error) => reason);
      assert.match((error as Error).message, /No "close" came within 1 ms\. Commands so far: hangup\./);
    }));

  test('a card that makes its own connection from the module gets this one', () =>
    inHost((host, win) => {
      Object.assign(globalThis, { window: win });
      try {
        assert.is(createLd({ keep: 'phone' }), host.ld);
      } finally {
        Reflect.deleteProperty(globalThis, 'window');
      }
    }));

  test('closed, it leaves the window as it was, and another one starts afresh', async () => {
    const win = open();
    const parent = win.parent;
    const first = createTestHost(win, { url });
    first.agent.dial();
    const waiting = first.waitFor('hangup').catch((reason: Error) => reason);
    first.close();
    assert.match(((await waiting) as Error).message, /closed/);
    assert.throws(() => first.agent.answer(), /closed/);
    assert.is(win.parent, parent);
    assert.not('ld' in win && win.ld);
    click(win, '<button data-ld-send="hangup">Hang up</button>');
    const second = createTestHost(win, { url });
    click(win, '<button data-ld-send="hangup">Hang up</button>');
    assert.equal([first.commands().length, second.commands().length], [0, 1]);
    assert.is(second.card.call.state, 'idle');
    second.close();
  });

  test.run();
}

const without = suite('testing/dom, no DOM');
without('what is no window is one clear line', () => {
  for (const nothing of [undefined, null, {}, globalThis])
    assert.throws(() => createTestHost(nothing as never), /createTestHost needs a window.*@vitest-environment jsdom/);
});
without.run();
