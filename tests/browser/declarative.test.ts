/**
 * `data-ld-send`: commands without a script.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { type Card, carried, page, startCard } from './card.js';
import { eachEngine, type Frame, type Page } from './engines/index.js';

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

const button = '<button id=go data-ld-send=hangup>x</button>';

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
        '{"action":"last"}',
      ]);
      assert.is(await card.evaluate(() => location.hash), '#part', 'the link does what it does otherwise');
    } finally {
      await site.close();
    }
  });

  test('a link that sends goes on to its page, and carries', ({ page: tab }) =>
    inCard(tab, '<a id=go href="/next" data-ld-send=hangup>next</a>', async (card, site) => {
      await card.click('#go');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
      assert.equal(await sent(tab), ['hangup']);
    }));

  test('params that are no JSON send nothing, say so, and do not keep a link from its page', ({ page: tab }) =>
    inCard(tab, '<a id=go href="/next" data-ld-send=hangup data-ld-params="{id:5}">next</a>', async (card, site) => {
      await card.click('#go');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
      assert.equal(await sent(tab), []);
      assert.match(site.card.console.map(({ text }) => text).join('\n'), /JSON|SyntaxError/);
    }));

  test('a label and its input are one act', ({ page: tab }) =>
    inCard(
      tab,
      '<label data-ld-send=one><input type=radio name=r><span id=text>Sold</span></label><label for=box data-ld-send=two id=other>two</label><input type=checkbox id=box>',
      async (card) => {
        await card.click('#text');
        await card.click('input');
        await card.click('#other');
        assert.equal(await sent(tab), ['one', 'one', 'two']);
      },
    ));

  test('a submit button sends when the page is left by its form, which carries', ({ page: tab }) =>
    inCard(tab, `<form action="/next"><input name=q>${button}</form>`, async (card, site) => {
      await card.click('#go');
      assert.is((await site.card.received('/next')).url, `/next?q=&${carried(site.host)}`);
      await card.waitFor(() => location.pathname === '/next');
      assert.equal(await sent(tab), ['hangup']);
    }));

  test('the Enter key sends what the button of the form declares', ({ page: tab }) =>
    inCard(tab, `<form action="/next"><input name=q>${button}</form>`, async (card) => {
      await card.focus('input');
      await card.press('Enter');
      await card.waitFor(() => location.pathname === '/next');
      assert.equal(await sent(tab), ['hangup']);
    }));

  test('a host that removes the card at the command loses no save', ({ page: tab }) =>
    inCard(tab, `<form method=post action="/slow">${button}</form>`, async (card, site) => {
      let isAnswered = false;
      site.card.routes['/slow'] = async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        isAnswered = true;
        return page('saved');
      };
      await tab.evaluate(() =>
        addEventListener('message', () => {
          (window as any).removed = true;
          document.querySelector('iframe')!.remove();
        }),
      );
      await card.click('#go');
      await tab.waitFor('window.removed');
      assert.ok(isAnswered);
    }));

  const unsent: Record<string, string> = {
    'a form that is not valid': `<form action="/next"><input required>${button}</form>`,
    'a submit that is cancelled': `<form action="/next" onsubmit="return false">${button}</form>`,
    'a submit that is cancelled late': `<form action="/next">${button}</form><script>addEventListener('submit', function (event) { event.preventDefault() })</script>`,
    'an answer without a page': `<form action="/nothing">${button}</form>`,
    'a download': `<form action="/download">${button}</form>`,
  };
  for (const [what, body] of Object.entries(unsent)) {
    test(`a submit button sends nothing for ${what}, and what comes next is not mistaken for its submit`, ({
      page: tab,
    }) =>
      inCard(tab, `${body}<p>text</p>`, async (card, site) => {
        await card.click('#go');
        const wanted = /action="(\/(nothing|download))/.exec(body)?.[1];
        if (wanted) await site.card.received(wanted);
        await card.click('p');
        await card.evaluate(() => void setTimeout(() => location.assign('/next')));
        await card.waitFor(() => location.pathname === '/next');
        assert.equal(await sent(tab), []);
      }));
  }

  test('a submit that loads nothing here sends at once: a dialog, another frame', ({ page: tab }) =>
    inCard(
      tab,
      `<iframe name=inner></iframe><form action="/nothing" target=inner><button id=other data-ld-send=elsewhere>x</button></form>
      <dialog open><form method=dialog>${button}</form></dialog>`,
      async (card) => {
        await card.click('#other');
        await card.click('#go');
        assert.equal(await sent(tab), ['elsewhere', 'hangup']);
        assert.is(await card.evaluate(() => document.querySelector('dialog')!.open), false);
      },
    ));
});

async function inCard(tab: Page, body: string, run: (card: Frame, site: Card) => Promise<void>): Promise<void> {
  const site = await startCard(
    {
      '/': page(body),
      '/next': page('next'),
      '/nothing': { status: 204 },
      '/download': { headers: { 'content-disposition': 'attachment', 'content-type': 'text/plain' }, body: 'x' },
    },
    { watch: true },
  );
  try {
    await run(await site.open(tab), site);
  } finally {
    await site.close();
  }
}

/** The actions that the host was sent. */
async function sent(tab: Page): Promise<string[]> {
  // A message that is under way arrives before one that is posted later.
  await tab.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => data === 'flush' && resolve(0));
        postMessage('flush', '*');
      }),
  );
  return tab.evaluate(() =>
    (window as any).messages
      .map(({ data }: any) => data)
      .filter((data: string) => data !== 'flush')
      .map((data: string) => JSON.parse(data).action),
  );
}
