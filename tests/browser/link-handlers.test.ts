/** The page's own handlers see the page as its author wrote it, and whoever cancels a click has the last word. */
import { type Case, eachCase } from './cases.js';

/** A page whose scripts note what they see of the link in `seen`. */
const noting = (script: string, link = '<a id=go href="next?a=1"><b>next</b></a>'): Pick<Case, 'body'> => ({
  body: `<div id=box><p>${link}</p></div><script>
    seen = [];
    link = document.querySelector('#go');
    function note() { seen.push(link.getAttribute('href')) }
    ${script}
  </script>`,
});
const sawTheAuthors = () => seen.length > 0 && seen.every((href) => href === 'next?a=1');

declare const seen: (string | null)[];

eachCase('handlers of links', {
  'every handler on the way reads the author’s address': {
    ...noting(`[window, document, document.body, box, link].forEach(function (node) {
      node.addEventListener('click', note);
      node.addEventListener('click', note, true);
    })`),
    then: () => seen.length === 10 && seen.every((href) => href === 'next?a=1'),
    to: 'next?a=1&LD',
  },
  'handlers that other handlers add on the way read it too': {
    ...noting(`document.addEventListener('click', function () {
      link.addEventListener('click', function () {
        note();
        document.addEventListener('click', function () {
          note();
          addEventListener('click', note);
        });
      });
    }, true)`),
    then: () => seen.length === 3 && seen.every((href) => href === 'next?a=1'),
    to: 'next?a=1&LD',
  },
  'a handler that has another click dispatched meanwhile reads it after that': {
    ...noting(`
      box.insertAdjacentHTML('beforeend', '<button type="button">other</button>');
      box.addEventListener('click', function (event) {
        if (!link.contains(event.target)) return;
        box.querySelector('button').dispatchEvent(new MouseEvent('click', { bubbles: true }));
        note();
      });`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'a handler on the window, added last, cancels': {
    ...noting(`addEventListener('click', function (event) { note(); event.preventDefault() })`),
    then: sawTheAuthors,
    to: null,
  },
  'a handler on the window, added when the click is under way, cancels': {
    ...noting(`document.addEventListener('click', function () {
      addEventListener('click', function (event) { note(); event.preventDefault() }, { once: true });
    })`),
    then: sawTheAuthors,
    to: null,
  },
  'a handler that captures on the window cancels': {
    ...noting(`addEventListener('click', function (event) { note(); event.preventDefault() }, true)`),
    then: sawTheAuthors,
    to: null,
  },
  'a handler that captures on the window cancels and stops': {
    ...noting(
      `addEventListener('click', function (event) { note(); event.preventDefault(); event.stopPropagation() }, true)`,
    ),
    then: sawTheAuthors,
    to: null,
  },
  'a handler stops and cancels on the link': {
    ...noting(
      `link.addEventListener('click', function (event) { note(); event.stopPropagation(); event.preventDefault() })`,
    ),
    then: sawTheAuthors,
    to: null,
  },
  'a handler stops at once and cancels': {
    ...noting(
      `link.addEventListener('click', function (event) { note(); event.stopImmediatePropagation(); event.preventDefault() })`,
    ),
    then: sawTheAuthors,
    to: null,
  },
  'a later handler of the same element cancels what an earlier one has stopped': {
    ...noting(`link.addEventListener('click', function (event) { event.stopPropagation() });
      link.addEventListener('click', function (event) { note(); event.preventDefault() })`),
    then: sawTheAuthors,
    to: null,
  },
  'an attribute that returns false cancels': { body: '<a id=go href="next" onclick="return false">next</a>', to: null },
  'the window’s onclick, set last, cancels': {
    ...noting(`window.onclick = function () { note(); return false }`),
    then: sawTheAuthors,
    to: null,
  },
  'returnValue cancels': { ...noting(`link.onclick = function (event) { event.returnValue = false }`), to: null },
  'stopped at the link, the parameter goes along': {
    ...noting(`link.addEventListener('click', function (event) { note(); event.stopPropagation() })`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'stopped at what is nested in it, the parameter goes along': {
    ...noting(`link.firstChild.addEventListener('click', function (event) { note(); event.stopPropagation() })`),
    act: (card) => card.click('#go b'),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'stopped while captured by the link, the parameter goes along': {
    ...noting(`link.addEventListener('click', function (event) { note(); event.stopPropagation() }, true)`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'stopped while captured by an ancestor, the parameter goes along': {
    ...noting(`box.addEventListener('click', function (event) { note(); event.stopPropagation() }, true)`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'stopped while captured by the document, the parameter goes along': {
    ...noting(`document.addEventListener('click', function (event) { note(); event.stopPropagation() }, true)`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'stopped with cancelBubble, the parameter goes along': {
    ...noting(`box.onclick = function (event) { note(); event.cancelBubble = true }`),
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'a client router that takes over': {
    ...noting(`document.addEventListener('click', function (event) {
      var a = event.target.closest('a');
      note();
      event.preventDefault();
      history.pushState(null, '', a.getAttribute('href'));
    })`),
    act: async (card) => {
      await card.click('#go');
      await card.waitFor(() => location.pathname.endsWith('next'));
    },
    then: () => seen.join() === 'next?a=1' && location.search === '?a=1',
    to: null,
  },
  'a router that captures and re-registers itself to be last': {
    ...noting(`function last(event) { note(); event.preventDefault() }
      addEventListener('click', function () {
        removeEventListener('click', last);
        addEventListener('click', last);
      }, true)`),
    then: sawTheAuthors,
    to: null,
  },
  'an observer sees nothing of a click that is cancelled': {
    ...noting(`new MutationObserver(function (all) { seen.push(all.length) }).observe(document, { attributes: true, subtree: true });
      addEventListener('click', function (event) { event.preventDefault() })`),
    then: () => seen.length === 0,
    to: null,
  },
  'an observer sees nothing of a click that leads to another site': {
    ...noting(
      `new MutationObserver(function (all) { seen.push(all.length) }).observe(document, { attributes: true, subtree: true })`,
      '<a id=go href="{host}/else">else</a>',
    ),
    then: () => seen.length === 0,
    to: '{host}/else',
  },
  'an observer sees nothing of a click on what is no link': {
    ...noting(
      `new MutationObserver(function (all) { seen.push(all.length) }).observe(document, { attributes: true, subtree: true })`,
      '<b id=go>nothing</b>',
    ),
    then: () => seen.length === 0,
    to: null,
  },
  'a handler clicks on another link, which is the one that is followed': {
    ...noting(
      `link.addEventListener('click', function (event) { event.preventDefault(); note(); other.click() })`,
      '<a id=go href="next?a=1">next</a><a id=other href="other">other</a>',
    ),
    then: sawTheAuthors,
    to: 'other?LD',
  },
  'code after a click by script reads the author’s address': {
    ...noting(''),
    act: () => {
      const link = document.getElementById('go')!;
      link.click();
      seen.push(link.getAttribute('href'));
    },
    then: sawTheAuthors,
    to: 'next?a=1&LD',
  },
  'what the page makes of the address after the click stays': {
    ...noting(''),
    act: () => {
      const link = document.getElementById('go')!;
      link.click();
      link.setAttribute('href', 'later');
    },
    changes: true,
    then: () => document.getElementById('go')!.getAttribute('href') === 'later',
    to: 'next?a=1&LD',
  },
  'a click that is cancelled, then one that is not': {
    ...noting(`var times = 0; link.onclick = function () { note(); return times++ > 0 }`),
    act: async (card) => {
      await card.click('#go');
      await card.click('#go');
    },
    then: () => seen.join() === 'next?a=1,next?a=1',
    to: 'next?a=1&LD',
  },
  'a handler that throws stops nothing': {
    ...noting(`link.addEventListener('click', function () { throw new Error('the page’s own') })`),
    logs: /the page’s own/,
    to: 'next?a=1&LD',
  },
});
