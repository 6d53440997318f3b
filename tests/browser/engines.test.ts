/**
 * Each ability that the browser cases build on, in each engine.
 *
 * @slow
 */
import * as assert from 'uvu/assert';
import { missing } from './engines/capabilities.js';
import { eachEngine, type Page } from './engines/index.js';
import { serve } from './serve.js';
import { until } from './until.js';

const inner = await serve(
  {
    '/': `<!doctype html><button onclick="top.postMessage('from the inner frame', '*')">Send</button>`,
  },
  { host: 'localhost' },
);

const card = await serve({
  '/': `<!doctype html>
    <div style="height: 2000px; width: 2000px"></div>
    <a id="order" href="/order">Order</a>
    <form action="/done"><input name="field"></form>
    <x-box></x-box>
    <div id="clicks" style="width: 100px; height: 100px; background: silver"></div>
    <img usemap="#map" width="100" height="50" alt="">
    <map name="map"><area shape="rect" coords="50,0,100,50" href="/area" alt=""></map>
    <iframe src="${inner.url('/')}" name="inner" style="border: 7px solid; padding: 11px"></iframe>
    <script>
      const root = document.querySelector('x-box').attachShadow({ mode: 'open' });
      root.innerHTML = '<a href="/shadow">Shadow</a>';
      const say = (data) => parent.postMessage(data, '*');
      const describe = ({ type, isTrusted, button, ctrlKey, shiftKey, offsetX, offsetY }) =>
        say({ type, isTrusted, button, ctrlKey, shiftKey, offsetX, offsetY });
      for (const type of ['click', 'auxclick', 'contextmenu'])
        document.getElementById('clicks').addEventListener(type, (event) => { event.preventDefault(); describe(event) });
      document.addEventListener('keydown', ({ key, isTrusted, shiftKey }) => say({ key, isTrusted, shiftKey }));
    </script>`,
  '*': '<!doctype html>arrived',
});

const host = await serve(
  {
    '/': `<!doctype html>
    <script>
      messages = [];
      addEventListener('message', ({ data, origin }) => messages.push({ data, origin }));
    </script>
    <iframe name="card" src="${card.url('/')}" width="600" height="300"></iframe>`,
    '/tall': `<!doctype html><div style="height: 3000px"></div><iframe id="card" src="${card.url('/')}"></iframe>`,
    '/store': '<!doctype html>',
  },
  { host: 'localhost' },
);

interface Message {
  data: any;
  origin: string;
}
declare const messages: Message[];

/** The first of the messages to the host that has this type. */
const message = (page: Page, type: string) =>
  page.waitFor((type) => messages.find(({ data }) => data.type === type), type);

eachEngine('engines', (test, engine) => {
  test('the engine can do what its version must', ({ browser }) => {
    assert.equal(missing(engine, browser.version, browser.capabilities), []);
  });

  test('the host and the card are two sites, the card in a frame', async ({ page }) => {
    await page.goto(host.url('/'));
    const framed = page.frame('card');
    assert.is(await framed.evaluate(() => location.origin), card.origin);
    assert.is(await framed.url(), card.url('/'));
    assert.is(
      await framed.evaluate(() => {
        try {
          return parent.location.href;
        } catch {
          return 'barred';
        }
      }),
      'barred',
    );
  });

  test('evaluate takes arguments, awaits, and throws what the page throws', async ({ page }) => {
    await page.goto(host.url('/store'));
    assert.equal(await page.evaluate(async (a, b) => ({ sum: a.n + b, none: undefined }), { n: 1 }, 2), { sum: 3 });
    assert.is(await page.evaluate(() => {}), undefined);
    await page
      .evaluate(() => {
        throw new TypeError('no such thing');
      })
      .then(assert.unreachable, ({ message }) => {
        assert.match(message, /TypeError: no such thing/);
      });
  });

  test('a click in the card is trusted, and the host gets the message that it causes', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('#clicks');
    const { data, origin } = await message(page, 'click');
    assert.is(origin, card.origin);
    assert.equal(data, {
      type: 'click',
      isTrusted: true,
      button: 0,
      ctrlKey: false,
      shiftKey: false,
      offsetX: 50,
      offsetY: 50,
    });
  });

  test('a click has a place and modifiers', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('#clicks', { at: { x: 3, y: 90 }, modifiers: ['Control', 'Shift'] });
    const { data } = await message(page, 'click');
    assert.equal(data, {
      type: 'click',
      isTrusted: true,
      button: 0,
      ctrlKey: true,
      shiftKey: true,
      offsetX: 3,
      offsetY: 90,
    });
  });

  test('a click has a button', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('#clicks', { button: 'right' });
    assert.is((await message(page, 'contextmenu')).data.button, 2);
    await page.goto(host.url('/'));
    await page.frame('card').click('#clicks', { button: 'middle', modifiers: ['Shift'], at: { x: 3, y: 90 } });
    const { data } = await message(page, 'auxclick');
    assert.equal(data, {
      type: 'auxclick',
      isTrusted: true,
      button: 1,
      ctrlKey: false,
      shiftKey: true,
      offsetX: 3,
      offsetY: 90,
    });
    assert.is(await page.evaluate(() => messages.filter(({ data }) => data.type === 'click').length), 0);
  });

  test('a click in a frame within the card, below the fold', async ({ page }) => {
    await page.goto(host.url('/tall'));
    await page.frame('card', 'inner').evaluate(() =>
      addEventListener('click', ({ isTrusted }) => {
        document.title = String(isTrusted);
      }),
    );
    await page.frame('card', 0).click('button');
    assert.is(await page.frame(0, 'inner').waitFor(() => document.title), 'true');
  });

  test('a click on a link navigates', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('#order');
    await page.frame('card').waitFor(() => location.pathname === '/order' && document.body.textContent === 'arrived');
    await page.evaluate(() => history.back());
    await page.frame('card').waitFor(() => location.pathname === '/');
  });

  test('a click in a shadow root', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('x-box >>> a');
    await page.frame('card').waitFor(() => location.pathname === '/shadow');
    await page.goto(host.url('/'));
    await page.frame('card').click(() => document.querySelector('x-box')?.shadowRoot?.querySelector('a'));
    await page.frame('card').waitFor(() => location.pathname === '/shadow');
  });

  test('a click on an area of an image', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').click('img', { at: { x: 75, y: 25 } });
    await page.frame('card').waitFor(() => location.pathname === '/area');
  });

  test('typing and Enter in a field submit its form', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').type('input', 'aB c');
    await page.press('Enter');
    await page.frame('card').waitFor(() => location.search === '?field=aB+c');
  });

  test('Enter follows the link that has the focus', async ({ page }) => {
    await page.goto(host.url('/'));
    await page.frame('card').focus('#order');
    await page.press('Enter');
    await page.frame('card').waitFor(() => location.pathname === '/order');
  });

  test('a site keeps what its pages write to the console, and the errors that nothing catches', async ({ page }) => {
    const site = await serve(
      {
        '/': `<!doctype html><script>
        addEventListener('pagehide', () => console.info('left'));
        console.warn('one', 2);
        Promise.reject(new RangeError('three'));
        onunhandledrejection = () => setTimeout(() => { throw new Error('four'); });
        onerror = () => { setTimeout(() => { location = '/next'; }); };
      </script>`,
        '/next': '<!doctype html>',
      },
      { watch: true },
    );
    await page.goto(site.url('/'));
    await page.waitFor(() => location.pathname === '/next');
    await until(() => site.console.length === 4, 'four entries');
    const url = site.url('/');
    assert.equal(site.console, [
      { type: 'warn', text: 'one 2', url },
      { type: 'uncaught', text: 'RangeError: three', url },
      { type: 'uncaught', text: 'Error: four', url },
      { type: 'info', text: 'left', url },
    ]);
    await site.close();
  });

  test("a script that the server injects runs before the page's own", async ({ page }) => {
    const inject = () => {
      Reflect.deleteProperty(window, 'URL');
    };
    const site = await serve(
      { '/': '<!doctype html><title>before</title><script>document.title = typeof URL</script>' },
      { inject },
    );
    await page.goto(site.url('/'));
    assert.is(await page.evaluate(() => document.title), 'undefined');
    await site.close();
  });

  test('a site answers in any charset, and keeps the bytes of what it receives', async ({ page }) => {
    const latin1 = (text: string) => Buffer.from(text, 'latin1');
    const site = await serve({
      '/': {
        headers: { 'Content-Type': 'text/html; charset=iso-8859-1' },
        body: latin1(`<!doctype html>
        <form method="post" action="/é"><input name="ö" value="\x80"></form>`),
      },
      '*': { status: 303, headers: { Location: '/?done' } },
    });
    await page.goto(site.url('/'));
    await page.focus('input');
    await page.press('Enter');
    await page.waitFor(() => location.search === '?done');
    const { method, url, text } = await site.received('/%C3%A9');
    assert.equal([method, url, text], ['POST', '/%C3%A9', '%F6=%80']);
    await site.close();
  });

  test('each page has fresh storage and cookies', async ({ browser, page }) => {
    const write = () => {
      document.cookie = 'a=1';
      localStorage.setItem('a', '1');
      sessionStorage.setItem('a', '1');
    };
    const read = () => [document.cookie, localStorage.getItem('a'), sessionStorage.getItem('a')];
    await page.goto(host.url('/store'));
    await page.evaluate(write);
    const other = await browser.newPage();
    try {
      await other.goto(host.url('/store'));
      assert.equal(await other.evaluate(read), ['', null, null]);
      assert.equal(await page.evaluate(read), ['a=1', '1', '1']);
    } finally {
      await other.close();
    }
  });
});
