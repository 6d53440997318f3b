/** A POST form has the parameter in its address; its body stays byte for byte. */
import { eachCase } from './cases.js';

eachCase('POST forms', {
  'the address carries, the body stays': {
    body: '<form method=post action="save?x=1#part"><input name=q value="a b"><button id=go name=b value=2>x</button></form>',
    to: 'POST save?x=1&LD',
    sends: 'q=a+b&b=2',
  },
  'the Enter key, without a button': {
    body: '<form method=POST action="save"><input name=q value=1></form>',
    act: async (card, tab) => {
      await card.focus('input');
      await tab.press('Enter');
    },
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'plain text': {
    body: '<form method=post enctype="text/plain" action="save"><input name=q value="1"><button id=go>x</button></form>',
    to: 'POST save?LD',
    sends: 'q=1\r\n',
  },
  'a missing action is the page with its query': {
    body: '<form method=post><input name=q value=1><button id=go>x</button></form>',
    at: '?a=1',
    to: 'POST page?a=1&LD',
    sends: 'q=1',
  },
  'a missing action is the page, whatever the base says': {
    head: '<base href="{host}/">',
    body: '<form method=post><button id=go>x</button></form>',
    to: 'POST page?LD',
  },
  'an empty action is the page that has a fragment': {
    body: '<form method=post action=""><button id=go>x</button></form>',
    at: '?a=1#part',
    to: 'POST page?a=1&LD',
  },
  'an action that is the page’s fragment loads it': {
    body: '<form method=post action="#part"><button id=go>x</button></form>',
    at: '?a=1',
    to: 'POST page?a=1&LD',
  },
  'a stale value in the address is replaced': {
    body: '<form method=post action="save?ld_referrer=https%3A%2F%2Fold.example&b=1"><button id=go>x</button></form>',
    to: 'POST save?b=1&LD',
  },
  'a field of that name stays in the body': {
    body: '<form method=post action="save"><input type=hidden name=ld_referrer value=mine><button id=go>x</button></form>',
    to: 'POST save?LD',
    sends: 'ld_referrer=mine',
  },
  'fields whose names shadow the form’s own': {
    body: `<form method=post action="save">${[
      'action',
      'method',
      'target',
      'submit',
      'getAttribute',
      'setAttribute',
      'removeAttribute',
      'attributes',
      'localName',
      'host',
    ]
      .map((name) => `<input type=hidden name=${name} value=1>`)
      .join('')}<button id=go>x</button></form>`,
    to: 'POST save?LD',
    sends:
      'action=1&method=1&target=1&submit=1&getAttribute=1&setAttribute=1&removeAttribute=1&attributes=1&localName=1&host=1',
  },
  'another site gets nothing': {
    body: '<form method=post action="{host}/save?a=1"><input name=q value=1><button id=go>x</button></form>',
    to: 'POST {host}/save?a=1',
  },
  'another frame gets nothing': {
    body: '<iframe name=inner></iframe><form method=post action="save" target=inner><button id=go>x</button></form>',
    to: 'POST save',
  },
  'the host’s window gets nothing': {
    body: '<form method=post action="save" target=_top><button id=go>x</button></form>',
    to: 'POST save',
  },
  'the body of a Latin-1 page stays in its charset, and so does the address': {
    body: '',
    page: Buffer.from(
      '<!doctype html><head><meta charset=iso-8859-1><script src="/ld.js"></script></head><form method=post action="save?n=\xe5"><input name=q value="\xe5"><button id=go>x</button></form>',
      'latin1',
    ),
    contentType: 'text/html;charset=iso-8859-1',
    to: 'POST save?n=%E5&LD',
    sends: 'q=%E5',
  },
  'a handler sees the author’s action': {
    body: `<form method=post action="save"><button id=go>x</button></form><script>
      addEventListener('submit', function (event) { seen = event.target.getAttribute('action') })</script>`,
    then: () => (window as any).seen === 'save',
    to: 'POST save?LD',
  },
  'a handler that changes the action': {
    body: `<form method=post action="save" onsubmit="this.action = 'other'"><button id=go>x</button></form>`,
    changes: true,
    to: 'POST other?LD',
  },
  'a handler that changes the method': {
    body: `<form method=post action="save" onsubmit="this.method = 'get'"><input name=q value=1><button id=go>x</button></form>`,
    changes: true,
    to: 'save?q=1&LD',
  },
  'a handler that cancels late; the document has not changed in between': {
    body: `<form method=post action="save"><button id=go>x</button></form><script>
      seen = 0;
      new MutationObserver(function () { seen++ }).observe(document, { attributes: true, subtree: true });
      addEventListener('submit', function (event) { event.preventDefault() })</script>`,
    then: () => (window as any).seen === 0,
    to: null,
  },
  'an observer sees nothing of a form that goes to another site': {
    body: `<form method=post action="{host}/save"><button id=go>x</button></form><script>
      seen = 0;
      new MutationObserver(function () { seen++ }).observe(document, { attributes: true, subtree: true })</script>`,
    then: () => (window as any).seen === 0,
    to: 'POST {host}/save',
  },
  'a handler that stops propagation': {
    body: `<form method=post action="save"><button id=go>x</button></form><script>document.querySelector('form').onsubmit = function (event) { event.stopPropagation() }</script>`,
    to: 'POST save?LD',
  },
  'a handler that stops it while captured by the document': {
    body: `<form method=post action="save"><button id=go>x</button></form><script>document.addEventListener('submit', function (event) { event.stopPropagation() }, true)</script>`,
    to: 'POST save?LD',
  },
});
