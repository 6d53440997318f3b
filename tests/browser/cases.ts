/**
 * Cases of the runtime as tables: a page, what is done in it, and what the server must receive for it.
 *
 *     eachCase('links', {
 *       'a link carries the parameter': { body: '<a id=go href="next?a=1#b">', to: 'next?a=1&LD' },
 *       'a link to another site does not': { body: '<a id=go href="{host}/next">', to: '{host}/next' },
 *     });
 *
 * A case has its own folder, in which its page is `page`; addresses are relative to it. `{host}` and `{card}` are
 * the two origins, `LD` in an expected address the parameter and `HOST` its value. Every navigation is answered with
 * 204, so that the page stays, and can be looked at: it must be as it was, and must have written nothing to its
 * console.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Card, type CardOptions, carried, page, startCard } from './card.js';
import { type Browser, can, type EngineName, engines, type Frame, launch, type Page } from './engines/index.js';
import type { Received, Routes, Site } from './serve.js';
import { until } from './until.js';

export interface Case {
  body: string;
  head?: string;
  /** Attributes of the runtime's script element. */
  settings?: string;
  /** The page as it is sent, instead of one made of the above. */
  page?: Uint8Array | string;
  contentType?: string;
  /** Query and fragment of the page. */
  at?: string;
  /** What happens, instead of a click on the element `go`. A function that takes nothing runs in the card's page. */
  act?: (() => unknown) | ((card: Frame, tab: Page, engine: EngineName) => Promise<unknown>);
  /** The one address that must be asked for then, after `POST ` for other methods; `null` for none. */
  to: string | null | ((engine: EngineName) => string | null);
  /** The body that must be sent. */
  sends?: string;
  /** Must be true in the page afterwards. */
  then?: () => unknown;
  /** What the page's console must have. */
  logs?: RegExp;
  /** The page changes itself. */
  changes?: boolean;
}

/** Suites for each engine, or for one of them: a test a case, all in one tab. */
export function eachCase(
  name: string,
  cases: Record<string, Case>,
  options: CardOptions = {},
  only?: EngineName,
): void {
  for (const engine of engines().filter((engine) => !only || engine === only)) {
    const tests = suite<object>(`${name}, ${engine}`);
    let bench: Promise<Bench> | undefined;
    Object.entries(cases).forEach(([title, one], index) => {
      tests(title, async () => run(await (bench ??= setUp(engine, options)), one, index));
    });
    tests.after(async () => {
      const { browser, tab, site } = (await bench) ?? {};
      await tab?.close();
      await Promise.all([browser?.close(), site?.close()]);
    });
    tests.run();
  }
}

interface Bench {
  engine: EngineName;
  browser: Browser;
  tab: Page;
  site: Card;
  routes: Routes;
}

async function setUp(engine: EngineName, options: CardOptions): Promise<Bench> {
  const routes: Routes = { '/': '', '*': { status: 204 } };
  const site = await startCard(routes, { watch: true, hostRoutes: { '*': { status: 204 } }, ...options });
  const browser = await launch(engine);
  const tab = await browser.newPage();
  await site.open(tab);
  return { engine, browser, tab, site, routes: site.card.routes };
}

async function run({ engine, tab, site, routes }: Bench, one: Case, index: number): Promise<void> {
  const { card, host } = site;
  const fill = (text: string) => text.replaceAll('{host}', host.origin).replaceAll('{card}', card.origin);
  const folder = `/${index}/`;
  const source = one.page ?? page(fill(one.body), { head: fill(one.head ?? ''), settings: one.settings ?? '' });
  let loads = 0;
  routes[`${folder}page`] = () =>
    loads++ === 0
      ? { headers: { 'content-type': one.contentType ?? 'text/html;charset=utf-8' }, body: source }
      : { status: 204 };

  const logged = card.console.length;
  const address = card.url(`${folder}page${fill(one.at ?? '')}`);
  await tab.evaluate((address) => void (document.querySelector('iframe')!.src = address), address);
  const frame = tab.frame('card');
  await frame.waitFor((path) => location.pathname === path && document.readyState === 'complete', `${folder}page`);

  const before = await frame.evaluate(html);
  const [marked, markedHost] = [card.requests.length, host.requests.length];
  const received = () => [
    ...card.requests.slice(marked).map((request) => describe(request, folder)),
    ...host.requests.slice(markedHost).map((request) => describe(request, folder, '{host}')),
  ];
  if (!one.act) await frame.click('#go');
  else if (one.act.length === 0) await frame.evaluate(one.act as () => unknown);
  else await one.act(frame, tab, engine);

  const to = typeof one.to === 'function' ? one.to(engine) : one.to;
  const expected = to === null ? [] : [asSent(fillParameter(to, host), engine)];
  if (expected.length > 0) await until(() => received().length > 0, `a request for ${expected[0]}`);
  // A request on the same connection's heels: what was under way before it has arrived with it.
  await frame.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fetch(`${location.origin}/sentinel`);
  });
  assert.equal(
    received().filter((address) => address !== '/sentinel'),
    expected,
  );
  if (one.sends !== undefined) assert.is(card.requests.slice(marked)[0]?.text, fillParameter(one.sends, host));
  if (!one.changes) assert.is(await frame.evaluate(html), before, 'the document is as it was');
  if (one.then) assert.ok(await frame.evaluate(one.then), `${one.then}`);
  const log = card.console
    .slice(logged)
    .map(({ type, text }) => `${type}: ${text}`)
    .join('\n');
  if (one.logs) assert.match(log, one.logs);
  else assert.is(log, '', 'the console is empty');
}

/** An address as the engine asks for it. */
export function asSent(address: string, engine: EngineName): string {
  return can(engine, 'escapesAsWritten') ? address : address.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase());
}

function html(): string {
  return document.documentElement.outerHTML;
}

function fillParameter(text: string, host: Site): string {
  return text.replaceAll('LD', carried(host)).replaceAll('HOST', encodeURIComponent(host.origin));
}

function describe({ method, url }: Received, folder: string, origin = ''): string {
  const address = origin + (origin === '' && url.startsWith(folder) ? url.slice(folder.length) : url);
  return method === 'GET' ? address : `${method} ${address}`;
}
