/**
 * `data-ld-skip`: what is inside is not carried, such as signed addresses, and loses nothing else.
 *
 * @without navigationApi, ancestorOrigins
 */
import * as assert from 'uvu/assert';
import { type Card, page, startCard } from './card.js';
import { type Case, eachCase } from './cases.js';
import { eachEngine, type Frame } from './engines/index.js';

const link = '<a id=go href="next?sig=1%2f2">next</a>';
const get = '<form action="find"><input name=q value=1><button id=go>x</button></form>';
const post = '<form method=post action="save?sig=1"><input name=q value=1><button id=go>x</button></form>';
const inShadow = (content: string) => `<x-box><template shadowrootmode=open>${content}</template></x-box>`;
const clickIn = (selector: string) => (card: Frame) => card.click(`x-box>>>${selector}`);

const skipped: Record<string, Case> = {
  'a link': { body: link.replace('<a', '<a data-ld-skip'), to: 'next?sig=1%2f2' },
  'around a link': { body: `<div data-ld-skip><p>${link}</p></div>`, to: 'next?sig=1%2f2' },
  'a link, clicked by a script': {
    body: `<div data-ld-skip>${link}</div>`,
    act: () => document.querySelector('a')!.click(),
    to: 'next?sig=1%2f2',
  },
  'a link outside the document': {
    body: '',
    act: () => {
      const made = document.createElement('p');
      made.setAttribute('data-ld-skip', '');
      made.innerHTML = '<a href="next?sig=1">next</a>';
      made.querySelector('a')!.click();
    },
    to: 'next?sig=1',
  },
  'an SVG link': {
    body: '<svg width=90 height=30 data-ld-skip><a xlink:href="next"><text y=20 id=go>next</text></a></svg>',
    to: 'next',
  },
  'a GET form': { body: get.replace('<form', '<form data-ld-skip'), to: 'find?q=1' },
  'around a GET form': { body: `<div data-ld-skip>${get}</div>`, to: 'find?q=1' },
  'a POST form': { body: post.replace('<form', '<form data-ld-skip'), to: 'POST save?sig=1', sends: 'q=1' },
  'around a POST form': { body: `<div data-ld-skip>${post}</div>`, to: 'POST save?sig=1', sends: 'q=1' },
  'a form, sent by a script': {
    body: `<div data-ld-skip>${post}</div>`,
    act: () => document.querySelector('form')!.submit(),
    to: 'POST save?sig=1',
  },
  'the button of a GET form': { body: get.replace('<button', '<button data-ld-skip'), to: 'find?q=1' },
  'the button of a POST form': { body: post.replace('<button', '<button data-ld-skip'), to: 'POST save?sig=1' },
  'around the button of a form': {
    body: post.replace('<button', '<p data-ld-skip><button'),
    to: 'POST save?sig=1',
  },
  'around a button that stands outside its form': {
    body: '<form id=f method=post action="save"></form><p data-ld-skip><button id=go form=f>x</button></p>',
    to: 'POST save',
  },
  'across a shadow root, around a link': {
    body: `<div data-ld-skip>${inShadow('<a href="next">next</a>')}</div>`,
    act: clickIn('a'),
    to: 'next',
  },
  'across a shadow root, around a form': {
    body: `<div data-ld-skip>${inShadow('<form method=post action="save"><button>x</button></form>')}</div>`,
    act: clickIn('button'),
    to: 'POST save',
  },
  'within a shadow root': {
    body: inShadow('<p data-ld-skip><a href="next">next</a></p>'),
    act: clickIn('a'),
    to: 'next',
  },
};

eachCase('data-ld-skip', {
  ...skipped,
  'does not count on another button of the form': {
    body: '<form method=post action="save"><button data-ld-skip>other</button><button id=go>x</button></form>',
    to: 'POST save?LD',
  },
  'does not count inside a link': { body: '<a href="next"><b data-ld-skip id=go>next</b></a>', to: 'next?LD' },
  'does not count beside a link': { body: `<p data-ld-skip>text</p>${link}`, to: 'next?sig=1%2f2&LD' },
  'kept parameters stay behind too': {
    body: `<div data-ld-skip>${link}</div>`,
    settings: 'data-ld-keep=id',
    at: '?id=5',
    to: 'next?sig=1%2f2',
  },
});

eachEngine('data-ld-skip and data-ld-send', (test) => {
  test('what is not carried sends its command all the same', async ({ page: tab }) => {
    const site: Card = await startCard({
      '/': page(
        `<div data-ld-skip><button type=button id=b data-ld-send=pressed>x</button>
        <form action="/next"><button id=go data-ld-send=submitted>x</button></form></div>`,
      ),
      '/next': page('next'),
    });
    try {
      const card = await site.open(tab);
      await card.click('#b');
      await card.click('#go');
      assert.is((await site.card.received('/next')).url, '/next?');
      await tab.waitFor('messages.length === 2');
      assert.equal(await tab.evaluate('messages.map(({ data }) => JSON.parse(data).action)'), ['pressed', 'submitted']);
    } finally {
      await site.close();
    }
  });
});
