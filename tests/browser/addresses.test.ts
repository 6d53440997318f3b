/**
 * What carrying makes of an address: one parameter, once, before the fragment, and every other byte as it was.
 *
 * @slow
 */
import * as assert from 'uvu/assert';
import { type Card, carried, page, startCard } from './card.js';
import { eachCase } from './cases.js';
import { can, type EngineName, eachEngine, type Frame } from './engines/index.js';

const signed = 'file?X-Sig=a%2fb%2Bc+d%20e==&X-Date=2026%3A01&path=/a/../b;c&empty=&flag&&q=%27%22%E5&=&x=%C3%A5';

/** Links, and what is asked for. They are followed one after the other in one page. */
const addresses: [href: string, carried: string][] = [
  ['next', 'next?LD'],
  ['next?', 'next?LD'],
  ['next#part', 'next?LD'],
  ['next?#part', 'next?LD'],
  ['next?a=1', 'next?a=1&LD'],
  ['next?a=1&', 'next?a=1&&LD'],
  ['next?&a=1', 'next?&a=1&LD'],
  ['next?a=1&&b=2', 'next?a=1&&b=2&LD'],
  ['next?a', 'next?a&LD'],
  ['next?a=', 'next?a=&LD'],
  ['next?=', 'next?=&LD'],
  ['next?=1', 'next?=1&LD'],
  ['next?a=1&a=2&a=1', 'next?a=1&a=2&a=1&LD'],
  ['next??a=1', 'next??a=1&LD'],
  ['next???', 'next???&LD'],
  ['next?a=1?b=2', 'next?a=1?b=2&LD'],
  ['next?a=b=c', 'next?a=b=c&LD'],
  ['next?a;b', 'next?a;b&LD'],
  ['next?a+b=c%20d', 'next?a+b=c%20d&LD'],
  ['next?a=%', 'next?a=%&LD'],
  ['next?a=%zz&b=%E5', 'next?a=%zz&b=%E5&LD'],
  ['next?a=1#b?c=2', 'next?a=1&LD'],
  ['next?url=http://other/?ld_referrer=x', 'next?url=http://other/?ld_referrer=x&LD'],
  ['next?my_ld_referrer=x&ld_referrer2=y', 'next?my_ld_referrer=x&ld_referrer2=y&LD'],
  ['next?Ld_Referrer=x', 'next?Ld_Referrer=x&LD'],
  ['next?%5B%5D=1&a[]=2', 'next?%5B%5D=1&a[]=2&LD'],
  ['next;a=1', 'next;a=1?LD'],
  ['a%2Fb%20c', 'a%2Fb%20c?LD'],
  [signed, `${signed}&LD`],
  // A stale one, two of them, one without a value; one that is right already stays where it is.
  ['next?ld_referrer=old', 'next?LD'],
  ['next?ld_referrer=old&a=1', 'next?a=1&LD'],
  ['next?a=1&ld_referrer=old&b=2', 'next?a=1&b=2&LD'],
  ['next?ld_referrer=old&a=1&ld_referrer=older', 'next?a=1&LD'],
  ['next?ld_referrer', 'next?LD'],
  ['next?ld_referrer=&a', 'next?a&LD'],
  ['next?LD', 'next?LD'],
  ['next?a=1&LD&b=2#part', 'next?a=1&LD&b=2'],
  ['next?LD&LD', 'next?LD'],
];

/** An engine that writes the escapes of addresses in upper case does so whether they are carried or not. */
function asSent(address: string, engine: EngineName): string {
  return can(engine, 'escapesAsWritten')
    ? address
    : address.replace(/%[\da-f]{2}/gi, (escaped) => escaped.toUpperCase());
}

/** Has the page go to every address, and returns what the server was asked for. */
async function receivedFor(
  site: Card,
  card: Frame,
  fill: (text: string) => string,
  go: (href: string) => void,
): Promise<string[]> {
  const received: string[] = [];
  for (const [href] of addresses) {
    const count = site.card.requests.length;
    await card.evaluate(go, fill(href));
    received.push(
      (await site.card.received(({ url }) => site.card.requests.length > count && url.startsWith('/dir/'))).url,
    );
  }
  return received;
}

eachEngine('addresses', (test, engine) => {
  test('every byte of a link’s address but the parameter stays', async ({ page: tab }) => {
    const site = await startCard({ '/dir/page': page(''), '/': '', '*': { status: 204 } });
    try {
      const fill = (text: string) => text.replaceAll('LD', carried(site.host));
      const card = await site.open(tab, '/dir/page');
      const received = await receivedFor(site, card, fill, (href) => {
        const link = document.createElement('a');
        link.setAttribute('href', href);
        document.body.append(link);
        link.click();
      });
      assert.equal(
        received,
        addresses.map(([, to]) => asSent(`/dir/${fill(to)}`, engine)),
      );
    } finally {
      await site.close();
    }
  });

  test('a POST form’s and ld.url()’s too', async ({ page: tab }) => {
    const site = await startCard({ '/dir/page': page('<form method=post></form>'), '*': { status: 204 } });
    try {
      const fill = (text: string) => text.replaceAll('LD', carried(site.host));
      const card = await site.open(tab, '/dir/page');
      const received = await receivedFor(site, card, fill, (href) => {
        document.forms[0]!.setAttribute('action', href);
        document.forms[0]!.requestSubmit();
      });
      assert.equal(
        received,
        addresses.map(([, to]) => asSent(`/dir/${fill(to)}`, engine)),
      );
      const urls = await card.evaluate(
        (all) => all.map((href) => ld.url(href)),
        addresses.map(([href]) => fill(href)),
      );
      const fragment = (href: string) => (href.includes('#') ? href.slice(href.indexOf('#')) : '');
      assert.equal(
        urls,
        addresses.map(([href, to]) => `${site.card.origin}/dir/${fill(to)}${fragment(href)}`),
      );
      const again = await card.evaluate((all) => all.map((href) => ld.url(href)), urls);
      assert.equal(again, urls, 'once more changes nothing');
    } finally {
      await site.close();
    }
  });

  test('ld.url() gives back what it does not carry as it was given', async ({ page: tab }) => {
    const site = await startCard({ '/': page('') });
    try {
      const card = await site.open(tab);
      const foreign = [
        `${site.host.origin}/a?b#c`,
        'https://other.example',
        '//other.example/x',
        'javascript:void 0',
        'mailto:a@b.example',
        'tel:+358',
        'data:text/html,x',
        `blob:${site.card.origin}/0`,
        'about:blank',
        'http://[',
        '#part',
        '#',
        'ftp://127.0.0.1/',
        `${site.card.origin.replace('http', 'https')}/`,
        `${site.card.origin}@evil.example/`,
      ];
      assert.equal(await card.evaluate((all) => all.map((href) => ld.url(href)), foreign), foreign);
      assert.is(await card.evaluate(() => typeof ld.url(new URL('https://other.example'))), 'string');
      assert.is(
        await card.evaluate(() => ld.url(new URL('/a', location.href))),
        `${site.card.origin}/a?${carried(site.host)}`,
      );
    } finally {
      await site.close();
    }
  });
});

const latin1 = (body: string) => ({
  body: '',
  page: Buffer.from(
    `<!doctype html><head><meta charset=iso-8859-1><script src="/ld.js"></script></head>${body}`,
    'latin1',
  ),
  contentType: 'text/html;charset=iso-8859-1',
});

eachCase('addresses in documents', {
  'a link of a Latin-1 page': {
    ...latin1('<a id=go href="n\xe5?q=\xe5&p=%E5#\xe5">x</a>'),
    to: 'n%C3%A5?q=%E5&p=%E5&LD',
  },
  'a link of a UTF-8 page': { body: '<a id=go href="nå?q=å">x</a>', to: 'n%C3%A5?q=%C3%A5&LD' },
  'a link with spaces and quotes': {
    body: `<a id=go href='n x?q=a b"&lt;&gt;&#39;'>x</a>`,
    to: 'n%20x?q=a%20b%22%3C%3E%27&LD',
  },
  'a link with dots and backslashes': { body: '<a id=go href="..\\./up/../next">x</a>', to: '/next?LD' },
  'a link with line breaks within': { body: '<a id=go href="ne\nxt?a\t=1">x</a>', to: 'next?a=1&LD' },
  'a page under another name of the parameter': {
    settings: 'data-ld-param=from',
    body: '<a id=go href="next?ld_referrer=mine&from=old">x</a>',
    act: async (card) => {
      await card.evaluate(() => document.getElementById('go')!.click());
    },
    to: 'next?ld_referrer=mine&from=HOST',
  },
});
