/** Forms that scripts submit, and scripts that read forms. */
import * as assert from 'uvu/assert';
import { carried, page, startCard } from './card.js';
import { eachCase } from './cases.js';
import { can, eachEngine } from './engines/index.js';

eachCase('forms and scripts', {
  'submit(), which fires no event': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => document.querySelector('form')!.submit(),
    to: 'find?q=1&LD',
  },
  'submit() by POST': {
    body: '<form method=post action="save?a"><input name=q value=1></form>',
    act: () => document.querySelector('form')!.submit(),
    to: 'POST save?a&LD',
    sends: 'q=1',
  },
  'submit() to another site': {
    body: '<form action="{host}/find"><input name=q value=1></form>',
    act: () => document.querySelector('form')!.submit(),
    to: '{host}/find?q=1',
  },
  'submit() into another frame': {
    body: '<iframe name=inner></iframe><form action="find" target=inner><input name=q value=1></form>',
    act: () => document.querySelector('form')!.submit(),
    to: 'find?q=1',
  },
  'submit() from a change': {
    body: '<form action="find"><select name=q onchange="this.form.submit()"><option>1<option>2</select></form>',
    act: () => {
      const select = document.querySelector('select')!;
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    to: 'find?q=2&LD',
  },
  'submit() from a link’s handler': {
    body: `<form method=post action="save"><input name=q value=1></form><a id=go href="#" onclick="document.forms[0].submit(); return false">x</a>`,
    to: 'POST save?LD',
  },
  'submit() where a field is called submit': {
    body: '<form action="find"><input name=submit value=1></form>',
    act: () => HTMLFormElement.prototype.submit.call(document.querySelector('form')),
    to: 'find?submit=1&LD',
  },
  'submit() from a submit handler that cancels first': {
    body: `<form method=post action="save" onsubmit="event.preventDefault(); this.submit()"><input name=q value=1><button id=go name=b>x</button></form>`,
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'submit() of a form that a script made': {
    body: '',
    act: () => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = 'made';
      form.innerHTML = '<input name=q value=1>';
      document.body.append(form);
      form.submit();
      form.remove();
    },
    to: 'POST made?LD',
    sends: 'q=1',
  },
  'requestSubmit()': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => document.querySelector('form')!.requestSubmit(),
    to: 'find?q=1&LD',
  },
  'requestSubmit() with a submitter': {
    body: '<form action="{host}/away"><button id=b formaction="home" formmethod=post name=b value=1>x</button></form>',
    act: () => document.querySelector('form')!.requestSubmit(document.querySelector('button')),
    to: 'POST home?LD',
    sends: 'b=1',
  },
  'a button’s click()': {
    body: '<form method=post action="save"><button>x</button></form>',
    act: () => document.querySelector('button')!.click(),
    to: 'POST save?LD',
  },
  'a handler that sends the form itself has exactly its fields': {
    body: `<form action="find"><input name=q value=1><button id=go>x</button></form><script>
      document.querySelector('form').addEventListener('submit', function (event) {
        event.preventDefault();
        seen = new URLSearchParams(new FormData(this)).toString();
      })</script>`,
    then: () => (window as any).seen === 'q=1',
    to: null,
  },
  'a handler that reads the form but lets it go has exactly its fields': {
    body: `<form action="find"><input name=q value=1><button id=go>x</button></form><script>
      addEventListener('submit', function (event) {
        seen = new URLSearchParams(new FormData(event.target)).toString();
      })</script>`,
    then: () => (window as any).seen === 'q=1',
    to: 'find?q=1&LD',
  },
  'a script that reads the form after submit() has exactly its fields': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => {
      const form = document.querySelector('form')!;
      form.submit();
      (window as any).seen = new URLSearchParams(new FormData(form) as any).toString();
    },
    then: () => (window as any).seen === 'q=1',
    to: 'find?q=1&LD',
  },
  'a script that reads the form after requestSubmit() has exactly its fields': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => {
      const form = document.querySelector('form')!;
      form.requestSubmit();
      (window as any).seen = new URLSearchParams(new FormData(form) as any).toString();
    },
    then: () => (window as any).seen === 'q=1',
    to: 'find?q=1&LD',
  },
  'a script that reads the action after submit() reads the author’s': {
    body: '<form method=post action="save"><input name=q value=1></form>',
    act: () => {
      const form = document.querySelector('form')!;
      form.submit();
      (window as any).seen = form.getAttribute('action');
    },
    then: () => (window as any).seen === 'save',
    to: 'POST save?LD',
  },
  'a formdata listener of a POST form reads the author’s action': {
    body: `<form method=post action="save"><input name=q value=1><button id=go>x</button></form><script>
      seen = [];
      ['form', 'document', 'window'].forEach(function (name) {
        var target = name == 'form' ? document.forms[0] : window[name];
        target.addEventListener('formdata', function (event) {
          seen.push(event.target.getAttribute('action') + document.getElementById('go').getAttribute('formaction'));
        });
      });</script>`,
    // Some engines read the form once more while they leave the page.
    then: () => (window as any).seen.every((seen: string) => seen === 'savenull') && (window as any).seen.length > 2,
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'a formdata listener of a POST form that submit() sends reads the author’s action': {
    body: `<form method=post action="save"><input name=q value=1></form><script>
      addEventListener('formdata', function (event) { seen = event.target.getAttribute('action') });</script>`,
    act: () => document.querySelector('form')!.submit(),
    then: () => (window as any).seen === 'save',
    to: 'POST save?LD',
    sends: 'q=1',
  },
  'a form that is read at some other time has exactly its fields': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => {
      (window as any).seen = new URLSearchParams(new FormData(document.querySelector('form')!) as any).toString();
    },
    then: () => (window as any).seen === 'q=1',
    to: null,
  },
  'a submit event that is dispatched submits what the engine submits for it': {
    body: '<form action="find"><input name=q value=1></form>',
    act: () => {
      const form = document.querySelector('form')!;
      form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    },
    to: (engine) => (can(engine, 'dispatchedSubmit') ? 'find?q=1&LD' : null),
  },
  'two submits of different forms: the last one goes': {
    body: '<form id=a action="a"><input name=q value=1></form><form id=b method=post action="b"><input name=q value=2></form>',
    act: () => {
      document.querySelector<HTMLFormElement>('#a')!.requestSubmit();
      document.querySelector<HTMLFormElement>('#b')!.requestSubmit();
    },
    to: 'POST b?LD',
    sends: 'q=2',
  },
  'two submits of the same form: the last one goes': {
    body: '<form method=post action="b"><input name=q value=2></form>',
    act: () => {
      document.querySelector('form')!.requestSubmit();
      document.querySelector('form')!.requestSubmit();
    },
    to: 'POST b?LD',
    sends: 'q=2',
  },
});

eachEngine('forms and history', (test) => {
  test('back and submit again: each time one parameter', async ({ page: tab }) => {
    const site = await startCard({
      '/': page(
        '<form method=post action="/post"><input name=q value=1><button>post</button></form><form action="/get"><button id=get>get</button></form>',
      ),
      '*': page('<p>next'),
    });
    try {
      const card = await site.open(tab);
      for (let round = 1; round <= 2; round++) {
        for (const [button, path] of [
          ['button', '/post'],
          ['#get', '/get'],
        ] as const) {
          await card.click(button);
          await card.waitFor((path) => location.pathname === path && document.readyState === 'complete', path);
          assert.is((await site.card.received(path)).url, `${path}?${carried(site.host)}`);
          await card.evaluate(() => void setTimeout(() => history.back()));
          await card.waitFor(() => location.pathname === '/' && document.readyState === 'complete');
        }
      }
      assert.is(site.card.requests.filter(({ url }) => url === `/post?${carried(site.host)}`).length, 2);
      assert.is(await card.evaluate(() => document.querySelector('form')!.getAttribute('action')), '/post');
    } finally {
      await site.close();
    }
  });

  test('the page after POST, redirect and GET knows its host and carries', async ({ page: tab }) => {
    const site = await startCard({
      '/': page('<form method=post action="/post"><button>post</button></form>'),
      '/post': { status: 303, headers: { location: '/done' } },
      '/done': page('<a href="/next">next</a>'),
      '/next': page('<p>next'),
    });
    try {
      const card = await site.open(tab);
      await card.click('button');
      await card.waitFor(() => location.pathname === '/done' && document.readyState === 'complete');
      assert.is(await card.evaluate('ld.origin'), site.host.origin);
      await card.click('a');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
    } finally {
      await site.close();
    }
  });
});
