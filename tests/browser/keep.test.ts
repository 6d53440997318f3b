/** `data-ld-keep`: parameters of the page's address that go along, unless the link has them already. */
import { eachCase } from './cases.js';

const settings = 'data-ld-keep="call_logs_id customers_id"';
const link = (href: string) => `<a id=go href="${href}">x</a>`;

eachCase('kept parameters', {
  'go along with a link': {
    settings,
    at: '?call_logs_id=7&customers_id=8&phone=9',
    body: link('next'),
    to: 'next?call_logs_id=7&customers_id=8&LD',
  },
  'go after the link’s own, before the fragment': {
    settings,
    at: '?call_logs_id=7',
    body: link('next?a=1#b'),
    to: 'next?a=1&call_logs_id=7&LD',
  },
  'give way to the link’s': {
    settings,
    at: '?call_logs_id=7&customers_id=8',
    body: link('next?customers_id=9'),
    to: 'next?customers_id=9&call_logs_id=7&LD',
  },
  'give way to one without a value': {
    settings,
    at: '?call_logs_id=7',
    body: link('next?call_logs_id'),
    to: 'next?call_logs_id&LD',
  },
  'stay byte for byte': {
    settings,
    at: '?call_logs_id=a+b%20c%2Fd',
    body: link('next'),
    to: 'next?call_logs_id=a+b%20c%2Fd&LD',
  },
  'go along with all their values': {
    settings,
    at: '?call_logs_id=1&x=2&call_logs_id=3',
    body: link('next'),
    to: 'next?call_logs_id=1&call_logs_id=3&LD',
  },
  'have the value of the page’s address now': {
    settings,
    at: '?call_logs_id=1',
    body: link('next'),
    act: async (card) => {
      await card.evaluate(() => history.pushState(null, '', '?call_logs_id=2'));
      await card.click('#go');
    },
    to: 'next?call_logs_id=2&LD',
  },
  'have the value with which the page was loaded where the address has lost it': {
    settings,
    at: '?call_logs_id=1&customers_id=8',
    body: link('next'),
    act: async (card) => {
      await card.evaluate(() => history.replaceState(null, '', '?customers_id=9'));
      await card.click('#go');
    },
    to: 'next?call_logs_id=1&customers_id=9&LD',
  },
  'are compared by their decoded names': {
    settings: 'data-ld-keep="contact[id] crm:id"',
    at: '?contact%5Bid%5D=1&crm%3aid=2',
    body: link('next?contact[id]=7'),
    to: 'next?contact[id]=7&crm%3aid=2&LD',
  },
  'are compared by their decoded names in a GET form': {
    settings: 'data-ld-keep="contact[id] crm:id"',
    at: '?contact%5Bid%5D=1&crm:id=2',
    body: '<form action=find><input name="contact[id]" value=7><button id=go>x</button></form>',
    to: 'find?contact%5Bid%5D=7&crm%3Aid=2&LD',
  },
  'may have no value': {
    settings,
    at: '?call_logs_id&customers_id=',
    body: link('next'),
    to: 'next?call_logs_id&customers_id=&LD',
  },
  'are not made up': { settings, at: '?phone=1', body: link('next'), to: 'next?LD' },
  'are not parts of names': { settings, at: '?my_call_logs_id=1&call_logs_id2=2', body: link('next'), to: 'next?LD' },
  'do not go to another site': { settings, at: '?call_logs_id=7', body: link('{host}/else'), to: '{host}/else' },
  'do not go to another frame': {
    settings,
    at: '?call_logs_id=7',
    body: '<iframe name=inner></iframe><a id=go href="inner" target=inner>x</a>',
    to: 'inner',
  },
  'go along with a GET form': {
    settings,
    at: '?call_logs_id=a+b%20c',
    body: '<form action=find><input name=q value=1><button id=go>x</button></form>',
    to: 'find?q=1&call_logs_id=a+b+c&LD',
  },
  'give way to the fields of a GET form': {
    settings,
    at: '?call_logs_id=7',
    body: '<form action=find><input name=call_logs_id value=9><button id=go>x</button></form>',
    to: 'find?call_logs_id=9&LD',
  },
  'do not come from the action of a GET form, whose query goes': {
    settings,
    at: '?call_logs_id=7',
    body: '<form action="find?call_logs_id=9"><button id=go>x</button></form>',
    to: 'find?call_logs_id=7&LD',
  },
  'go along with all their values in a GET form': {
    settings,
    at: '?call_logs_id=1&call_logs_id=3',
    body: '<form action=find><button id=go>x</button></form>',
    to: 'find?call_logs_id=1&call_logs_id=3&LD',
  },
  'go along with a POST form’s address': {
    settings,
    at: '?call_logs_id=7',
    body: '<form method=post action="save?a"><input name=x value=9><button id=go>x</button></form>',
    to: 'POST save?a&call_logs_id=7&LD',
    sends: 'x=9',
  },
  'give way to the fields of a POST form': {
    settings: 'data-ld-keep="contact[id] customers_id"',
    at: '?contact[id]=7&customers_id=8',
    body: '<form method=post action="save?a"><input name="contact[id]" value=9><button id=go>x</button></form>',
    to: 'POST save?a&customers_id=8&LD',
    sends: 'contact%5Bid%5D=9',
  },
  'give way to the fields that a script sends by POST': {
    settings,
    at: '?call_logs_id=7&customers_id=8',
    body: '<form method=post action="save"><input name=call_logs_id value=9></form>',
    act: () => document.querySelector('form')!.submit(),
    to: 'POST save?customers_id=8&LD',
  },
  'go along with a script': {
    settings,
    at: '?call_logs_id=7',
    body: '',
    act: () => void (location.href = ld.url('next')),
    to: 'next?call_logs_id=7&LD',
  },
  'are separated by any white space': {
    settings: 'data-ld-keep="  a\n\tb  "',
    at: '?a=1&b=2',
    body: link('next'),
    to: 'next?a=1&b=2&LD',
  },
  'may be named like the properties of objects': {
    settings: 'data-ld-keep="constructor __proto__ toString"',
    at: '?constructor=1&__proto__=2',
    body: link('next'),
    to: 'next?constructor=1&__proto__=2&LD',
  },
  'are none where nothing is kept': { at: '?=5&a&&&b', body: link('next'), to: 'next?LD' },
  'are none of a GET form where nothing is kept': {
    at: '?=5&a&&&b',
    body: '<form action=find><button id=go>x</button></form>',
    to: 'find?LD',
  },
});
