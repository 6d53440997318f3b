/** Open shadow roots: what stands in them, and what is slotted into them, is part of the page. */
import { eachCase } from './cases.js';

/** Elements with an open shadow root, as the parser makes it. */
const inShadow = (content: string, light = '') =>
  `<x-box><template shadowrootmode=open>${content}</template>${light}</x-box>`;

eachCase('shadow roots', {
  'a link': { body: inShadow('<a href="next">next</a>'), act: (card) => card.click('x-box>>>a'), to: 'next?LD' },
  'a link two roots down': {
    body: inShadow(`<p>${inShadow('<a href="next"><b>next</b></a>')}</p>`),
    act: (card) => card.click('x-box>>>x-box>>>b'),
    to: 'next?LD',
  },
  'a link around the element that has the root': {
    body: `<a href="next">${inShadow('<b>next</b>')}</a>`,
    act: (card) => card.click('x-box>>>b'),
    to: 'next?LD',
  },
  'a link in the root around what is slotted': {
    body: inShadow('<a href="next"><slot></slot></a>', '<b id=go>next</b>'),
    to: 'next?LD',
  },
  'a slotted link': { body: inShadow('<p><slot></slot></p>', '<a id=go href="next">next</a>'), to: 'next?LD' },
  'a link by script': {
    body: inShadow('<a href="next">next</a>'),
    act: () => document.querySelector('x-box')!.shadowRoot!.querySelector('a')!.click(),
    to: 'next?LD',
  },
  'a click that stays in a root that the page has not clicked in before is not carried': {
    body: inShadow('<a href="next">next</a>'),
    act: () =>
      document
        .querySelector('x-box')!
        .shadowRoot!.querySelector('a')!
        .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
    to: 'next',
  },
  'a handler in the root that stops': {
    body: inShadow('<p onclick="event.stopPropagation()"><a href="next">next</a></p>'),
    act: (card) => card.click('x-box>>>a'),
    to: 'next?LD',
  },
  'a handler of the window that cancels': {
    body:
      inShadow('<a href="next">next</a>') +
      `<script>addEventListener('click', function (event) { event.preventDefault() })</script>`,
    act: (card) => card.click('x-box>>>a'),
    to: null,
  },
  'a handler in the root that cancels': {
    body: inShadow('<p onclick="event.preventDefault()"><a href="next">next</a></p>'),
    act: (card) => card.click('x-box>>>a'),
    to: null,
  },
  'a form': {
    body: inShadow('<form action="find"><input name=q value=1><button>x</button></form>'),
    act: (card) => card.click('x-box>>>button'),
    to: 'find?q=1&LD',
  },
  'a form that POSTs': {
    body: inShadow('<form method=post action="save"><input name=q value=1><button>x</button></form>'),
    act: (card) => card.click('x-box>>>button'),
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'a form, a handler of which cancels': {
    body: inShadow('<form action="find" onsubmit="return false"><button>x</button></form>'),
    act: (card) => card.click('x-box>>>button'),
    to: null,
  },
  'a form in the light around a button in the root submits nothing': {
    body: `<form action="find">${inShadow('<button>x</button>')}</form>`,
    act: (card) => card.click('x-box>>>button'),
    to: null,
  },
  'the Enter key in a form with a button': {
    body: inShadow('<form method=post action="save"><input name=q value=1><button>x</button></form>'),
    act: async (card, tab) => {
      await card.focus('x-box>>>input');
      await tab.press('Enter');
    },
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'submit() in a root': {
    body: inShadow('<form method=post action="save"></form>'),
    act: () => document.querySelector('x-box')!.shadowRoot!.querySelector('form')!.submit(),
    to: 'POST save?LD',
  },
  'a root that a script attaches': {
    body: '<div></div>',
    act: async (card) => {
      await card.evaluate(
        () =>
          void (document.querySelector('div')!.attachShadow({ mode: 'open' }).innerHTML = '<a href="next">next</a>'),
      );
      await card.click('div>>>a');
    },
    to: 'next?LD',
  },
  'a click by script in a closed root': {
    body: '<div></div>',
    act: () => {
      const root = document.querySelector('div')!.attachShadow({ mode: 'closed' });
      root.innerHTML = '<a href="next">next</a>';
      root.querySelector('a')!.click();
    },
    to: 'next?LD',
  },
});
