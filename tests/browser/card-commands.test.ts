/**
 * `data-ld-once`, `data-ld-confirm` and `data-ld-pause`: commands once, after a question, and before card numbers.
 *
 * @needs chromium
 * @slow
 */
import * as assert from 'uvu/assert';
import { blocked, open, page, skewed } from './companion.js';
import { eachEngine, type Frame } from './engines/index.js';

const isLocked = (card: Frame, id: string) =>
  card.evaluate((id) => document.getElementById(id)!.getAttribute('aria-disabled') === 'true', id);

const locked = (card: Frame, id: string) =>
  card.waitFor((id) => document.getElementById(id)!.getAttribute('aria-disabled') === 'true', id);

const unlocked = (card: Frame, id: string) =>
  card.waitFor((id) => !document.getElementById(id)!.hasAttribute('aria-disabled'), id);

const asked = (card: Frame) => card.waitFor(() => document.querySelector('dialog')?.open);

const dismissed = (card: Frame) => card.waitFor(() => !document.querySelector('dialog'));

eachEngine(
  'data-ld-once',
  (test) => {
    const once =
      page(`<button id=call aria-disabled=false data-ld-once data-ld-send=call data-ld-params='{"call_id":7}'>Call</button>
      <button id=full data-ld-once data-ld-send=request_full_window><b>Full window</b></button>
      <form action=/saved method=post><input name=text required>
        <button id=save data-ld-once data-ld-send=hangup>Save</button></form>
      <label id=label data-ld-once data-ld-send=pause_call_recording>pause <input type=checkbox></label>`);

    for (const [where, options] of Object.entries({ 'storage works': { inject: skewed }, ...blocked })) {
      test(`${where}: any number of clicks sends one command, until the call changes`, async ({ page: tab }) => {
        const { card, site, say, sent, shows } = await open(tab, { '/': once }, options);
        try {
          await card.click('#call');
          await locked(card, 'call');
          // The load's idle changes nothing.
          await say('callLineIdle', { call_log_id: 7 });
          await shows('idle 7');
          for (let count = 0; count < 5; count++) await card.click('#call');
          await card.evaluate(() => document.querySelector<HTMLElement>('#call')!.click());
          assert.equal(await sent(), ['call {"call_id":7}']);
          assert.is(await card.evaluate(() => document.activeElement!.id), 'call', 'it keeps the focus');
          await say('callLineRinging', { call_log_id: 7 });
          await unlocked(card, 'call');
          await card.click('#call');
          assert.equal(await sent(), ['call {"call_id":7}', 'call {"call_id":7}']);
        } finally {
          await site.close();
        }
      });
    }

    test('two clicks that come before any timer send one command', async ({ page: tab }) => {
      const { card, site, sent } = await open(tab, { '/': once });
      try {
        await card.evaluate(() => {
          const call = document.querySelector<HTMLElement>('#call')!;
          call.click();
          call.click();
        });
        assert.equal(await sent(), ['call {"call_id":7}']);
      } finally {
        await site.close();
      }
    });

    test('an action that changes nothing is locked for two seconds', async ({ page: tab }) => {
      // The two seconds are over when the test says so.
      const inject = () => {
        const timeout = window.setTimeout;
        (window as any).setTimeout = (act: () => void, ms: number, ...args: unknown[]) =>
          ms === 2000 ? void ((window as any).later = act) : timeout(act, ms, ...args);
      };
      const { card, site, sent } = await open(tab, { '/': once }, { inject });
      try {
        await card.click('#full');
        await locked(card, 'full');
        await card.click('#full b');
        assert.equal(await sent(), ['request_full_window']);
        await card.evaluate('later()');
        await card.click('#full');
        assert.equal(await sent(), ['request_full_window', 'request_full_window']);
      } finally {
        await site.close();
      }
    });

    test('it is not locked when nothing was sent: no host, or a handler cancelled the click', async ({ page: tab }) => {
      const { card, site, sent } = await open(tab, { '/': once });
      try {
        await card.evaluate(() =>
          document.querySelector('#call')!.addEventListener('click', (event) => event.preventDefault(), { once: true }),
        );
        await card.click('#call');
        await card.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
        assert.is(await isLocked(card, 'call'), false);
        await card.click('#call');
        await locked(card, 'call');
        assert.equal(await sent(), ['call {"call_id":7}']);
        await tab.goto(site.card.url('/'));
        await tab.click('#call');
        await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
        assert.is(await isLocked(tab, 'call'), false);
      } finally {
        await site.close();
      }
    });

    test('a form is submitted once, and not locked while it is not valid', async ({ page: tab }) => {
      let release: (() => void) | undefined;
      const answered = new Promise<void>((resolve) => (release = resolve));
      const { card, site, sent, at } = await open(tab, {
        '/': once,
        '/saved': async () => {
          await answered;
          return page('saved');
        },
      });
      try {
        await card.click('#save');
        assert.is(await isLocked(card, 'save'), false);
        await card.type('[name=text]', 'x');
        await card.evaluate(async () => {
          const save = document.querySelector<HTMLElement>('#save')!;
          save.click();
          await new Promise((resolve) => setTimeout(resolve));
          save.click();
          save.click();
        });
        await site.card.received('/saved');
        assert.is(site.card.requests.filter(({ url }) => url.startsWith('/saved')).length, 1);
        release!();
        await at('/saved');
        assert.equal(await sent(), ['hangup'], 'also after the clicks that were one too many');
      } finally {
        release!();
        await site.close();
      }
    });

    test('a label and its box are one click', async ({ page: tab }) => {
      const { card, site, sent } = await open(tab, { '/': once });
      try {
        await card.click('#label', { at: { x: 4, y: 8 } });
        assert.is(
          await card.evaluate(() => document.querySelector<HTMLInputElement>('[type=checkbox]')!.checked),
          true,
        );
        assert.equal(await sent(), ['pause_call_recording']);
      } finally {
        await site.close();
      }
    });
  },
  { onePage: true },
);

eachEngine(
  'data-ld-confirm',
  (test) => {
    const confirms = page(
      `<button id=delete data-ld-send=delete_call_log data-ld-params='{"call_log_id":7}'
        data-ld-confirm="Delete this call from the log?"><b id=inner>Delete</b></button>
      <form action=/saved method=post><input name=text><button id=save data-ld-confirm="Save it?" data-ld-send=hangup
        name=pressed value=yes>Save</button></form>
      <a id=link href=/saved data-ld-confirm="Leave?">leave</a>`,
      {
        head: `<style>* { margin: 0 }</style><script>clicks = [];
          addEventListener('click', ({ target }) => target.closest('dialog') || clicks.push(target.id));</script>`,
        settings: 'data-ld-cancel="Peruuta"',
      },
    );
    const routes = { '/': confirms, '/saved': page('saved') };

    for (const [where, options] of Object.entries({ 'no sandbox': {}, ...blocked })) {
      test(`${where}: nothing is sent before the answer is yes; keyboard first`, async ({ page: tab }) => {
        const { card, site, sent } = await open(tab, routes, options);
        try {
          await card.click('#inner');
          await asked(card);
          assert.equal(
            await card.evaluate(() => {
              const dialog = document.querySelector('dialog')!;
              const { left, right } = dialog.getBoundingClientRect();
              return {
                text: dialog.innerText.split(/\s*\n\s*/)[0],
                role: dialog.getAttribute('role'),
                label: dialog.getAttribute('aria-label'),
                buttons: [...dialog.querySelectorAll('button')].map(({ textContent }) => textContent),
                focus: document.activeElement!.textContent,
                isCentred: Math.abs(left + right - innerWidth) < 40,
                clicks: (window as any).clicks,
              };
            }),
            {
              text: 'Delete this call from the log?',
              role: 'alertdialog',
              label: 'Delete this call from the log?',
              buttons: ['Peruuta', 'Delete'],
              focus: 'Peruuta',
              isCentred: true,
              clicks: [],
            },
          );
          await card.press('Escape');
          await dismissed(card);
          assert.is(await card.evaluate(() => document.activeElement!.id), 'delete', 'the focus comes back');
          await card.press('Enter');
          await asked(card);
          await card.press('Enter');
          await dismissed(card);
          assert.equal(await sent(), []);
          await card.press('Enter');
          await asked(card);
          await card.press('Tab');
          await card.press('Enter');
          await dismissed(card);
          assert.equal(await sent(), ['delete_call_log {"call_log_id":7}']);
          assert.equal(await card.evaluate('clicks.length'), 1);
        } finally {
          await site.close();
        }
      });

      test(`${where}: forms and links wait for the answer, and then do what they do`, async ({ page: tab }) => {
        for (const [id, sends] of [
          ['save', ['hangup']],
          ['link', []],
        ] as const) {
          const { card, site, sent, at } = await open(tab, routes, options);
          try {
            await card.click(`#${id}`);
            await asked(card);
            assert.is(site.card.requests.filter(({ url }) => url.startsWith('/saved')).length, 0);
            await card.click('dialog button:last-child');
            await at('/saved');
            const request = await site.card.received('/saved');
            assert.match(request.url, /ld_referrer/);
            if (id === 'save') assert.is(request.text, 'text=&pressed=yes');
            assert.equal(await sent(), sends);
          } finally {
            await site.close();
          }
        }
      });
    }

    test('it asks once at a time, and again each time', async ({ page: tab }) => {
      const { card, site, sent } = await open(tab, routes);
      try {
        for (let count = 0; count < 2; count++) {
          await card.evaluate(() => {
            document.querySelector<HTMLElement>('#delete')!.click();
            document.querySelector<HTMLElement>('#save')!.click();
          });
          await asked(card);
          assert.is(await card.evaluate(() => document.querySelectorAll('dialog').length), 1);
          await card.click('dialog button:last-child');
          await dismissed(card);
        }
        assert.is((await sent()).length, 2);
      } finally {
        await site.close();
      }
    });
  },
  { onePage: true },
);

eachEngine(
  'data-ld-pause',
  (test) => {
    const pauses = page(`<a id=next href=/next>next</a><button id=other>other</button><p id=text>text</p>
      <form data-ld-pause=resume><input id=number><input id=code></form>
      <form data-ld-pause=resume><input id=second></form>
      <fieldset data-ld-pause><input id=stays></fieldset>
      <input id=free>`);
    const [PAUSE, RESUME] = ['pause_call_recording', 'continue_call_recording'];

    test('it pauses when the focus comes by pointer or key, and resumes once when it is elsewhere in the card', async ({
      page: tab,
    }) => {
      const { card, site, sent } = await open(tab, { '/': pauses });
      try {
        await card.click('#number');
        assert.equal(await sent(), [PAUSE]);
        await card.press('4');
        await card.press('Tab');
        await card.press('1');
        await card.click('#second');
        assert.equal(await sent(), [PAUSE]);
        await card.press('Tab');
        assert.is(await card.evaluate(() => document.activeElement!.id), 'stays');
        await card.focus('#second');
        await card.focus('#free');
        assert.equal(await sent(), [PAUSE], 'it was in one that stays paused');
        await card.focus('#second');
        assert.equal(await sent(), [PAUSE, PAUSE]);
        await card.click('#other');
        await card.focus('#free');
        await card.focus('#other');
        assert.equal(await sent(), [PAUSE, PAUSE, RESUME]);
      } finally {
        await site.close();
      }
    });

    test('it pauses before what is typed, pasted or filled in, when the focus was there before', async ({
      page: tab,
    }) => {
      const early = pauses.replace(/<script src="\/ld.card.js".*?<\/script>/, '').replace('id=number', '$& autofocus');
      const { card, site, sent } = await open(tab, { '/': early });
      try {
        await card.focus('#number');
        await card.evaluate(async () => {
          const script = document.createElement('script');
          script.src = '/ld.card.js';
          document.head.append(script);
          await new Promise((resolve) => script.addEventListener('load', resolve));
          addEventListener('input', () => window.parent.postMessage('{"action":"typed"}', '*'), true);
        });
        assert.equal(await sent(), []);
        await card.press('4');
        assert.equal(await sent(), [PAUSE, 'typed']);
        await card.focus('#free');
        // A browser fills fields without giving them the focus.
        await card.evaluate(() => {
          document.querySelector<HTMLInputElement>('#second')!.value = '4111';
          document.querySelector('#second')!.dispatchEvent(new Event('input', { bubbles: true }));
        });
        assert.equal(await sent(), [PAUSE, 'typed', RESUME, PAUSE, 'typed']);
      } finally {
        await site.close();
      }
    });

    test('a blur of the window does not resume', async ({ page: tab }) => {
      const { card, site, sent } = await open(tab, { '/': pauses });
      try {
        await card.click('#number');
        await tab.evaluate(() => {
          document.body.append(document.createElement('input'));
          document.querySelector('input')!.focus();
        });
        await tab.click('body > input');
        await tab.waitFor(() => document.activeElement?.localName === 'input');
        assert.equal(await sent(), [PAUSE]);
        await card.click('#code');
        assert.equal(await sent(), [PAUSE]);
      } finally {
        await site.close();
      }
    });

    test('paused crosses pages', async ({ page: tab }) => {
      const { card, site, sent, at } = await open(tab, { '/': pauses, '/next': pauses });
      try {
        await card.click('#number');
        await card.evaluate(() => void (location.href = '/next'));
        await at('/next');
        assert.equal(await sent(), [PAUSE]);
        await card.click('#second');
        await card.click('#other');
        await card.focus('#free');
        assert.equal(
          (await sent()).filter((action) => action === RESUME),
          [RESUME],
        );
        assert.is((await sent()).at(-1), RESUME);
      } finally {
        await site.close();
      }
    });

    test('another call is paused again before the next character, the focus being there still', async ({
      page: tab,
    }) => {
      const { card, site, say, sent, shows } = await open(tab, { '/': pauses });
      try {
        await say('callLineOn', { call_log_id: 7 });
        await shows('on 7, sure');
        await card.click('#number');
        await card.press('4');
        await say('callLineOn', { call_log_id: 8 });
        await shows('on 8, sure');
        assert.equal(await sent(), [PAUSE]);
        await card.press('1');
        await card.press('1');
        assert.equal(await sent(), [PAUSE, PAUSE]);
      } finally {
        await site.close();
      }
    });

    test('a question about leaving the form is not elsewhere', async ({ page: tab }) => {
      const asks = page(`<form data-ld-pause=resume><input id=number><button type=button id=clear
        data-ld-confirm="Clear it?">Clear</button></form>`);
      const { card, site, sent } = await open(tab, { '/': asks });
      try {
        await card.click('#number');
        await card.click('#clear');
        await asked(card);
        await card.press('Escape');
        await dismissed(card);
        assert.equal(await sent(), [PAUSE]);
      } finally {
        await site.close();
      }
    });

    test('fields in shadow roots count', async ({ page: tab }) => {
      const shadow = page(
        `<form data-ld-pause><x-field><template shadowrootmode=open><input></template></x-field></form>`,
      );
      const { card, site, sent } = await open(tab, { '/': shadow });
      try {
        await card.click('x-field >>> input');
        assert.equal(await sent(), [PAUSE]);
      } finally {
        await site.close();
      }
    });
  },
  { onePage: true },
);
