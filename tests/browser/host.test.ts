/**
 * Who the host is, when things go wrong. Whatever is known, nothing throws and nothing goes to anybody else.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { type CardOptions, carried, page, runtime, startCard } from './card.js';
import { can, eachEngine, type Page } from './engines/index.js';
import { serve } from './serve.js';

const evil = 'https://evil.example';

/** What a card's page knows after its first link, with the console's errors and what the host was sent. */
async function follow(tab: Page, options: CardOptions, { at = '/', settings = '' } = {}) {
  const site = await startCard(
    {
      '/': page('<a href="/next?a=1">next</a>', { settings }),
      '/next': page('<a href="/third">third</a>', { settings }),
      '*': page(''),
    },
    { watch: true, ...options },
  );
  try {
    const card = await site.open(tab, at);
    const first = await card.evaluate<string>('ld.origin');
    await card.click('a');
    const { url } = await site.card.received('/next');
    await card.waitFor(() => location.pathname === '/next' && document.readyState === 'complete');
    const second = await card.evaluate<string>('ld.origin');
    await card.evaluate('ld.send("hangup")');
    const log = site.card.console.map(({ type, text }) => `${type}: ${text}`).join('\n');
    return { site, first, second, url, log };
  } finally {
    await site.close();
  }
}

const forged: Record<string, string> = {
  'another site': encodeURIComponent(evil),
  'a star': '*',
  'a script': 'javascript:alert(1)',
  'bytes that are no UTF-8': '%E0%A4%A',
  null: 'null',
  nothing: '',
  'LeadDesk as a user': encodeURIComponent('https://login.leaddesk.com@evil.example'),
  'LeadDesk as a subdomain of another': encodeURIComponent('https://login.leaddesk.com.evil.example'),
  'a name that ends like LeadDesk’s': encodeURIComponent('https://evilleaddesk.com'),
};

eachEngine('the host', (test, engine) => {
  for (const [what, value] of Object.entries(forged)) {
    test(`a forged parameter does not count: ${what}`, async ({ page: tab }) => {
      const { site, first, second, url } = await follow(tab, {}, { at: `/?ld_referrer=${value}` });
      assert.equal([first, second], [site.host.origin, site.host.origin]);
      assert.is(url, `/next?a=1&${carried(site.host)}`);
    });
  }

  test('two parameters, one of them forged: each page carries one, the true one', async ({ page: tab }) => {
    const { site, second, url } = await follow(
      tab,
      {},
      { at: `/?ld_referrer=${encodeURIComponent(evil)}&ld_referrer=*` },
    );
    assert.is(second, site.host.origin);
    assert.is(url, `/next?a=1&${carried(site.host)}`);
  });

  test('a host that sends no referrer is known where the browser names it', async ({ page: tab }) => {
    const { site, first, second, url, log } = await follow(tab, { hostHeaders: { 'referrer-policy': 'no-referrer' } });
    const isNamed = can(engine, 'ancestorOrigins');
    assert.equal([first, second], isNamed ? [site.host.origin, site.host.origin] : ['', '']);
    assert.is(url, isNamed ? `/next?a=1&${carried(site.host)}` : '/next?a=1');
    assert.is(log, '');
  });

  test('a host that sends its whole address spills none of it', async ({ page: tab }) => {
    const { site, first, url } = await follow(tab, { hostHeaders: { 'referrer-policy': 'unsafe-url' } });
    assert.is(first, site.host.origin);
    assert.is(url, `/next?a=1&${carried(site.host)}`);
  });

  test('a sandbox without allow-same-origin', async ({ page: tab }) => {
    const { site, first, second, url, log } = await follow(tab, { frame: 'sandbox="allow-scripts allow-forms"' });
    assert.equal([first, second], [site.host.origin, site.host.origin]);
    assert.is(url, `/next?a=1&${carried(site.host)}`);
    assert.is(log, '');
  });

  test('storage that throws', async ({ page: tab }) => {
    const inject = (): void => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('no storage', 'SecurityError');
        },
      });
    };
    const { site, first, second, url, log } = await follow(tab, { inject });
    assert.equal([first, second], [site.host.origin, site.host.origin]);
    assert.is(url, `/next?a=1&${carried(site.host)}`);
    assert.is(log, '');
  });

  test('storage that is full', async ({ page: tab }) => {
    const inject = (): void => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      for (let size = 1 << 20; size >= 1; size >>= 1) {
        try {
          for (;;) sessionStorage[`fill${size}${Math.random()}`] = 'x'.repeat(size);
        } catch {}
      }
    };
    const { site, second, log } = await follow(tab, { inject });
    assert.is(second, site.host.origin);
    assert.is(log, '');
  });

  test('a host that is not allowed is refused in one line that names it and the setting, and is sent nothing', async ({
    page: tab,
  }) => {
    const site = await startCard(
      { '*': page('<a href="/next">next</a>', { settings: `data-ld-allow="https://crm.example"` }) },
      { watch: true },
    );
    try {
      const card = await site.open(tab);
      await tab.evaluate(() => frames[0]!.postMessage({ type: 'callLineOn', data: 1 }, '*'));
      await card.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      assert.is(await card.evaluate('ld.origin'), '');
      assert.is(await card.evaluate('ld.send("hangup")'), false);
      assert.equal(
        site.card.console.map(({ type }) => type),
        ['error'],
      );
      assert.match(site.card.console[0]!.text, site.host.origin);
      assert.match(site.card.console[0]!.text, 'data-ld-allow');
      await card.click('a');
      assert.is((await site.card.received('/next')).url, '/next');
      assert.equal(await tab.evaluate('messages'), []);
    } finally {
      await site.close();
    }
  });

  for (const allow of [
    '*',
    'http://localhost:{port}',
    'https://crm.example  \n http://localhost:{port}',
    'http://*:{port}',
  ]) {
    test(`an allow-list that has the host: ${allow}`, async ({ page: tab }) => {
      const site = await startCard({});
      try {
        site.card.routes['/'] = page('', {
          settings: `data-ld-allow="${allow.replace('{port}', new URL(site.host.origin).port)}"`,
        });
        assert.is(await (await site.open(tab)).evaluate('ld.origin'), site.host.origin);
      } finally {
        await site.close();
      }
    });
  }

  test('a page that is not in a frame has no host, sends nothing and carries nothing', async ({ page: tab }) => {
    const site = await serve(
      {
        '/ld.js': { headers: { 'content-type': 'text/javascript' }, body: runtime },
        '/': page('<a href="next?a=1">next</a><form method=post action="save"><button>x</button></form>'),
        '*': { status: 204 },
      },
      { watch: true },
    );
    try {
      await tab.goto(site.url(`/?ld_referrer=${encodeURIComponent('http://localhost:1')}`));
      assert.is(await tab.evaluate('ld.origin'), '');
      assert.is(await tab.evaluate('ld.send("hangup")'), false);
      assert.is(await tab.evaluate(() => ld.url('next')), 'next');
      await tab.evaluate(() => {
        (window as any).seen = 0;
        new MutationObserver(() => (window as any).seen++).observe(document, { attributes: true, subtree: true });
        window.postMessage({ type: 'callLineOn' }, '*');
        ld.on('*', () => ((window as any).seen = 'heard'));
      });
      await tab.click('a');
      assert.is((await site.received('/next')).url, '/next?a=1');
      assert.is(await tab.evaluate('seen'), 0);
      await tab.click('button');
      assert.is((await site.received('/save')).url, '/save');
      await tab.waitFor(() => !document.querySelector('[formaction]'));
      assert.equal(site.console, []);
    } finally {
      await site.close();
    }
  });

  test('a detour over another site and back', async ({ page: tab }) => {
    const elsewhere = await serve(
      { '*': ({ headers }) => `<!doctype html><a href="${headers.referer}back">back</a>` },
      { host: 'localhost' },
    );
    const site = await startCard({
      '/': page(`<a href="${elsewhere.url('/away')}">away</a>`),
      '/back': page('<a href="/next">next</a>'),
      '/next': page(''),
    });
    try {
      const card = await site.open(tab);
      await card.click('a');
      assert.is((await elsewhere.received('/away')).url, '/away');
      await card.waitFor(() => location.pathname === '/away' && document.readyState === 'complete');
      await card.click('a');
      await card.waitFor(() => location.pathname === '/back' && document.readyState === 'complete');
      assert.is(await card.evaluate('ld.origin'), site.host.origin);
      await card.click('a');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
    } finally {
      await Promise.all([site.close(), elsewhere.close()]);
    }
  });

  test('a wrapper between host and card is whom the card can speak to, if it is allowed', async ({ page: tab }) => {
    const site = await startCard(
      { '/': page(''), '/strict': page('', { settings: 'data-ld-allow="https://*.leaddesk.com"' }) },
      { watch: true },
    );
    const wrapper = (path: string) =>
      `<!doctype html><script>messages = []; onmessage = function (event) { messages.push(event.data) }</script><iframe name=inner src="${site.card.url(path)}"></iframe>`;
    const middle = await serve({ '/loose': wrapper('/'), '/strict': wrapper('/strict') }, { host: 'localhost' });
    const host = await serve({
      '*': ({ url }) =>
        `<!doctype html><script>messages = []; onmessage = function (event) { messages.push(event.data) }</script><iframe name=card src="${middle.url(url)}"></iframe>`,
    });
    try {
      await tab.goto(host.url('/loose'));
      await tab.frame('card', 'inner').waitFor('window.ld');
      assert.is(await tab.frame('card', 'inner').evaluate('ld.origin'), middle.origin);
      await tab.frame('card', 'inner').evaluate('ld.send("hangup")');
      await tab.frame('card').waitFor('messages.length');
      await tab.goto(host.url('/strict'));
      await tab.frame('card', 'inner').waitFor('window.ld');
      assert.is(await tab.frame('card', 'inner').evaluate('ld.origin'), '');
      assert.is(await tab.frame('card', 'inner').evaluate('ld.send("hangup")'), false);
      assert.equal(await tab.evaluate('messages'), []);
    } finally {
      await Promise.all([site.close(), middle.close(), host.close()]);
    }
  });

  test('what another frame or the page itself posts makes no one the host', async ({ page: tab }) => {
    const site = await startCard({
      '/': page(`<iframe srcdoc="<script>parent.postMessage({type:'callLineOn',data:1},'*')</script>"></iframe>`, {
        settings: 'data-ld-allow="https://crm.example"',
      }),
    });
    try {
      const card = await site.open(tab);
      await card.evaluate(() => {
        (window as any).seen = 0;
        ld.on('*', () => (window as any).seen++);
        postMessage({ type: 'callLineOn', data: 1 }, '*');
        return new Promise((resolve) => addEventListener('message', () => setTimeout(resolve), { once: true }));
      });
      assert.is(await card.evaluate('ld.origin'), '');
      assert.is(await card.evaluate('seen'), 0);
    } finally {
      await site.close();
    }
  });

  test('a card framed by its own site has it as host where the browser says so', async ({ page: tab }) => {
    const site = await startCard({ '/': page(''), '/frame': '<!doctype html><iframe name=card src="/"></iframe>' });
    try {
      await tab.goto(site.card.url('/frame'));
      await tab.frame('card').waitFor('window.ld');
      const named = can(engine, 'ancestorOrigins') ? site.card.origin : '';
      assert.is(await tab.frame('card').evaluate('ld.origin'), named);
    } finally {
      await site.close();
    }
  });

  for (const [what, outer] of Object.entries({
    'a frameset': '<frameset><frame name=inner src="/inner"></frameset>',
    'an inner frame': '<iframe name=inner src="/inner"></iframe>',
  })) {
    test(`in ${what} of the card, the host is the card’s, in both directions`, async ({ page: tab }) => {
      const site = await startCard(
        {
          '/': `<!doctype html><title>outer</title>${outer}`,
          '/inner': page(
            '<a href="/inner2">next</a><script>heard = []; ld.on("*", function (e) { heard.push(e.type) })</script>',
          ),
          '/inner2': page('<script>heard = []; ld.on("*", function (e) { heard.push(e.type) })</script>'),
        },
        { watch: true },
      );
      try {
        await site.open(tab);
        const inner = tab.frame('card', 'inner');
        await inner.waitFor('window.ld && document.readyState === "complete"');
        // The referrer of an inner page is the card's: unless the browser names the host, its first message does.
        const isNamed = can(engine, 'ancestorOrigins');
        assert.is(await inner.evaluate('ld.origin'), isNamed ? site.host.origin : '');
        assert.is(await inner.evaluate('ld.send("hangup")'), isNamed);
        if (isNamed) await tab.waitFor('messages.length');
        await tab.evaluate(() => frames[0]!.postMessage({ type: 'first' }, '*'));
        await inner.waitFor('heard.length');
        await tab.waitFor('messages.length');
        assert.is(await inner.evaluate('ld.origin'), site.host.origin);
        await inner.click('a');
        assert.is((await site.card.received('/inner2')).url, `/inner2?${carried(site.host)}`);
        await inner.waitFor('location.pathname === "/inner2" && document.readyState === "complete"');
        await tab.evaluate(() => frames[0]!.postMessage({ type: 'second' }, '*'));
        await inner.waitFor('heard.length');
        assert.equal(await inner.evaluate('heard'), ['second']);
        assert.equal(site.card.console, []);
      } finally {
        await site.close();
      }
    });
  }

  test('an inner page that is left takes its listener off the card’s window', async ({ page: tab }) => {
    const inject = (): void => {
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      const count = (by: number) =>
        (((top === parent ? window : parent) as any).messages =
          (((top === parent ? window : parent) as any).messages || 0) + by);
      EventTarget.prototype.addEventListener = function (type: string, ...rest: any) {
        if (type === 'message') count(1);
        return (add as any).call(this, type, ...rest);
      };
      EventTarget.prototype.removeEventListener = function (type: string, ...rest: any) {
        if (type === 'message') count(-1);
        return (remove as any).call(this, type, ...rest);
      };
    };
    const site = await startCard(
      { '/': '<!doctype html><iframe name=inner src="/inner"></iframe>', '/inner': page('') },
      { inject },
    );
    try {
      const card = await site.open(tab);
      await tab.frame('card', 'inner').waitFor('window.ld && document.readyState === "complete"');
      await card.evaluate(() => document.querySelector('iframe')!.remove());
      await card.waitFor(() => (window as any).messages <= 1);
    } finally {
      await site.close();
    }
  });

  test('a browser that names the host has the parameter taken off the address, and others keep it', async ({
    page: tab,
  }) => {
    const site = await startCard({
      '*': page('<a href="/next?a=1&a=%5B#part">next</a><p id=part style="margin-top: 3000px">part'),
    });
    try {
      const card = await site.open(tab, '/?ld_referrer=x&b=2#c');
      const namesHost = can(engine, 'ancestorOrigins');
      assert.is(
        await card.evaluate(() => location.href.slice(location.origin.length)),
        namesHost ? '/?b=2#c' : '/?ld_referrer=x&b=2#c',
      );
      const entries = await card.evaluate(() => history.length);
      await card.click('a');
      await card.waitFor(() => location.pathname === '/next' && document.readyState === 'complete' && scrollY > 1000);
      assert.is(
        await card.evaluate(() => location.search + location.hash),
        namesHost ? '?a=1&a=%5B#part' : `?a=1&a=%5B&${carried(site.host)}#part`,
      );
      assert.is(await card.evaluate(() => history.length), entries + 1);
      assert.is(await card.evaluate(() => document.querySelector(':target')!.id), 'part');
      await card.evaluate(() => void setTimeout(() => location.reload()));
      await card.waitFor(() => (performance.getEntriesByType('navigation')[0] as any).type === 'reload' && !!window.ld);
      assert.is(await card.evaluate('ld.origin'), site.host.origin);
    } finally {
      await site.close();
    }
  });
});
