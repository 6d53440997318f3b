/**
 * Links of the card that load another of its pages carry the parameter, whatever they are and wherever they stand.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { carried, page, startCard } from './card.js';
import { eachCase } from './cases.js';
import { eachEngine } from './engines/index.js';

eachEngine('links', (test) => {
  test('the next page knows the host and sends to it', async ({ page: tab }) => {
    const site = await startCard({ '/': page('<a href="next?a=1#part">next</a>'), '/next': page('<p>next') });
    try {
      const card = await site.open(tab);
      await card.click('a');
      const { url } = await site.card.received('/next');
      assert.is(url, `/next?a=1&${carried(site.host)}`);
      await card.waitFor(() => location.pathname === '/next');
      assert.is(await card.evaluate('location.hash'), '#part');
      await card.waitFor('window.ld');
      await card.evaluate('ld.send("hangup")');
      await tab.waitFor('messages.length');
      assert.equal(await tab.evaluate('messages'), [{ data: '{"action":"hangup"}', origin: site.card.origin }]);
    } finally {
      await site.close();
    }
  });
});

eachCase('links', {
  'a relative link': { body: '<a id=go href="next">next</a>', to: 'next?LD' },
  'an absolute link': { body: '<a id=go href="{card}/absolute">next</a>', to: '/absolute?LD' },
  'a link without its scheme': {
    body: '<a id=go>next</a>',
    act: () => {
      const link = document.querySelector('a')!;
      link.setAttribute('href', `//${location.host}/bare`);
      link.click();
    },
    changes: true,
    to: '/bare?LD',
  },
  'a click on what is nested in the link': { body: '<a href="next"><span><b id=go>next</b></span></a>', to: 'next?LD' },
  'an image in a link': {
    body: `<a href="next"><img id=go width=20 height=20 alt=x src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a>`,
    to: 'next?LD',
  },
  'the Enter key on a link': {
    body: '<a id=go href="next">next</a>',
    act: async (card, tab) => {
      await card.focus('#go');
      await tab.press('Enter');
    },
    to: 'next?LD',
  },
  'the Enter key on an SVG link': {
    body: '<svg width=90 height=30><a id=go href="next"><text y=20>next</text></a></svg>',
    act: async (card, tab) => {
      await card.focus('#go');
      await tab.press('Enter');
    },
    to: 'next?LD',
  },
  'a click by script': {
    body: '<a id=go href="next">next</a>',
    act: () => document.getElementById('go')!.click(),
    to: 'next?LD',
  },
  'a dispatched click': {
    body: '<a id=go href="next">next</a>',
    act: () =>
      document.getElementById('go')!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
    to: 'next?LD',
  },
  'a click on a link that was never inserted': {
    body: '',
    act: () => Object.assign(document.createElement('a'), { href: 'next' }).click(),
    to: 'next?LD',
  },
  'a click on what is nested in a link that was never inserted': {
    body: '',
    act: () => {
      const link = Object.assign(document.createElement('a'), { href: 'next', innerHTML: '<b>next</b>' });
      link.querySelector('b')!.click();
    },
    to: 'next?LD',
  },
  'a link that is inserted later': {
    body: '<div id=box></div>',
    act: async (card) => {
      await card.evaluate(() => void (document.getElementById('box')!.innerHTML = '<a id=go href="next">next</a>'));
      await card.click('#go');
    },
    changes: true,
    to: 'next?LD',
  },
  'a link whose address changes': {
    body: '<a id=go href="first">next</a>',
    act: async (card) => {
      await card.evaluate(() => document.querySelector('a')!.setAttribute('href', 'second'));
      await card.click('#go');
    },
    changes: true,
    to: 'second?LD',
  },
  'a link whose address changes while it is clicked': {
    body: `<a id=go href="first" onclick="this.href = 'second'">next</a>`,
    changes: true,
    to: 'second?LD',
  },
  'a link whose address changes while it is pressed': {
    body: `<a id=go href="first" onmousedown="this.href = 'second'">next</a>`,
    changes: true,
    to: 'second?LD',
  },
  'a link that is removed while it is clicked': {
    body: `<p><a id=go href="next" onclick="this.parentNode.remove()">next</a></p>`,
    changes: true,
    to: 'next?LD',
  },
  'a link that an attribute moves into the frame while it is clicked': {
    body: `<a id=go href="next" target=_blank onclick="this.removeAttribute('target')">next</a>`,
    changes: true,
    to: 'next?LD',
  },
  'an area of an image': {
    body: `<img width=40 height=40 usemap="#map" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name=map>
      <area id=go shape=rect coords="0,0,40,40" href="next"></map>`,
    act: (card) => card.click('img'),
    to: 'next?LD',
  },
  'an area by script': {
    body: `<map name=map><area id=go shape=rect coords="0,0,40,40" href="next"></map>`,
    act: () => document.getElementById('go')!.click(),
    to: 'next?LD',
  },
  'an SVG link': {
    body: '<svg width=90 height=30><a href="next"><text y=20 id=go>next</text></a></svg>',
    to: 'next?LD',
  },
  'an SVG link of old': {
    body: '<svg width=90 height=30><a xlink:href="next?a"><text y=20 id=go>next</text></a></svg>',
    to: 'next?a&LD',
  },
  'an SVG link with both addresses: the new one counts': {
    body: '<svg width=90 height=30><a xlink:href="old" href="new"><text y=20 id=go>next</text></a></svg>',
    to: 'new?LD',
  },
  'a link to the page itself, which reloads': { body: '<a id=go href="page">again</a>', to: 'page' },
  'an empty address is the page itself': { body: '<a id=go href="">again</a>', at: '?a=1', to: 'page?a=1' },
  'the page with another query is another page': { body: '<a id=go href="page">again</a>', at: '?a=1', to: 'page?LD' },
  'an address with spaces and line breaks around it': { body: '<a id=go href=" \n next\n ">next</a>', to: 'next?LD' },
  'upper case in element and scheme': {
    body: '<A id=go>next</A>',
    act: () => {
      const link = document.querySelector('a')!;
      link.setAttribute('HREF', `${location.origin.toUpperCase()}/Upper`);
      link.click();
    },
    changes: true,
    to: '/Upper?LD',
  },
  'a target that names the frame itself': { body: '<a id=go href="next" target=card>next</a>', to: 'next?LD' },
  'a target of _self in any case': { body: '<a id=go href="next" target=_SELF>next</a>', to: 'next?LD' },
  'an empty target': { body: '<a id=go href="next" target>next</a>', to: 'next?LD' },
  'an empty target where the base has another': {
    head: '<base target=inner>',
    body: '<iframe name=inner></iframe><a id=go href="next" target="">next</a>',
    to: 'next?LD',
  },
  'a base target that names the frame itself': {
    head: '<base target=card>',
    body: '<a id=go href="next">next</a>',
    to: 'next?LD',
  },
  'a base address of the card': {
    head: '<base href="/base/dir/">',
    body: '<a id=go href="next">next</a>',
    to: '/base/dir/next?LD',
  },
  'an address of the card where the base is another site': {
    head: '<base href="{host}/">',
    body: '<a id=go>next</a>',
    act: () => {
      const link = document.querySelector('a')!;
      link.setAttribute('href', `${location.origin}/home`);
      link.click();
    },
    changes: true,
    to: '/home?LD',
  },
  'a fragment where the base makes it another page': {
    head: '<base href="other">',
    body: '<a id=go href="#part">next</a>',
    to: 'other?LD',
  },
  'an editor has a link that is not edited': {
    body: '<div contenteditable><a id=go href="next" contenteditable=false>next</a></div>',
    to: 'next?LD',
  },
  'two clicks': {
    body: '<a id=go href="next">next</a>',
    act: async (card) => {
      await card.evaluate(() =>
        document.getElementById('go')!.addEventListener('click', (event) => event.preventDefault(), { once: true }),
      );
      await card.click('#go');
      await card.click('#go');
    },
    to: 'next?LD',
  },
  'a long address': {
    body: `<a id=go href="next?long=${'x'.repeat(4000)}">next</a>`,
    to: `next?long=${'x'.repeat(4000)}&LD`,
  },
});
