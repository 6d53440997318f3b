/** Links that load nothing of the card in this frame stay as they are, and so does what they ask for. */
import { type Case, eachCase } from './cases.js';
import type { Frame } from './engines/index.js';

const inEditor = (card: { evaluate(script: () => unknown): Promise<unknown> }) =>
  card.evaluate(() =>
    document.getElementById('go')!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
  );

eachCase('links elsewhere', {
  'another site': { body: '<a id=go href="{host}/else?a=1">else</a>', to: '{host}/else?a=1' },
  'another port of the same host': {
    body: '<a id=go>else</a>',
    act: (card, tab) =>
      tab
        .evaluate(() => location.port)
        .then((port) =>
          card.evaluate((port) => {
            const link = document.querySelector('a')!;
            link.href = `http://127.0.0.1:${port}/port`;
            link.click();
          }, port),
        ),
    changes: true,
    to: '{host}/port',
  },
  'a port that begins like ours': {
    body: '<a id=go>else</a>',
    act: () => {
      const link = document.querySelector('a')!;
      link.href = `${location.origin.slice(0, -1)}/shorter`;
      link.addEventListener('click', () => setTimeout(() => stop()));
      (window as any).seen = ld.url(`${location.origin.slice(0, -1)}/shorter`);
      (window as any).longer = ld.url(`${location.origin}0/longer`);
    },
    changes: true,
    then: () => !(window as any).seen.includes('ld_') && !(window as any).longer.includes('ld_'),
    to: null,
  },
  'another frame of the page': {
    body: '<iframe name=inner></iframe><a id=go href="inner?a=1" target=inner>inner</a>',
    to: 'inner?a=1',
  },
  'another frame of the page by the base': {
    head: '<base target=inner>',
    body: '<iframe name=inner></iframe><a id=go href="inner">inner</a>',
    to: 'inner',
  },
  'an SVG link with a target': {
    body: '<iframe name=inner></iframe><svg width=90 height=30><a href="inner" target=inner><text y=20 id=go>next</text></a></svg>',
    to: 'inner',
  },
  'the host, as _parent': { body: '<a id=go href="parent" target=_parent>parent</a>', to: 'parent' },
  'the host, as _top in any case': { body: '<a id=go href="top" target=_TOP>top</a>', to: 'top' },
  'a fragment of the page': {
    body: '<a id=go href="#part">part</a><p id=part>',
    to: null,
    then: () => location.hash === '#part',
  },
  'an empty fragment': { body: '<a id=go href="#">part</a>', to: null, then: () => location.href.endsWith('#') },
  'a fragment, written out': {
    body: '<a id=go href="page#part">part</a>',
    to: null,
    then: () => location.hash === '#part',
  },
  'a fragment of a page with parameters': {
    body: '<a id=go href="?a=1#part">part</a>',
    at: '?a=1#other',
    to: null,
    then: () => location.hash === '#part' && location.search === '?a=1',
  },
  'a script': {
    body: '<a id=go href="javascript:void(seen=1)">script</a>',
    act: async (card) => {
      await card.click('#go');
      await card.waitFor('window.seen');
    },
    to: null,
  },
  'a mail or telephone address is left to the browser': {
    body: '<a href="mailto:a@example.com" id=m>m</a><a href="tel:+3584" id=t>t</a>',
    act: () => {
      addEventListener('click', (event) => {
        setTimeout(() => 0);
        event.preventDefault();
      });
      document.querySelectorAll('a').forEach((link) => link.click());
      (window as any).seen = [...document.links].map(({ href }) => ld.url(href)).join();
    },
    then: () => (window as any).seen === 'mailto:a@example.com,tel:+3584',
    to: null,
  },
  'a blob of the page': {
    body: '<iframe name=inner></iframe><a id=go>blob</a>',
    act: async (card) => {
      await card.evaluate(() => {
        const blob = new Blob(['<script>parent.postMessage(location.href, "*")</scr' + 'ipt>'], { type: 'text/html' });
        addEventListener('message', ({ data }) => ((window as any).seen = data));
        Object.assign(document.querySelector('a')!, { href: URL.createObjectURL(blob), target: 'inner' }).click();
      });
      await card.waitFor('window.seen');
    },
    changes: true,
    then: () =>
      (window as any).seen === document.querySelector('a')!.href &&
      ld.url((window as any).seen) === (window as any).seen,
    to: null,
  },
  'what the link saves': {
    body: '<a id=go href="{card}/file?a=1" download>save</a>',
    to: '/file?a=1',
  },
  'what the link saves under a name, by script': {
    body: '<a href="{card}/file?a=1" download="file.txt">save</a>',
    act: () => document.querySelector('a')!.click(),
    to: '/file?a=1',
  },
  'what the area saves': {
    body: '<map name=map><area href="file?a=1" download></map>',
    act: () => document.querySelector('area')!.click(),
    to: 'file?a=1',
  },
  'a link in an editor, which watches what it edits': {
    body: `<div contenteditable><a id=go href="next">next</a></div><script>
      edits = 0;
      new MutationObserver(function (records) { edits += records.length }).observe(document.body, { attributeFilter: ['href'], subtree: true });
    </script>`,
    act: (card) => inEditor(card).then(() => card.evaluate(() => stop())),
    then: () => (window as any).edits === 0,
    to: null,
  },
  'a link without an address': { body: '<a id=go>nothing</a>', to: null },
  'an address that is none': {
    body: '<a id=go href="http://[">nothing</a>',
    act: () => {
      const link = document.querySelector('a')!;
      link.addEventListener('click', (event) => event.preventDefault());
      link.click();
    },
    then: () => ld.url('http://[') === 'http://[',
    to: null,
  },
});

const newTabs: Record<string, Partial<Case>> = {
  Control: { act: (card: Frame) => card.click('#go', { modifiers: ['Control'] }) },
  Shift: { act: (card: Frame) => card.click('#go', { modifiers: ['Shift'] }) },
  'the middle button': { act: (card: Frame) => card.click('#go', { button: 'middle' }) },
  'its target': { body: '<a id=go href="next?a=1" target=_blank>next</a>' },
};
// Each in its own browser: what it opens may take the focus.
for (const [how, one] of Object.entries(newTabs)) {
  eachCase(`a link in a new tab by ${how}`, {
    'goes as it is': { body: '<a id=go href="next?a=1">next</a>', ...one, to: 'next?a=1' },
  });
}
