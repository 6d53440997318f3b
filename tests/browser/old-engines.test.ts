/**
 * Engines of old, made of Chromium by taking away what they had not, before the runtime loads: links, forms and
 * messages work, and what cannot work is plain navigation, never a throw or a wrong address.
 *
 * @needs chromium
 */
import { runtime } from './card.js';
import { type Case, eachCase } from './cases.js';

/** Takes all of it away. `navigation` and the events' own accessors cannot be deleted, but be made to say nothing. */
const takeAway = (): void => {
  const scope = window as any;
  for (const name of ['URL', 'URLSearchParams', 'navigation', 'NavigateEvent', 'Navigation', 'FormDataEvent']) {
    Object.defineProperty(scope, name, { value: undefined, configurable: true, writable: true });
  }
  delete (Element.prototype as any).closest;
  delete (Event.prototype as any).composedPath;
  delete (SubmitEvent.prototype as any).submitter;
  // Without the event, there is no such event.
  addEventListener('formdata', (event) => event.stopImmediatePropagation(), true);
  for (const name of ['sessionStorage', 'localStorage']) {
    Object.defineProperty(scope, name, {
      get() {
        throw new DOMException('no storage', 'SecurityError');
      },
    });
  }
};

const cases: Record<string, Case> = {
  'the host is known by its referrer': {
    body: '',
    act: () => ld.send('hangup'),
    then: () => ld.origin.startsWith('http://localhost:'),
    to: null,
  },
  'a link': { body: '<a id=go href="next?a=1#b">next</a>', to: 'next?a=1&LD' },
  'a click by script': {
    body: '<a href="next">next</a>',
    act: () => document.querySelector('a')!.click(),
    to: 'next?LD',
  },
  'an SVG link': {
    body: '<svg width=90 height=30><a id=go xlink:href="next"><rect id=in width=90 height=30></rect></a></svg>',
    act: () => {
      document.getElementById('go')!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    },
    to: 'next?LD',
  },
  'what is nested in a link is followed, with the parameter or without': {
    body: '<a href="next"><b id=go>next</b></a>',
    to: 'next',
  },
  'a link with a stale parameter': { body: '<a id=go href="next?ld_referrer=old&a">next</a>', to: 'next?a&LD' },
  'a signed address': { body: '<a id=go href="next?s=a%2fb+c==&e=&">next</a>', to: 'next?s=a%2fb+c==&e=&&LD' },
  'another site': { body: '<a id=go href="{host}/else?a">else</a>', to: '{host}/else?a' },
  'another frame': { body: '<iframe name=inner></iframe><a id=go href="inner" target=inner>inner</a>', to: 'inner' },
  'a fragment': { body: '<a id=go href="#part">part</a>', to: null, then: () => location.hash === '#part' },
  'a handler that cancels late': {
    body: `<a id=go href="next">next</a><script>addEventListener('click', function (event) { event.preventDefault() })</script>`,
    to: null,
  },
  'a handler that stops': { body: '<a id=go href="next" onclick="event.stopPropagation()">next</a>', to: 'next?LD' },
  'a POST form': {
    body: '<form method=post action="save?a"><input name=q value=1><button id=go>x</button></form>',
    to: 'POST save?a&LD',
    sends: 'q=1',
  },
  'a POST form whose button has another address goes there without the parameter: no one says which button it was': {
    body: '<form method=post action="save"><button id=go formaction="other">x</button></form>',
    to: 'POST other',
  },
  'a POST form whose button points away': {
    body: '<form method=post action="save"><button id=go formaction="{host}/away">x</button></form>',
    to: 'POST {host}/away',
  },
  'submit()': {
    body: '<form method=post action="save"></form>',
    act: () => document.querySelector('form')!.submit(),
    to: 'POST save?LD',
  },
  'a GET form goes without the parameter': {
    body: '<form action="find?gone"><input name=q value=1><button id=go>x</button></form>',
    to: 'find?q=1',
  },
  'a script': { body: '', act: () => void (location.href = 'next?a'), to: 'next?a' },
  'a script with ld.url()': { body: '', act: () => void (location.href = ld.url('next?a#b')), to: 'next?a&LD' },
};

const script = runtime.toString().replace('ancestorOrigins', 'noSuchThing');

eachCase('engines without any of it', cases, { inject: takeAway, script }, 'chromium');
