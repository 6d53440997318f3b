/** What the submitter says goes before what the form says. */
import { eachCase } from './cases.js';

eachCase('submitters', {
  'home, from a GET form that points away': {
    body: '<form action="{host}/away"><button id=go formaction="home" name=b value=1>x</button></form>',
    to: 'home?b=1&LD',
  },
  'away, from a GET form that points home': {
    body: '<form action="home"><button id=go formaction="{host}/away" name=b value=1>x</button></form>',
    to: '{host}/away?b=1',
  },
  'home, from a POST form that points away': {
    body: '<form method=post action="{host}/away"><button id=go formaction="home?x" name=b value=1>x</button></form>',
    to: 'POST home?x&LD',
    sends: 'b=1',
  },
  'away, from a POST form that points home': {
    body: '<form method=post action="home"><button id=go formaction="{host}/away" name=b value=1>x</button></form>',
    to: 'POST {host}/away',
  },
  'POST, from a form that GETs': {
    body: '<form action="form"><button id=go formmethod=post name=b value=1>x</button></form>',
    to: 'POST form?LD',
    sends: 'b=1',
  },
  'GET, from a form that POSTs': {
    body: '<form method=post action="form"><button id=go formmethod=get name=b value=1>x</button></form>',
    to: 'form?b=1&LD',
  },
  'a method that is none is GET': {
    body: '<form method=post action="form"><button id=go formmethod=put>x</button></form>',
    to: 'form?LD',
  },
  'into this frame, from a form for another': {
    body: '<iframe name=inner></iframe><form target=inner action="form"><button id=go formtarget=_self>x</button></form>',
    to: 'form?LD',
  },
  'into another frame, from a form for this one': {
    body: '<iframe name=inner></iframe><form action="form"><button id=go formtarget=inner name=b value=1>x</button></form>',
    to: 'form?b=1',
  },
  'into another frame, by POST': {
    body: '<iframe name=inner></iframe><form method=post action="form"><button id=go formtarget=inner>x</button></form>',
    to: 'POST form',
  },
  'an empty target is this frame': {
    body: '<iframe name=inner></iframe><form target=inner action="form"><button id=go formtarget="">x</button></form>',
    to: 'form?LD',
  },
  'an empty action is the page': {
    body: '<form action="{host}/away"><button id=go formaction="">x</button></form>',
    at: '?a',
    to: 'page?LD',
  },
  'a button outside of its form': {
    body: '<form id=f action="{host}/away"></form><p><button form=f id=go formaction="home" name=b value=1>x</button></p>',
    to: 'home?b=1&LD',
  },
  'a button outside of its form, by POST': {
    body: '<form id=f method=post action="home"></form><p><button form=f id=go>x</button></p>',
    to: 'POST home?LD',
  },
  'a button inside of a form that is not its own': {
    body: '<form id=f method=post action="home"></form><form action="{host}/away"><button form=f id=go>x</button></form>',
    to: 'POST home?LD',
  },
  'an input as submitter': {
    body: '<form method=post action="form"><input type=submit id=go formaction="input" value=x></form>',
    to: 'POST input?LD',
  },
  'an image as submitter': {
    body: '<form method=post action="form"><input type=image id=go formaction="image" alt=x width=9 height=9></form>',
    to: 'POST image?LD',
  },
  'the Enter key takes the first button': {
    body: '<form method=post action="form"><input name=q value=1><button formaction="first">x</button><button formaction="second">x</button></form>',
    act: async (card, tab) => {
      await card.focus('input');
      await tab.press('Enter');
    },
    to: 'POST first?LD',
  },
  'what is nested in the button': {
    body: '<form method=post action="form"><button formaction="home"><b id=go>x</b></button></form>',
    to: 'POST home?LD',
  },
  'a button whose name shadows': {
    body: '<form method=post action="form"><button id=go name=getAttribute value=1>x</button></form>',
    to: 'POST form?LD',
    sends: 'getAttribute=1',
  },
  'a dialog, from a form that POSTs': {
    body: '<dialog open><form method=post action="form"><button id=go formmethod=dialog>x</button></form></dialog>',
    changes: true,
    then: () => !document.querySelector('dialog')!.open,
    to: null,
  },
  'a POST, from a dialog’s form': {
    body: '<dialog open><form method=dialog action="form"><button id=go formmethod=post>x</button></form></dialog>',
    to: 'POST form?LD',
  },
});
