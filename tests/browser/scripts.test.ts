/**
 * Navigations of scripts and of meta refresh are left alone; `ld.url()` is there for scripts.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { page, startCard } from './card.js';
import { type Case, eachCase } from './cases.js';
import { can, eachEngine } from './engines/index.js';

const cases: Record<string, Case> = {
  'location.href': { body: '', act: () => void (location.href = 'next?a=1#part'), to: 'next?a=1' },
  'location.assign()': { body: '', act: () => location.assign('next'), to: 'next' },
  'location.replace()': { body: '', act: () => location.replace('next'), to: 'next' },
  'location.search': { body: '', act: () => void (location.search = '?a=1'), to: 'page?a=1' },
  'location.pathname': { body: '', act: () => void (location.pathname = '/path'), to: '/path' },
  'window.open() into this frame': { body: '', act: () => void open('next', '_self'), to: 'next' },
  'window.open() into this frame by its name': { body: '', act: () => void open('next', 'card'), to: 'next' },
  'a meta refresh': {
    body: '',
    act: () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0; url=next';
      document.head.append(meta);
    },
    changes: true,
    to: 'next',
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
    to: 'next?ld_referrer=https%3A%2F%2Fold.example&a=1',
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
    to: 'script',
  },
  'a click that does not bubble': {
    body: '<a id=go href="next">x</a>',
    act: () => document.getElementById('go')!.dispatchEvent(new MouseEvent('click')),
    to: 'next?LD',
  },
  'a click that is stopped at once': {
    body: '<a id=go href="next" onclick="event.stopImmediatePropagation()">x</a>',
    to: 'next',
  },
  'a form with a body whose submit is stopped at once is sent as it is': {
    body: '<form method=post action="save" onsubmit="event.stopImmediatePropagation()"><input name=q value=1><button id=go>x</button></form>',
    to: 'POST save',
    sends: 'q=1',
  },
  'a link in a closed root, which no script can see': {
    body: '<x-box><template shadowrootmode=closed><a href="next" style="display:block;height:40px">next</a></template></x-box>',
    act: (card) => card.click('x-box', { at: { x: 10, y: 10 } }),
    to: 'next',
  },
  'a link that the page’s own download opens': {
    body: '<a id=go href="next?a=1" download>save</a>',
    to: 'next?a=1',
  },
};

eachCase('scripts', cases);

eachEngine('scripts and history', (test, engine) => {
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
      assert.is(await card.evaluate(() => history.length), start + 1);
    } finally {
      await site.close();
    }
  });

  test('a page that takes off its own query is loaded once more at most, and never by a browser that names the host', async ({
    page: tab,
  }) => {
    const strict = page('<a href="/next">next</a>', {
      head: '<script>if (location.search) location.replace(location.pathname)</script>',
    });
    const site = await startCard({ '/': page('<a href="/next">next</a>'), '*': strict });
    try {
      const card = await site.open(tab);
      const namesHost = can(engine, 'ancestorOrigins');
      await card.click('a');
      await card.waitFor(() => location.pathname === '/next' && !location.search && document.readyState === 'complete');
      await card.evaluate(() => fetch('/sentinel').then(() => {}));
      const loads = site.card.requests.filter(({ url }) => url.startsWith('/next'));
      assert.is(loads.length, namesHost ? 1 : 2);
    } finally {
      await site.close();
    }
  });
});
