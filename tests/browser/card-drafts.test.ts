/**
 * `data-ld-draft`: what was typed survives the page, for this contact alone.
 *
 * @needs chromium
 * @slow
 */
import * as assert from 'uvu/assert';
import { type Agent, blocked, CONTACT, open, page, skewed } from './companion.js';
import { eachEngine, type Frame, type Page } from './engines/index.js';
import type { Routes } from './serve.js';

const fields = `<input name=text><input id=unnamed><textarea name=area></textarea>
  <input type=checkbox name=box value=a><input type=checkbox name=box value=b checked>
  <input type=radio name=pick value=a checked><input type=radio name=pick value=b>
  <select name=one><option>a<option>b</select>
  <select name=several multiple><option>a<option>b<option selected>c</select>
  <input type=number name=copies value=1>
  <input type=password name=secret><input name=card autocomplete="section-a cc-number"><input type=file name=file>
  <input type=hidden name=token value=t>
  <fieldset data-ld-pause><input name=paused></fieldset>`;

const form = (inner = fields) => `<form data-ld-draft=order action=/saved method=post>${inner}
  <button id=save>save</button></form><a href=/next>next</a>`;

const routes: Routes = { '/': page(form()), '/next': page('<a href=/>back</a>'), '/saved': page('saved') };

/** Fills the form as an agent does, with the events of a real input. */
function fill(card: Frame): Promise<void> {
  return card.evaluate(() => {
    const field = (selector: string) => document.querySelector<HTMLInputElement>(selector)!;
    const set = (selector: string, change: (field: any) => void) => {
      change(field(selector));
      field(selector).dispatchEvent(new Event('input', { bubbles: true }));
      field(selector).dispatchEvent(new Event('change', { bubbles: true }));
    };
    set('[name=text]', (field) => (field.value = 'Ä "text"'));
    set('#unnamed', (field) => (field.value = 'u'));
    set('[name=area]', (field) => (field.value = 'line\nline'));
    for (const box of document.querySelectorAll<HTMLInputElement>('[name=box]')) box.click();
    field('[name=pick][value=b]').click();
    set('[name=one]', (field) => (field.value = 'b'));
    set('[name=several]', (field) => {
      for (const option of field.options) option.selected = option.value !== 'c';
    });
    set('[name=copies]', (field) => (field.value = '3'));
    set('[name=secret]', (field) => (field.value = 'secret'));
    set('[name=card]', (field) => (field.value = '4111'));
    set('[name=token]', (field) => (field.value = 'token'));
    set('[name=paused]', (field) => (field.value = 'number'));
  });
}

/** What the form has, in the order of its fields. */
function values(card: Frame): Promise<string> {
  return card.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('form input, form textarea, form select')]
      .map((field: any) =>
        /checkbox|radio/.test(field.type)
          ? field.checked
          : field.options
            ? [...field.selectedOptions].map(({ value }) => value).join('+')
            : field.value,
      )
      .join(),
  );
}

const EMPTY = ',,,false,true,true,false,a,c,1,,,,t,';
const FILLED = 'Ä "text",u,line\nline,true,false,false,true,b,a+b,3,,,,t,';

const ways: Record<string, (agent: Agent) => Promise<unknown>> = {
  'a link and back': async ({ card, at }) => {
    await card.click('a');
    await at('/next');
    await card.click('a');
  },
  'a script': ({ card }) => card.evaluate(() => location.assign('/?again')),
  reload: ({ card }) => card.evaluate(() => location.reload()),
  'Back and forward': async ({ card, at }) => {
    await card.click('a');
    await at('/next');
    await card.evaluate(() => history.back());
  },
  'another form': ({ card }) =>
    card.evaluate(() => {
      const form = Object.assign(document.createElement('form'), { action: '/?other' });
      document.body.append(form);
      form.submit();
    }),
  'the host, which opens the card again': async ({ card }) => {
    await card.evaluate((query) => location.replace(`/${query}&x`), CONTACT);
  },
};

/** Leaves the page that is there and waits for the next one of the form. */
async function leave(agent: Agent, way: (agent: Agent) => Promise<unknown>): Promise<void> {
  await agent.card.evaluate(() => void ((window as any).isOld = true));
  await way(agent);
  await agent.card.waitFor(
    () =>
      !(window as any).isOld &&
      location.pathname === '/' &&
      document.readyState === 'complete' &&
      !!(window as any).ld?.card,
  );
}

eachEngine(
  'data-ld-draft',
  (test) => {
    test('every field survives every way of leaving a page; secrets, files, tokens do not', async ({ page: tab }) => {
      for (const [name, way] of Object.entries(ways)) {
        const agent = await open(tab, routes);
        try {
          assert.is(await values(agent.card), EMPTY);
          await fill(agent.card);
          await leave(agent, way);
          const expected =
            name === 'reload' || name === 'Back and forward'
              ? /^Ä "text",u/
              : new RegExp(`^${FILLED.replace('+', '\\+')}$`);
          assert.match(await values(agent.card), expected, name);
          const stored = await agent.card.evaluate(() => JSON.stringify({ ...sessionStorage }));
          assert.not.match(stored, /secret|4111|token|number/);
          await leave(agent, ways['a script']!);
          assert.match(await values(agent.card), expected, `${name}, and again`);
        } finally {
          await agent.site.close();
        }
      }
    });

    test('restoring fires input and change, once for each field, with the value there', async ({ page: tab }) => {
      const head = `<script>log = []; for (const type of ['input', 'change'])
        addEventListener(type, ({ target }) => log.push(type + ' ' + (target.name || target.id) + ' ' + target.value));</script>`;
      const agent = await open(tab, { ...routes, '/': page(form(), { head }) });
      try {
        assert.equal(await agent.card.evaluate('log'), []);
        await fill(agent.card);
        await leave(agent, ways['a script']!);
        const log = await agent.card.evaluate<string[]>('log');
        assert.equal(
          log.filter((line) => line.startsWith('input')),
          [
            'input text Ä "text"',
            'input unnamed u',
            'input area line\nline',
            'input box a',
            'input box b',
            'input pick b',
            'input one b',
            'input several a',
            'input copies 3',
          ],
        );
        assert.is(log.length, 18);
      } finally {
        await agent.site.close();
      }
    });

    test('it is gone when the form is submitted, also by a script', async ({ page: tab }) => {
      for (const submit of [
        (card: Frame) => card.click('#save'),
        (card: Frame) => card.evaluate(() => document.querySelector('form')!.submit()),
        (card: Frame) => card.evaluate(() => document.querySelector('form')!.requestSubmit()),
      ]) {
        const agent = await open(tab, routes);
        try {
          await fill(agent.card);
          await submit(agent.card);
          await agent.at('/saved');
          await leave(agent, ways['a script']!);
          assert.is(await values(agent.card), EMPTY);
        } finally {
          await agent.site.close();
        }
      }
    });

    test('it stays when a script cancels the submit, and when the submit loads nothing and typing goes on', async ({
      page: tab,
    }) => {
      const agent = await open(tab, { ...routes, '/saved': { status: 204 } });
      try {
        await agent.card.evaluate(() => {
          document.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault(), { once: true });
        });
        await fill(agent.card);
        await agent.card.click('#save');
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), FILLED);
        await agent.card.click('#save');
        await agent.site.card.received('/saved');
        await agent.card.type('[name=text]', 'z');
        await leave(agent, ways['a script']!);
        assert.match(await values(agent.card), /z/);
      } finally {
        await agent.site.close();
      }
    });

    test('reset() forgets it: for scripts that save by themselves', async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        await fill(agent.card);
        await agent.card.evaluate(() => document.querySelector('form')!.reset());
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), EMPTY);
      } finally {
        await agent.site.close();
      }
    });

    test('what the server fills in newly wins, field by field', async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        await fill(agent.card);
        agent.site.card.routes['/'] = page(
          form(
            fields
              .replace('name=text', 'name=text value=server')
              .replace('</textarea>', 'server</textarea>')
              .replace(
                'value=a checked><input type=radio name=pick value=b',
                '$& ><input type=radio name=pick value=c checked',
              )
              .replace('<option>b</select>', '<option>b<option selected>c</select>')
              .replace('name=copies value=1', 'name=copies value=2'),
          ),
        );
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), 'server,u,server,true,false,false,false,true,c,a+b,2,,,,t,');
      } finally {
        await agent.site.close();
      }
    });

    test('nothing reaches the next contact, nor a card without one', async ({ page: tab }) => {
      for (const query of [
        '?phone=%2B46',
        '?phone={phone}&call_logs_id={call_logs_id}',
        '?phone=%2B358401234567&call_logs_id=8',
      ]) {
        const agent = await open(tab, routes);
        try {
          await fill(agent.card);
          await leave(agent, ({ card }) => card.evaluate((query) => location.assign(`/${query}`), query));
          assert.is(await values(agent.card), EMPTY);
          assert.not.match(await agent.card.evaluate(() => JSON.stringify({ ...sessionStorage })), /text|line/);
          await leave(agent, ({ card }) => card.evaluate((query) => location.assign(`/${query}`), CONTACT));
          assert.is(await values(agent.card), EMPTY);
        } finally {
          await agent.site.close();
        }
      }
    });

    test('without a contact nothing is kept', async ({ page: tab }) => {
      const agent = await open(tab, routes, { path: '/' });
      try {
        await fill(agent.card);
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), EMPTY);
        assert.not.match(await agent.card.evaluate(() => JSON.stringify({ ...sessionStorage })), /text|line/);
      } finally {
        await agent.site.close();
      }
    });

    test('forms are apart by path and by name', async ({ page: tab }) => {
      const one = form('<input name=text>');
      const agent = await open(tab, { '/': page(one + one.replace('=order', '=other')), '/next': page(one) });
      try {
        await agent.card.type('form [name=text]', 'a');
        await agent.card.click('a');
        await agent.at('/next');
        assert.is(await values(agent.card), '');
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), 'a,');
      } finally {
        await agent.site.close();
      }
    });

    test('it is gone after 12 hours', async ({ page: tab }) => {
      const agent = await open(tab, routes, { inject: skewed });
      try {
        await agent.card.evaluate(() => void (skew = -12 * 3600 * 1000 + 60_000));
        await fill(agent.card);
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), FILLED);
        await agent.card.evaluate(() => void (skew = -12 * 3600 * 1000 - 60_000));
        await agent.card.type('[name=text]', 'x');
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), EMPTY);
      } finally {
        await agent.site.close();
      }
    });

    test('a form that a script makes later is filled when it is there', async ({ page: tab }) => {
      const agent = await open(tab, { '/': page('<main></main>') });
      try {
        const make = () =>
          agent.card.evaluate(() => {
            document.querySelector('main')!.innerHTML = '<form data-ld-draft><input name=text></form>';
          });
        await make();
        await agent.card.type('[name=text]', 'typed');
        await leave(agent, ways['a script']!);
        await make();
        await agent.card.waitFor(() => document.querySelector<HTMLInputElement>('[name=text]')!.value === 'typed');
      } finally {
        await agent.site.close();
      }
    });

    test('a password that is shown as text is never kept', async ({ page: tab }) => {
      const agent = await open(tab, { '/': page(form('<input type=password name=text>')) });
      try {
        await agent.card.evaluate(() => void (document.querySelector('input')!.type = 'text'));
        await agent.card.type('[name=text]', 'hunter2');
        await leave(agent, ways['a script']!);
        assert.is(await values(agent.card), '');
      } finally {
        await agent.site.close();
      }
    });

    test('fields that shadow what a form has, and fields outside of it', async ({ page: tab }) => {
      const inner = ['elements', 'getAttribute', 'closest', 'id', 'submit', 'querySelectorAll', 'dispatchEvent', 'name']
        .map((name) => `<input name=${name}>`)
        .join('');
      const agent = await open(tab, { '/': page(form(inner).replace('<form', '<input name=text form=f><form id=f')) });
      try {
        await agent.card.type('[name=closest]', 'c');
        await agent.card.type('[name=text]', 't');
        await leave(agent, ways['a script']!);
        assert.is(
          await agent.card.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join()),
          't,,,c,,,,,',
        );
      } finally {
        await agent.site.close();
      }
    });

    test('the last choice of radio buttons counts, also the first one again', async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        for (const value of ['b', 'a', 'b']) await agent.card.click(`[name=pick][value=${value}]`);
        await leave(agent, ways['a script']!);
        assert.match(await values(agent.card), /,false,true,a,c/);
        for (const value of ['a', 'b', 'a']) await agent.card.click(`[name=pick][value=${value}]`);
        await leave(agent, ways['a script']!);
        assert.match(await values(agent.card), /,true,false,a,c/);
      } finally {
        await agent.site.close();
      }
    });

    test('choices that a handler makes for another choice are there when theirs comes back', async ({ page: tab }) => {
      const inner = `<select name=country><option value="">?<option>FI<option>SE</select>
        <select name=city><option value="">?</select><script>
        document.querySelector('[name=country]').addEventListener('change', ({ target }) => {
          const cities = { FI: ['Oulu', 'Turku'], SE: ['Lund', 'Ystad'] }[target.value];
          document.querySelector('[name=city]').innerHTML =
            '<option value="">?' + cities.map((city) => '<option>' + city).join('');
        });</script>`;
      const agent = await open(tab, { '/': page(form(inner)) });
      try {
        await agent.card.evaluate(() => {
          for (const [name, value] of [
            ['country', 'SE'],
            ['city', 'Ystad'],
          ]) {
            const field = document.querySelector<HTMLSelectElement>(`[name=${name}]`)!;
            field.value = value!;
            field.dispatchEvent(new Event('change', { bubbles: true }));
          }
        });
        for (let count = 0; count < 2; count++) {
          await leave(agent, ways['a script']!);
          assert.is(await values(agent.card), 'SE,Ystad');
        }
      } finally {
        await agent.site.close();
      }
    });

    test('a framework that watches the value of its fields hears of it', async ({ page: tab }) => {
      // As React does: an event whose value it has seen being set is none of the agent's.
      const script = `<script>heard = [];
        const field = document.querySelector('[name=text]');
        const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        let tracked = field.value;
        Object.defineProperty(field, 'value', {
          get() { return get.call(this) }, set(value) { tracked = value; set.call(this, value) }
        });
        addEventListener('input', () => { if (field.value !== tracked) heard.push(tracked = field.value) });
      </script>`;
      const tracked = page(form('<input name=text>') + script);
      const agent = await open(tab, { '/': tracked });
      try {
        await agent.card.type('[name=text]', 'ab');
        await leave(agent, ways['a script']!);
        assert.equal(await agent.card.evaluate('heard'), ['ab']);
      } finally {
        await agent.site.close();
      }
    });

    test('what cannot be stored any more leaves what was stored before', async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        await agent.card.type('[name=text]', 'before');
        await agent.card.evaluate(() => {
          for (let size = 1 << 22; size > 0; size >>= 1) {
            try {
              sessionStorage[`full${size}`] = 'x'.repeat(size);
            } catch {}
          }
          const field = document.querySelector<HTMLInputElement>('[name=text]')!;
          field.value = 'after '.repeat(1000);
          field.dispatchEvent(new Event('input', { bubbles: true }));
        });
        await agent.say('callLineOn', { call_log_id: 7 });
        await agent.shows('on 7, sure');
        await leave(agent, ({ card }) => card.evaluate(() => void (location.href = ld.url('/?again'))));
        assert.match(await values(agent.card), /^before,/);
        await agent.shows('on');
      } finally {
        await agent.site.close();
      }
    });

    test("the next contact's page, which is there before this one is gone, is left alone", async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        await agent.card.type('[name=text]', 'of the first');
        await tab.evaluate(() => {
          const next = document.createElement('iframe');
          next.name = 'second';
          next.src = document.querySelector('iframe')!.src.replace('call_logs_id=7', 'call_logs_id=8');
          document.body.append(next);
        });
        const second = tab.frame('second');
        await second.waitFor(() => (window as any).ld?.card.contact.call_logs_id === '8');
        await agent.card.type('[name=text]', 'x');
        await tab.evaluate(() => document.querySelector('iframe')!.remove());
        await second.evaluate(() => void (location.href = '/?again'));
        await second.waitFor(() => location.search === '?again' && document.readyState === 'complete');
        assert.equal(await second.evaluate(() => (ld as any).card.contact), {
          phone: '+358401234567',
          call_logs_id: '8',
        });
        assert.is(await values(second), EMPTY);
      } finally {
        await agent.site.close();
      }
    });

    /** What is seen of a form after something was done in it and a script has left the page and come back. */
    async function afterwards<T>(tab: Page, bodies: string[], act: () => void, look: () => T, head = ''): Promise<T> {
      const left = bodies.map((body) => page(body, { head }));
      const agent = await open(tab, { ...routes, '/': () => (left.length > 1 ? left.shift()! : left[0]!) });
      try {
        await agent.card.evaluate(act);
        await leave(agent, ways['a script']!);
        // What comes back does so a task later.
        await agent.card.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))));
        return (await agent.card.evaluate(look)) as T;
      } finally {
        await agent.site.close();
      }
    }

    test('fields that have a name, or none, in common are told apart, and so are their choices', async ({
      page: tab,
    }) => {
      const inner = `<input type=hidden name=news value=0><input type=checkbox name=news value=1 class=a>
        <input type=checkbox name=terms value=true class=a><input type=hidden name=terms value=false>
        <input class=b><textarea class=b></textarea><input type=tel name=both><input name=both class=b>
        <input type=checkbox name=empty value="" class=a>
        <select name=lines class=c><option>x<option value="1&#10;2">y</select>
        <select name="none[]" multiple class=c><option value="">-<option selected>b</select>`;
      const act = () => {
        for (const box of document.querySelectorAll<HTMLElement>('.a')) box.click();
        for (const field of document.querySelectorAll<HTMLInputElement>('.b')) field.value = field.localName;
        const [lines, none] = document.querySelectorAll<HTMLSelectElement>('.c');
        lines!.selectedIndex = 1;
        none!.selectedIndex = -1;
      };
      const look = () =>
        [...document.querySelectorAll<any>('.a, .b, .c, [name=both]')]
          .map((field) => (/box/.test(field.type) ? field.checked : (field.selectedIndex ?? field.value)))
          .join();
      assert.is(await afterwards(tab, [form(inner)], act, look), 'true,true,input,textarea,,input,true,1,-1');
    });

    test('forms of one name are apart, and one that is submitted takes no other along', async ({ page: tab }) => {
      const one = `<form data-ld-draft action=/><input name=x></form>`;
      const type = () => {
        document.querySelectorAll<HTMLInputElement>('form input').forEach((field, index) => {
          field.value = index === 1 ? '' : String(index);
        });
      };
      const look = () =>
        [...document.querySelectorAll<HTMLInputElement>('form input')].map(({ value }) => value).join();
      assert.is(await afterwards(tab, [one + one + one], type, look), '0,,2');
      const submit = `(() => { (${type})(); setTimeout(() => document.forms[2].requestSubmit()); })()`;
      const agent = await open(tab, { '/': page(one + one + one) });
      try {
        await leave(agent, ({ card }) => card.evaluate(submit));
        await agent.card.waitFor(`(${look})() === '0,,'`);
      } finally {
        await agent.site.close();
      }
    });

    test('what is not offered any more leaves what the page has chosen, and the other fields', async ({
      page: tab,
    }) => {
      const choices = (value: string) =>
        form(`<input type=radio name=r value=a checked><input type=radio name=r value=${value}>
          <select name=s><option>z<option selected>a<option>${value}</select><input name=t>`);
      const act = () => {
        document.querySelector<HTMLElement>('[value=b]')!.click();
        document.querySelector('select')!.value = 'b';
        document.querySelector<HTMLInputElement>('[name=t]')!.value = 't';
      };
      const look = () => [...new FormData(document.forms[0]!).values()].join();
      assert.is(await afterwards(tab, [choices('b'), choices('c')], act, look), 'a,a,t');
    });

    test('listeners that are there only when the document is read hear of what comes back', async ({ page: tab }) => {
      const head = `<script>heard = []; document.addEventListener('DOMContentLoaded', () => setTimeout(() => {
        document.querySelector('input').addEventListener('input', ({ target }) => heard.push(target.value)); }));</script>`;
      const act = () => {
        document.querySelector('input')!.value = 'x';
      };
      const heard = await afterwards(tab, [form('<input name=x>')], act, () => (window as any).heard, head);
      assert.equal(heard, ['x']);
    });

    test('what buttons say is not kept, nor cards in capitals', async ({ page: tab }) => {
      const act = () => {
        for (const field of document.querySelectorAll<HTMLInputElement>('form input')) field.value = 'changed';
      };
      const look = () =>
        [...document.querySelectorAll<HTMLInputElement>('form input')].map(({ value }) => value).join();
      const inner = '<input type=submit value=Save name=a><input autocomplete="CC-Number" name=b><input name=c>';
      assert.is(await afterwards(tab, [form(inner)], act, look), 'Save,,changed');
    });

    test('a card that LeadDesk opens without a contact is about no one known', async ({ page: tab }) => {
      const agent = await open(tab, routes);
      try {
        await fill(agent.card);
        await agent.site.open(tab, '/');
        await agent.at('/');
        assert.equal((await agent.shown()).contact, {});
        assert.is(await values(agent.card), EMPTY);
      } finally {
        await agent.site.close();
      }
    });

    test('submitting sends the form as it is, and what was typed', async ({ page: tab }) => {
      const agent = await open(tab, {
        ...routes,
        '/': page(form('<input name=text><input type=hidden name=token value=t>')),
      });
      try {
        await agent.card.type('[name=text]', 'typed');
        await leave(agent, ways['a script']!);
        await agent.card.click('#save');
        assert.is((await agent.site.card.received('/saved')).text, 'text=typed&token=t');
      } finally {
        await agent.site.close();
      }
    });

    for (const [where, options] of Object.entries(blocked)) {
      test(`${where}: it says so once, and nothing breaks`, async ({ page: tab }) => {
        const agent = await open(tab, routes, { ...options, watch: true });
        try {
          await fill(agent.card);
          await agent.card.evaluate(() => document.querySelector('form')!.append(document.createElement('input')));
          await leave(agent, ways['a script']!);
          assert.is(await values(agent.card), EMPTY);
          assert.equal(
            agent.site.card.console.map(({ type, text }) => `${type} ${text}`),
            ['warn data-ld-draft: storage is blocked'],
          );
          await agent.card.click('#save');
          await agent.at('/saved');
        } finally {
          await agent.site.close();
        }
      });
    }
  },
  { onePage: true },
);
