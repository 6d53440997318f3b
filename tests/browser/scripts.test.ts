/**
 * Navigations of scripts and of meta refresh: by the Navigation API, where there is one; by `ld.url()` elsewhere.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { carried, page, startCard } from './card.js';
import { type Case, eachCase } from './cases.js';
import { can, type EngineName, eachEngine } from './engines/index.js';

/** What engines without the API ask for is what the page asked for. */
const byApi = (address: string) => (engine: EngineName) =>
  can(engine, 'navigationApi') ? address : address.replace(/[?&]LD/, '');

const cases: Record<string, Case> = {
  'location.href': { body: '', act: () => void (location.href = 'next?a=1#part'), to: byApi('next?a=1&LD') },
  'location.assign()': { body: '', act: () => location.assign('next'), to: byApi('next?LD') },
  'location.replace()': { body: '', act: () => location.replace('next'), to: byApi('next?LD') },
  'location.search': { body: '', act: () => void (location.search = '?a=1'), to: byApi('page?a=1&LD') },
  'location.pathname': { body: '', act: () => void (location.pathname = '/path'), to: byApi('/path?LD') },
  'window.open() into this frame': { body: '', act: () => void open('next', '_self'), to: byApi('next?LD') },
  'window.open() into this frame by its name': { body: '', act: () => void open('next', 'card'), to: byApi('next?LD') },
  'a meta refresh': {
    body: '',
    act: () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0; url=next';
      document.head.append(meta);
    },
    changes: true,
    to: byApi('next?LD'),
  },
  'a page that takes it as it is: ld.url()': {
    body: '',
    act: () => void (location.href = ld.url('next?a=1#part')),
    to: 'next?a=1&LD',
  },
  'another site': {
    body: '',
    act: async (card, tab) => {
      const port = await tab.evaluate(() => location.origin);
      await card.evaluate((origin) => void (location.href = `${origin}/else`), port);
    },
    to: '{host}/else',
  },
  'a parameter that is stale': {
    body: '',
    act: () => void (location.href = 'next?ld_referrer=https%3A%2F%2Fold.example&a=1'),
    to: (engine) => (can(engine, 'navigationApi') ? 'next?a=1&LD' : 'next?ld_referrer=https%3A%2F%2Fold.example&a=1'),
  },
  'a fragment': {
    body: '',
    act: () => void (location.href = '#part'),
    to: null,
    then: () => location.hash === '#part',
  },
  'location.hash': {
    body: '',
    act: () => void (location.hash = 'part'),
    to: null,
    then: () => location.hash === '#part',
  },
  'history.pushState()': {
    body: '',
    act: () => history.pushState(1, '', 'pushed?a=1'),
    to: null,
    then: () => location.search === '?a=1' && history.state === 1,
  },
  'history.replaceState()': {
    body: '',
    act: () => history.replaceState(2, '', 'replaced?a=1'),
    to: null,
    then: () => location.search === '?a=1',
  },
  'location.reload()': { body: '', at: '?a=1', act: () => location.reload(), to: 'page?a=1' },
  'a script’s address': { body: '', act: () => void (location.href = 'javascript:void(seen=1)'), to: null },
  'another frame of the page': {
    body: '<iframe name=inner></iframe>',
    act: () => void ((window as any).inner.location.href = `${location.href.replace('page', 'inner')}`),
    to: 'inner',
  },
  'a link in a handler that is cancelled, then a script': {
    body: `<a id=go href="link" onclick="event.preventDefault(); location.href = 'script'">x</a>`,
    to: byApi('script?LD'),
  },
  'a non-bubbling click': {
    body: '<a id=go href="next">x</a>',
    act: () => document.getElementById('go')!.dispatchEvent(new MouseEvent('click')),
    to: 'next?LD',
  },
  'a click that is stopped at once': {
    body: '<a id=go href="next" onclick="event.stopImmediatePropagation()">x</a>',
    to: byApi('next?LD'),
  },
  'a form with a body whose submit is stopped at once is sent as it is': {
    body: '<form method=post action="save" onsubmit="event.stopImmediatePropagation()"><input name=q value=1><button id=go>x</button></form>',
    to: 'POST save',
    sends: 'q=1',
  },
  'a link in a closed root': {
    body: '<x-box><template shadowrootmode=closed><a href="next" style="display:block;height:40px">next</a></template></x-box>',
    act: (card) => card.click('x-box', { at: { x: 10, y: 10 } }),
    to: byApi('next?LD'),
  },
  'a link that the page’s own download opens': {
    body: '<a id=go href="next?a=1" download>save</a>',
    to: 'next?a=1',
  },
};

eachCase('scripts', cases);

const intercepting = `seen = []; navigation.addEventListener('navigate', function (event) {
  seen.push(new URL(event.destination.url).search);
  if (event.canIntercept && !event.formData) event.intercept({ handler: function () { return Promise.resolve() } });
});`;

eachEngine('the page’s own navigate listener', (test, engine) => {
  if (engine === 'webkit') {
    test('the engine has no Navigation API, and what the page calls navigation is its own', async ({ page: tab }) => {
      const site = await startCard({
        '/': `<!doctype html><nav id=navigation><a href="/next">next</a></nav><script src="/ld.js"></script>`,
        '*': page(''),
      });
      try {
        const card = await site.open(tab);
        assert.is(await card.evaluate('ld.origin'), site.host.origin);
        await card.click('a');
        assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
      } finally {
        await site.close();
      }
    });
    return;
  }
  for (const [when, before, after] of [
    ['before', intercepting, ''],
    ['after', '', intercepting],
  ] as const) {
    test(`a listener added ${when} the runtime intercepts what the author wrote`, async ({ page: tab }) => {
      const site = await startCard({
        '/': `<!doctype html><head><script>${before}</script><script src="/ld.js"></script><script>${after}</script></head><a href="/link?b">link</a>`,
        '*': page(''),
      });
      try {
        const card = await site.open(tab);
        const loaded = site.card.requests.length;
        await card.evaluate(() => void (location.href = '/script?a'));
        await card.waitFor(() => location.pathname === '/script');
        assert.is(await card.evaluate(() => location.search), '?a');
        assert.equal(await card.evaluate('seen'), ['?a']);
        assert.is(site.card.requests.length, loaded);
      } finally {
        await site.close();
      }
    });
  }

  for (const [when, before, after] of [
    ['before', 1, 0],
    ['after', 0, 1],
  ] as const) {
    test(`a listener added ${when} the runtime cancels`, async ({ page: tab }) => {
      const cancelling = `seen = 0; navigation.addEventListener('navigate', function (event) { seen++; event.preventDefault() })`;
      const site = await startCard({
        '/': `<!doctype html><head><script>${before ? cancelling : ''}</script><script src="/ld.js"></script><script>${after ? cancelling : ''}</script></head>`,
        '*': page(''),
      });
      try {
        const card = await site.open(tab);
        const loaded = site.card.requests.length;
        await card.evaluate(async () => {
          location.href = '/script';
          await fetch('/sentinel');
        });
        assert.is(site.card.requests.length, loaded + 1);
        assert.is(await card.evaluate('seen'), 1);
      } finally {
        await site.close();
      }
    });
  }

  test('back over pages that scripts loaded: one entry a page, each with the address that it had', async ({
    page: tab,
  }) => {
    const site = await startCard({ '/': page(''), '*': page('') });
    try {
      const card = await site.open(tab);
      const start = await card.evaluate(() => history.length);
      await card.evaluate(() => void setTimeout(() => location.assign('/one')));
      await card.waitFor(() => location.pathname === '/one' && document.readyState === 'complete');
      await card.evaluate(() => void setTimeout(() => location.replace('/two')));
      await card.waitFor(() => location.pathname === '/two' && document.readyState === 'complete');
      await card.evaluate(() => void setTimeout(() => history.back()));
      await card.waitFor(() => location.pathname === '/' && document.readyState === 'complete');
      assert.is(await card.evaluate(() => location.search), '');
      assert.is(await card.evaluate(() => history.length), start + 1);
    } finally {
      await site.close();
    }
  });
});
