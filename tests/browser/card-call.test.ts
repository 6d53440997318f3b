/**
 * The companion: the call and the contact, from page to page.
 *
 * @needs chromium
 * @slow
 */
import * as assert from 'uvu/assert';
import { blocked, open, page, skewed } from './companion.js';
import { eachEngine } from './engines/index.js';
import type { Routes } from './serve.js';

const body = `<a href="/next">next</a>
  <form action="/next"><button id=get>get</button></form>
  <form action="/next" method=post><button id=post>post</button></form>
  <form action="/moved" method=post><button id=moved>moved</button></form>`;

const routes: Routes = {
  '/': page(body),
  '/next': page(body),
  // As a server does that carries the query on.
  '/moved': ({ url }) => ({ status: 303, headers: { location: url.replace('/moved', '/next') } }),
};

const ways: Record<string, string | (() => void)> = {
  'a link': 'a',
  'a GET form': '#get',
  'a POST form': '#post',
  'a redirect': '#moved',
  'a script, with ld.url()': () => void (location.href = ld.url('/next')),
};

eachEngine(
  'the call, from page to page',
  (test) => {
    for (const [where, options] of Object.entries({ 'storage works': { inject: skewed }, ...blocked })) {
      test(`${where}: the call is known after links, forms, redirects and scripts`, async ({ page: tab }) => {
        for (const way of Object.values(ways)) {
          const { card, site, say, shows, shown, at } = await open(tab, routes, options);
          try {
            await shows('unknown');
            await say('callLineIdle', { call_log_id: '7' });
            await shows('idle 7');
            await say('callLineOn', { call_log_id: 7 });
            await shows('on 7, sure');
            if (typeof way === 'string') await card.click(way);
            else await card.evaluate(way);
            await at('/next');
            assert.is((await shown()).call.state, 'on');
            assert.is((await shown()).call.sure, false);
            assert.not.match(await card.url(), where.startsWith('sand') ? /^$/ : /ld_call/);
            assert.equal((await shown()).contact, { phone: '+358401234567', call_logs_id: '7' });
            await say('callLineIdle', { call_log_id: 7 });
            await say('callLineHold', { call_log_id: 7 });
            await card.evaluate(() => void (skew += 3000));
            await say('callLineIdle', { call_log_id: 7 });
            await shows('ended 7, sure');
          } finally {
            await site.close();
          }
        }
      });
    }

    test('the call is known after a script navigates without parameters, and after reload and Back', async ({
      page: tab,
    }) => {
      const { card, site, say, shows, shown, at } = await open(tab, routes);
      try {
        await say('callLineOn', { call_log_id: 7 });
        await shows('on 7, sure');
        await card.evaluate(() => void (location.href = '/next'));
        await at('/next');
        await shows('on 7');
        assert.equal((await shown()).contact, { phone: '+358401234567', call_logs_id: '7' });
        await card.evaluate(() => location.reload());
        await card.waitFor(() => performance.navigation.type === 1);
        await shows('on 7');
        await say('callLineOn', { call_log_id: 8 });
        await shows('on 8, sure');
        await card.evaluate(() => history.back());
        await at('/');
        await shows('on 8');
      } finally {
        await site.close();
      }
    });

    for (const [where, options] of Object.entries(blocked)) {
      test(`${where}: reload and Back do not trust an old address`, async ({ page: tab }) => {
        const { card, site, say, shows, at } = await open(tab, routes, options);
        try {
          await say('callLineOn', { call_log_id: 7 });
          await shows('on 7, sure');
          await card.click('a');
          await at('/next');
          await shows('on');
          await card.evaluate(() => void ((window as any).isOld = true));
          await card.evaluate(() => location.reload());
          await card.waitFor(() => !(window as any).isOld && !!(ld as any).card);
          await shows('unknown');
          await card.click('#get');
          await at('/next');
          await card.evaluate(() => void ((window as any).isOld = true));
          await card.evaluate(() => history.back());
          await card.waitFor(() => !(window as any).isOld && !!(ld as any).card);
          await shows('unknown');
        } finally {
          await site.close();
        }
      });
    }

    test("another contact's address replaces all that was known", async ({ page: tab }) => {
      const { card, site, say, shows, shown, at } = await open(tab, routes);
      try {
        await say('callLineOn', { call_log_id: 7 });
        await say('recStopped', { file: 'a.wav' });
        await card.waitFor(() => (ld as any).card.receipt.file === 'a.wav');
        await card.evaluate(() => void (location.href = '/next?phone=%2B46'));
        await at('/next');
        await shows('unknown');
        const { contact, receipt } = await shown();
        assert.equal([contact, receipt], [{ phone: '+46' }, { state: 'none' }]);
      } finally {
        await site.close();
      }
    });

    test('handlers are told of real changes, until they unsubscribe', async ({ page: tab }) => {
      const { card, site, say, sent } = await open(tab, routes);
      try {
        await card.evaluate(() => {
          const { card } = ld as any;
          (window as any).log = [];
          card.on('call', () => {
            throw new Error('of a handler');
          });
          const off = card.on('call', ({ state, sure }: any) => {
            (window as any).log.push(state + sure);
            if (state === 'ended') off();
          });
          card.on('receipt', ({ state, file }: any) => (window as any).log.push(`${state} ${file}`));
          card.on('constructor', () => (window as any).log.push('never'));
        });
        const events: [string, unknown][] = [
          ['callLineIdle', { call_log_id: '7' }],
          ['callLineIdle', { call_log_id: 7 }],
          ['callLineRinging', { call_log_id: 7 }],
          ['callLineOn', { call_log_id: 7 }],
          ['callLineOn', { call_log_id: '7' }],
          ['recStarted', { file: 'a.wav' }],
          ['recStarted', { file: 'a.wav' }],
          ['recStopped', { file: 'a.wav' }],
          ['something', null],
          ['callLineIdle', { call_log_id: 8 }],
          ['callLineIdle', { call_log_id: 7 }],
          ['callLineRinging', { call_log_id: 9 }],
        ];
        for (const [type, data] of events) await say(type, data);
        await card.waitFor(() => (ld as any).card.call.id === '9');
        assert.equal(await card.evaluate('log'), [
          'idlefalse',
          'ringingtrue',
          'ontrue',
          'recording a.wav',
          'stopped a.wav',
          'endedtrue',
          'none undefined',
        ]);
        assert.equal(await sent(), []);
      } finally {
        await site.close();
      }
    });

    test('what LeadDesk said before the companion was there counts', async ({ page: tab }) => {
      const late = page('').replace('<script src="/ld.card.js" ></script>', '');
      const { card, site, say, shows } = await open(tab, { '/': late });
      try {
        await say('callLineIdle', { call_log_id: 7 });
        await say('callLineOn', { call_log_id: 7 });
        await card.evaluate(async () => {
          await new Promise((resolve) => ld.on('callLineOn', resolve));
          const script = document.createElement('script');
          script.src = '/ld.card.js';
          document.head.append(script);
          await new Promise((resolve) => script.addEventListener('load', resolve));
        });
        await shows('on 7, sure');
        assert.equal(await card.evaluate(() => (ld as any).card.contact.phone), '+358401234567');
      } finally {
        await site.close();
      }
    });

    test('a card without ld.js says so in one line', async ({ page: tab }) => {
      const bare = page('').replace(/<script src="\/ld.js".*?<\/script>/, '');
      const { site } = await open(tab, { '/': bare }, { watch: true });
      try {
        assert.equal(
          site.card.console.map(({ text }) => text),
          ['ld.card.js: load ld.js first'],
        );
      } finally {
        await site.close();
      }
    });

    test('the address is as its author wrote it, byte for byte', async ({ page: tab }) => {
      const { card, site, say, shows } = await open(tab, routes, { inject: blocked['storage throws']!.inject! });
      try {
        await say('callLineOn', { call_log_id: 7 });
        await shows('on 7, sure');
        for (const [query, after] of [
          ['?a=%2f+b&&c=', '?a=%2f+b&&c='],
          ['?ld_call=on.x', ''],
          ['?ld_call=on.x&a=1', '?a=1'],
          ['?a=1&ld_call=on.x&b=%41#part?ld_call=1', '?a=1&b=%41#part?ld_call=1'],
          ['?xld_call=1', '?xld_call=1'],
        ] as const) {
          await card.evaluate((query) => {
            history.pushState({ mine: 1 }, '');
            (window as any).isOld = true;
            location.replace(`/next${query}`);
          }, query);
          await card.waitFor(() => !(window as any).isOld && document.readyState === 'complete');
          assert.is(await card.evaluate(() => location.search + location.hash), after);
        }
      } finally {
        await site.close();
      }
    });
  },
  { onePage: true },
);
