/**
 * The debug build's panel: shows what happens, and does not disturb the page.
 *
 * @needs chromium
 * @slow
 */
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { type LogFile, readLogFile } from '../../cli/simulator/log-file.js';
import { scenarioFromLog } from '../../cli/simulator/scenario/from-log.js';
import { carried, page, startCard } from './card.js';
import { can, eachEngine, type Frame } from './engines/index.js';

const script = readFileSync(new URL('../../dist/ld.debug.js', import.meta.url), 'utf8');

/** A policy without a word for styles, and styles that would undo any panel that they reached. */
const strict = {
  'content-type': 'text/html',
  'content-security-policy': "default-src 'none'; script-src 'self' 'nonce-a'; style-src 'nonce-a'",
};
const hostile =
  '<style nonce="a">* { color: rgb(1, 2, 3) !important; position: static !important; font-size: 99px } ld-debug, button { display: none !important }</style>';
const watchful = `<script nonce="a">
  seen = [];
  ['click', 'keydown', 'mousedown'].forEach(function (type) { document.addEventListener(type, function (event) { seen.push(type) }) });
</script>`;

const shown = (card: Frame, text: string) =>
  card.waitFor((text) => document.querySelector('ld-debug')?.shadowRoot!.textContent!.includes(text), text);

eachEngine('debug panel', (test, engine) => {
  test('saves what all pages of the tab have seen as a log that the simulator reads, without who the contact is', async ({
    page: tab,
  }) => {
    const body = page('<a href="/next">next</a>', { settings: 'data-ld-keep="phone call_logs_id"' });
    const site = await startCard({ '/': body, '/next': body }, { script });
    try {
      const card = await site.open(tab, '/?ld_debug&phone=%2B358401234567&call_logs_id=48151');
      await shown(card, 'Save log');
      await card.evaluate(() => {
        window.ld.send('call', { phone_number: '+358401234567' });
      });
      await tab.evaluate(() => frames[0]!.postMessage({ type: 'callLineOn', data: { call_log_id: 48151 } }, '*'));
      await shown(card, 'from the host{"type":"callLineOn","data":{"call_log_id":48151}}');
      await card.click('a');
      await card.waitFor(() => location.pathname === '/next' && document.querySelector('ld-debug'));
      await tab.evaluate(() => frames[0]!.postMessage('{"type":"callLineIdle","data":{"call_log_id":"48151"}}', '*'));
      await shown(card, 'callLineIdle');
      const save = async (isWhole: boolean): Promise<LogFile> => {
        const text: string = await card.evaluate(async (isWhole) => {
          const root = document.querySelector('ld-debug')!.shadowRoot!;
          const box = root.querySelector('input')!;
          if (box.checked !== isWhole) box.click();
          // Nothing is written to the disk.
          const { click } = HTMLAnchorElement.prototype;
          HTMLAnchorElement.prototype.click = function () {
            if (!this.download) click.call(this);
          };
          const blob = new Promise<string>((resolve) => {
            (URL as any).createObjectURL = (made: Blob) => {
              made.text().then(resolve);
              return 'blob:';
            };
          });
          [...root.querySelectorAll('button')].find((button) => button.textContent === 'Save log')!.click();
          return blob;
        }, isWhole);
        const log = readLogFile(JSON.parse(text));
        assert.type(log, 'object', String(log));
        return log as LogFile;
      };
      const redacted = await save(false);
      const text = JSON.stringify(redacted);
      assert.not.match(text, /401234567|48151/);
      assert.equal(
        redacted.entries.map(({ kind, name, object, page }) => [kind, name, object ?? false, page]),
        [
          ['note', 'page', false, '/'],
          ['command', 'call', false, '/'],
          ['event', 'callLineOn', true, '/'],
          ['note', 'page', false, '/next'],
          ['event', 'callLineIdle', false, '/next'],
        ],
      );
      const [, call, on, , idle] = redacted.entries.map(({ payload }) => JSON.parse(payload ?? '{}'));
      assert.is(String(on.data.call_log_id), String(idle.data.call_log_id), 'the same id has the same alias');
      assert.is(String(on.data.call_log_id), redacted.contact!.call_logs_id);
      assert.is(call.params.phone_number, redacted.contact!.phone);
      assert.is(redacted.hostOrigin, site.host.origin);
      assert.ok(scenarioFromLog(redacted, 'A'));

      const whole = await save(true);
      assert.equal(whole.contact, { phone: '+358401234567', call_logs_id: '48151' });
      assert.match(whole.entries[1]!.payload!, /\+358401234567/);
    } finally {
      await site.close();
    }
  });

  test('shows the host, where it is known from, and every message with its verdict, where the page forbids styles', async ({
    page: tab,
  }) => {
    const site = await startCard(
      { '/': { headers: strict, body: page('<p>text', { head: hostile }) } },
      { script, frame: 'style="width: 400px"' },
    );
    try {
      const card = await site.open(tab, '/?ld_debug');
      await shown(card, `Host${site.host.origin}`);
      await shown(card, `Known from${can(engine, 'ancestorOrigins') ? 'the browser' : "the page's referrer"}`);
      await shown(card, 'Framein the host');
      await card.evaluate(() => {
        (window.ld as any).send('hang_up');
        window.ld.on('callLineOn', () => {});
      });
      await tab.evaluate(() => {
        for (const message of ['{"type":"callLineOn"}', { type: 'recStarted', data: { file: 'a' } }, 'noise'])
          frames[0]!.postMessage(message, '*');
      });
      await shown(card, `to the host{"action":"hang_up"}posted to ${site.host.origin}, but unknown action "hang_up"`);
      await shown(card, 'from the host{"type":"callLineOn"}handled');
      await shown(card, 'from the host{"type":"recStarted","data":{"file":"a"}}no handler yet');
      await shown(card, 'from the hostnoiseignored: it is no event of LeadDesk');
      await shown(card, 'warn unknown action "hang_up"');
      const look = await card.evaluate(() => {
        const element = document.querySelector('ld-debug')!;
        const { left, right, bottom } = element.getBoundingClientRect();
        const section = getComputedStyle(element.shadowRoot!.querySelector('section')!);
        return {
          isFixed: getComputedStyle(element).position === 'fixed',
          isVisible: getComputedStyle(element).display !== 'none',
          fits: left >= 0 && right <= innerWidth && bottom <= innerHeight,
          size: section.fontSize,
          isOwn: section.color !== 'rgb(1, 2, 3)',
          page: getComputedStyle(document.querySelector('p')!).color,
          body: document.body.children.length,
          styles: document.styleSheets.length,
        };
      });
      assert.equal(look, {
        isFixed: true,
        isVisible: true,
        fits: true,
        size: '12px',
        isOwn: true,
        page: 'rgb(1, 2, 3)',
        body: 1,
        styles: 1,
      });
    } finally {
      await site.close();
    }
  });

  test('tells where the host is known from where the browser does not tell it', async ({ page: tab }) => {
    const site = await startCard(
      {
        '/': page('<a href="/next">next</a>'),
        '/next': page('<a href="/go">go</a>'),
        '/go': { status: 302, headers: { location: '/done?ld_debug' } },
        '/done': page(''),
      },
      { script: script.replaceAll('ancestorOrigins', 'nothing') },
    );
    try {
      const card = await site.open(tab, '/?ld_debug');
      await shown(card, "Known fromthe page's referrer");
      await card.click('a');
      await shown(card, "Known fromthe page's address (ld_referrer)");
      await card.click('a');
      await card.waitFor('location.pathname === "/done"');
      // Chromium gives a frame of another site none in a separate context.
      const hasStorage = await card.evaluate(() => {
        try {
          return Boolean(sessionStorage);
        } catch {
          return false;
        }
      });
      if (hasStorage) {
        await shown(card, "Known fromthe tab's storage");
        await card.evaluate(() => {
          sessionStorage.clear();
          location.reload();
        });
      }
      await shown(card, 'Hostnot known');
      await card.evaluate('ld.send("hangup")');
      await shown(card, 'waits for a host');
      await tab.evaluate(() => frames[0]!.postMessage('{"type":"callLineIdle"}', '*'));
      await shown(card, 'Known fromits own message');
      await shown(card, `{"action":"hangup"}posted to ${site.host.origin}`);
      assert.equal(await tab.evaluate('messages.map(function (message) { return message.data })'), [
        '{"action":"hangup"}',
      ]);
    } finally {
      await site.close();
    }
  });

  test('keeps the last 500 messages', async ({ page: tab }) => {
    const site = await startCard({ '/': page('') }, { script });
    try {
      const card = await site.open(tab, '/?ld_debug');
      await card.evaluate(() => {
        for (let id = 1; id <= 510; id++) window.ld.send('select_reason', { id });
      });
      await shown(card, '{"id":510}');
      const rows = await card.evaluate(() =>
        Array.from(document.querySelector('ld-debug')!.shadowRoot!.querySelectorAll('code'), (row) => row.textContent),
      );
      assert.equal(
        rows,
        Array.from({ length: 500 }, (_, at) => `{"action":"select_reason","params":{"id":${510 - at}}}`),
      );
    } finally {
      await site.close();
    }
  });

  test('is for mouse and keyboard, takes no focus, and hides from the page what is done in it', async ({
    page: tab,
  }) => {
    const site = await startCard({ '/': page(`<input>${watchful}`) }, { script });
    const isOpen = 'document.querySelector("ld-debug").shadowRoot.querySelector("details").open';
    try {
      const card = await site.open(tab, '/?ld_debug');
      assert.is(await card.evaluate('document.activeElement.localName'), 'body');
      await card.click('ld-debug >>> summary');
      await card.waitFor(`!${isOpen}`);
      await card.focus('ld-debug >>> summary');
      await card.evaluate('seen.length = 0');
      await card.press('Enter');
      await card.waitFor(isOpen);
      await card.click('ld-debug >>> section > button');
      await card.waitFor('!document.querySelector("ld-debug")');
      assert.equal(await card.evaluate('seen'), []);
      await card.click('input');
      assert.equal(await card.evaluate('seen'), ['mousedown', 'click']);
    } finally {
      await site.close();
    }
  });

  test('is carried on like the parameter until it is closed, and is not there unasked', async ({ page: tab }) => {
    const next = page('<a href="/next">next</a><form action="/get"><button>get</button></form>');
    const site = await startCard({ '*': next }, { script });
    try {
      const card = await site.open(tab, '/?ld_debug');
      await card.click('a');
      assert.is((await site.card.received('/next')).url, `/next?ld_debug&${carried(site.host)}`);
      await card.waitFor('location.pathname === "/next" && document.querySelector("ld-debug")');
      await card.click('form button');
      assert.match((await site.card.received('/get')).url, /^\/get\?ld_debug=/);
      await card.waitFor('location.pathname === "/get" && document.querySelector("ld-debug")');
      await card.click('ld-debug >>> section > button');
      await card.click('a');
      await card.waitFor('location.pathname === "/next" && document.readyState === "complete"');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
      assert.is(await card.evaluate('document.querySelector("ld-debug")'), null);
    } finally {
      await site.close();
    }
  });
});
