/**
 * `data-ld-send`: commands without a script.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { page, startCard } from './card.js';
import { eachEngine } from './engines/index.js';

const body = `
  <button id=plain data-ld-send=hangup>hang up</button>
  <button id=params data-ld-send=select_reason data-ld-params='{"id":5}'>reason</button>
  <button id=nested data-ld-send=close data-ld-params='{"target":"call_dialog"}'><b>close</b></button>
  <div data-ld-send=outer><button id=inner data-ld-send=inner><b>inner</b></button></div>
  <div id=stops onclick="event.stopPropagation()" data-ld-send=stopped><b>stops</b></div>
  <a id=link href="#part" data-ld-send=hangup>link</a>
  <form action="/elsewhere" onsubmit="return false"><button id=submits data-ld-send=hangup>submit</button></form>
  <svg width=40 height=20><text id=svg y=15 data-ld-send=hangup>svg</text></svg>
  <x-box><template shadowrootmode=open><button data-ld-send=hangup>shadow</button></template></x-box>
  <b id=empty data-ld-send>nothing</b>
  <b id=bad data-ld-send=bad data-ld-params="{">bad</b>
  <b id=none>nothing</b>`;

eachEngine('data-ld-send', (test) => {
  test('sends the action of the nearest element that has one, with its params, once a click', async ({ page: tab }) => {
    const site = await startCard({ '/': page(body) });
    try {
      const card = await site.open(tab);
      for (const target of [
        '#plain',
        '#params',
        '#nested b',
        '#inner b',
        '#stops b',
        '#link',
        '#submits',
        '#svg',
        'x-box>>>button',
        '#empty',
        '#none',
      ]) {
        await card.click(target);
      }
      await card.evaluate(() => ld.send('last'));
      await tab.waitFor(() => (window as any).messages.some(({ data }: { data: string }) => data.includes('last')));
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"hangup"}',
        '{"action":"select_reason","params":{"id":5}}',
        '{"action":"close","params":{"target":"call_dialog"}}',
        '{"action":"inner"}',
        '{"action":"stopped"}',
        '{"action":"hangup"}',
        '{"action":"hangup"}',
        '{"action":"hangup"}',
        '{"action":"hangup"}',
        '{"action":"last"}',
      ]);
      assert.is(await card.evaluate(() => location.hash), '#part', 'the link does what it does otherwise');
    } finally {
      await site.close();
    }
  });

  test('a link that sends goes on to its page, and carries', async ({ page: tab }) => {
    const site = await startCard({ '/': page('<a href="/next" data-ld-send=hangup>next</a>'), '/next': page('') });
    try {
      const card = await site.open(tab);
      await card.click('a');
      await card.waitFor(() => location.pathname === '/next' && location.search.includes('ld_referrer'));
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"hangup"}',
      ]);
    } finally {
      await site.close();
    }
  });

  test('a form whose button sends is submitted, and carries', async ({ page: tab }) => {
    const site = await startCard({
      '/': page('<form action="/next"><button data-ld-send=hangup>next</button></form>'),
      '/next': page(''),
    });
    try {
      const card = await site.open(tab);
      await card.click('button');
      await card.waitFor(() => location.pathname === '/next' && location.search.includes('ld_referrer'));
      assert.equal(await tab.evaluate(() => (window as any).messages.map(({ data }: { data: string }) => data)), [
        '{"action":"hangup"}',
      ]);
    } finally {
      await site.close();
    }
  });

  test('params that are no JSON send nothing, say so, and do not keep a link from its page', async ({ page: tab }) => {
    const site = await startCard(
      { '/': page(`<a href="/next" data-ld-send=hangup data-ld-params="{id:5}">next</a>`), '/next': page('') },
      { watch: true },
    );
    try {
      const card = await site.open(tab);
      await card.click('a');
      await card.waitFor(() => location.pathname === '/next' && location.search.includes('ld_referrer'));
      assert.equal(await tab.evaluate('messages'), []);
      assert.match(site.card.console.map(({ text }) => text).join('\n'), /JSON|SyntaxError/);
    } finally {
      await site.close();
    }
  });
});
