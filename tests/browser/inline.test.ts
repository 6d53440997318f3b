/**
 * What `inline` prints, rendered by its language, in a browser that holds the page to the policy it names.
 *
 * @needs php
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { eachEngine } from './engines/index.js';
import { locate } from './engines/install.js';
import { serve } from './serve.js';

const program = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const NONCE = 'bm9uY2U+/w==';

const printed = (...args: string[]) =>
  execFileSync(process.execPath, [program, 'inline', ...args], { encoding: 'utf8' });

/** PHP renders its pages itself, from its standard input. */
const php = (template: string) =>
  execFileSync(locate('php'), ['-d', 'short_open_tag=On'], {
    input: `<?php $nonce = '${NONCE}' ?>${template}`,
    encoding: 'utf8',
  });

/** EJS as its documentation describes the tags that are used here. */
const ejs = (template: string) =>
  template.replace(/<%%|%%>|<%#[^]*?%>|<%= nonce %>/g, (tag) =>
    tag === '<%%' ? '<%' : tag === '%%>' ? '%>' : tag.startsWith('<%#') ? '' : NONCE,
  );

const renderers: Record<string, (template: string) => string> = {
  html: (template) => template.replace(' nonce="nonce"', ` nonce="${NONCE}"`),
  php,
  ejs,
};

/** A page of the card that shows who it takes for its host, and nothing else of which runs without a nonce or hash. */
const pageOf = (script: string) =>
  `<!doctype html><html><head><meta charset="utf-8">${script}</head><body><a href="/next">Next</a></body></html>`;

const settings = ['--keep', 'phone "x"', '--allow', 'http://localhost:*'];
const routes: Record<string, { headers: Record<string, string>; body: string }> = {};
for (const [name, render] of Object.entries(renderers)) {
  const plain = printed('--for', name, ...settings);
  const hash = /'sha256-\S+'/.exec(plain)![0];
  const nonce = name === 'php' ? '$nonce' : 'nonce';
  const withNonce = printed('--for', name, '--nonce', nonce, ...settings);
  const policy = (source: string) => ({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${source}`,
  });
  routes[`/${name}/hash`] = { headers: policy(hash), body: pageOf(render(plain)) };
  routes[`/${name}/nonce`] = { headers: policy(`'nonce-${NONCE}'`), body: pageOf(render(withNonce)) };
  routes[`/${name}/other`] = { headers: policy("'nonce-other'"), body: pageOf(render(withNonce)) };
}

const card = await serve(routes, { host: '127.0.0.1' });
const host = await serve(
  {
    '*': ({ url }) => `<!doctype html><iframe name="card" src="${card.origin}${url}?phone=1"></iframe>
      <script>messages = []; addEventListener('message', ({ data }) => messages.push(data))</script>`,
  },
  { host: 'localhost' },
);

declare const messages: string[];

eachEngine('inline', (test) => {
  for (const name of Object.keys(renderers)) {
    for (const kind of ['hash', 'nonce']) {
      test(`in ${name} it runs under a policy that names its ${kind}, with its settings`, async ({ page }) => {
        await page.goto(host.url(`/${name}/${kind}`));
        const framed = page.frame('card');
        await framed.waitFor(() => window.ld && document.links.length);
        assert.is(await framed.evaluate(() => window.ld.origin), host.origin);
        assert.is(await framed.evaluate(() => document.scripts[0]!.dataset.ldKeep), 'phone "x"');
        assert.is(await framed.evaluate(() => new URL(window.ld.url('/next')).searchParams.get('phone')), '1');
        assert.is(await framed.evaluate(() => window.ld.send('hangup')), true);
        assert.is(await page.waitFor(() => messages[0]), '{"action":"hangup"}');
        assert.is(await framed.evaluate(() => document.body.childNodes.length), 1);
      });
    }
  }

  test('under a policy that names neither it does not run', async ({ page }) => {
    await page.goto(host.url('/php/other'));
    const framed = page.frame('card');
    await framed.waitFor(() => document.links.length);
    assert.is(await framed.evaluate(() => typeof window.ld), 'undefined');
  });
});
