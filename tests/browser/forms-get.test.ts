/** A GET form has the parameter as one more field, since the browser drops the query of its action. */
import { eachCase } from './cases.js';
import { can } from './engines/index.js';

const enter = (card: any, tab: any) => card.focus('input').then(() => tab.press('Enter'));

eachCase('GET forms', {
  'a field more': {
    body: '<form action="find"><input name=q value="a b"><button id=go>find</button></form>',
    to: 'find?q=a+b&LD',
  },
  'the action’s own query goes, as ever': {
    body: '<form action="find?gone=1"><input name=q value="1"><button id=go>find</button></form>',
    to: 'find?q=1&LD',
  },
  'the Enter key, with a button': {
    body: '<form action="find"><input name=q value="1"><button name=b value=2>find</button></form>',
    act: enter,
    to: 'find?q=1&b=2&LD',
  },
  'the Enter key, without a button': {
    body: '<form action="find"><input name=q value="1"></form>',
    act: enter,
    to: 'find?q=1&LD',
  },
  'a form without fields': { body: '<form action="find"><button id=go>find</button></form>', to: 'find?LD' },
  'an image as button': {
    body: '<form action="find"><input type=image id=go name=at alt=find width=20 height=20></form>',
    act: (card) => card.click('#go', { at: { x: 3, y: 4 } }),
    to: (engine) => (can(engine, 'imageButtonPosition') ? 'find?at.x=3&at.y=4&LD' : 'find?at.x=0&at.y=0&LD'),
  },
  'a stale value of the field is replaced': {
    body: '<form action="find"><input type=hidden name=ld_referrer value="https://old.example"><input name=q value=1><button id=go>x</button></form>',
    to: 'find?LD&q=1',
  },
  'a stale value, twice': {
    body: '<form action="find"><input type=hidden name=ld_referrer value=a><input type=hidden name=ld_referrer value=b><button id=go>x</button></form>',
    to: 'find?LD',
  },
  'no method, an empty one and one that is none are GET': {
    body: '<form method action="find"><button id=go>x</button></form>',
    to: 'find?LD',
  },
  'an unknown method is GET': { body: '<form method=put action="find"><button id=go>x</button></form>', to: 'find?LD' },
  'a missing action is the page, without its query': {
    body: '<form><input name=q value=1><button id=go>x</button></form>',
    at: '?a=1#part',
    to: 'page?q=1&LD',
  },
  'a missing action is the page, whatever the base says': {
    head: '<base href="{host}/">',
    body: '<form><input name=q value=1><button id=go>x</button></form>',
    to: 'page?q=1&LD',
  },
  'an empty action is the page, whatever the base says': {
    head: '<base href="/elsewhere/">',
    body: '<form action=""><input name=q value=1><button id=go>x</button></form>',
    to: 'page?q=1&LD',
  },
  'an action relative to the base': {
    head: '<base href="/base/dir/">',
    body: '<form action="find"><button id=go>x</button></form>',
    to: '/base/dir/find?LD',
  },
  'fields whose names shadow the form’s own': {
    body: `<form action="find">${[
      'action',
      'method',
      'target',
      'submit',
      'getAttribute',
      'setAttribute',
      'attributes',
      'localName',
      'elements',
      'nodeName',
      'addEventListener',
      'removeEventListener',
      'host',
      'id',
      'contains',
      'closest',
      'ownerDocument',
      'dispatchEvent',
    ]
      .map((name) => `<input type=hidden name=${name} value=1>`)
      .join('')}<button id=go>x</button></form>`,
    to: 'find?action=1&method=1&target=1&submit=1&getAttribute=1&setAttribute=1&attributes=1&localName=1&elements=1&nodeName=1&addEventListener=1&removeEventListener=1&host=1&id=1&contains=1&closest=1&ownerDocument=1&dispatchEvent=1&LD',
  },
  'another site gets nothing': {
    body: '<form action="{host}/find"><input name=q value=1><button id=go>x</button></form>',
    to: '{host}/find?q=1',
  },
  'another frame gets nothing': {
    body: '<iframe name=inner></iframe><form action="find" target=inner><input name=q value=1><button id=go>x</button></form>',
    to: 'find?q=1',
  },
  'another frame by the base gets nothing': {
    head: '<base target=inner>',
    body: '<iframe name=inner></iframe><form action="find"><input name=q value=1><button id=go>x</button></form>',
    to: 'find?q=1',
  },
  'an empty target is this frame, whatever the base says': {
    head: '<base target=inner>',
    body: '<iframe name=inner></iframe><form target="" action="find"><input name=q value=1><button id=go>x</button></form>',
    to: 'find?q=1&LD',
  },
  'fields of a Latin-1 page stay in its charset': {
    body: '',
    page: Buffer.from(
      '<!doctype html><head><meta charset=iso-8859-1><script src="/ld.js"></script></head><form action="find"><input name=q value="\xe5"><button id=go>x</button></form>',
      'latin1',
    ),
    contentType: 'text/html;charset=iso-8859-1',
    to: 'find?q=%E5&LD',
  },
  'a handler that cancels late': {
    body: `<form action="find"><button id=go>x</button></form><script>addEventListener('submit', function (event) { event.preventDefault() })</script>`,
    to: null,
  },
  'a handler that cancels on the window, added when the submit is under way': {
    body: `<form action="find"><button id=go>x</button></form><script>
      document.querySelector('form').onsubmit = function () { addEventListener('submit', function (event) { event.preventDefault() }) }</script>`,
    to: null,
  },
  'a handler that stops propagation': {
    body: `<form action="find"><button id=go>x</button></form><script>document.querySelector('form').onsubmit = function (event) { event.stopPropagation() }</script>`,
    to: 'find?LD',
  },
  'a click that is cancelled': {
    body: `<form action="find"><button id=go onclick="return false">x</button></form>`,
    to: null,
  },
  'a handler of the form’s data sees the author’s fields, and its changes are sent': {
    body: `<form action="find"><input name=q value=1><button id=go>x</button></form><script>
      addEventListener('formdata', function (event) { seen = Array.from(event.formData.keys()).join(); event.formData.set('q', '2') })</script>`,
    then: () => (window as any).seen === 'q',
    to: 'find?q=2&LD',
  },
  'a required field that is missing stops the form': {
    body: '<form action="find"><input name=q required><button id=go>x</button></form>',
    to: null,
  },
  'a dialog’s form goes nowhere': {
    body: '<dialog open><form method=dialog action="find"><button id=go value=ok>x</button></form></dialog>',
    changes: true,
    then: () => document.querySelector('dialog')!.returnValue === 'ok',
    to: null,
  },
});
