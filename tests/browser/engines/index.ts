/**
 * Real browsers, one interface: a case is written once and runs unchanged in Chromium, Firefox and WebKit.
 *
 *     eachEngine('links', (test) => {
 *       test('a link in the card carries the parameter', async ({ page }) => {
 *         await page.goto(host.url('/'));
 *         const card = page.frame('card');                 // by name, id or index; nested: page.frame('card', 'inner')
 *         await card.click('a');                           // trusted; also 'x-menu >>> a', or () => document.links[0]
 *         await card.waitFor(() => location.pathname === '/order');
 *         assert.is(await card.evaluate((key) => sessionStorage.getItem(key), 'ld'), host.origin);
 *       });
 *     });
 *
 * Every case has a `page` with its own cookies and storage, closed after it, in the suite's `browser`; with the option
 * `onePage` they share one. A page:
 *
 *     goto(url)                                 loads, frames included
 *     evaluate(fn | expression, ...args)        in the top document, or in a frame: page.frame(…).evaluate(…)
 *     waitFor(fn | expression, ...args)         until it returns something truthy, through navigations
 *     click(target, { button, modifiers, at })  scrolls there, waits until the pointer is over it, clicks
 *     focus(target)  press(key, { modifiers })  type(target, text)
 *     url()  frame(...path)  screenshot()  close()
 *
 * Scripts that must run before a page's own, and the record of its console, come from the server (`../serve.ts`).
 * To go back: `evaluate(() => history.back())`. A click that would open a tab is one for the server to observe:
 * WebKit's test browser opens one for the middle button, but follows a link in place for Control.
 * `ENGINES=firefox,webkit` limits a run to some engines.
 *
 *   install     what each engine needs, and where it is
 *   tab         what each engine does its own way: chromium  firefox  webkit (with webdriver, x11, processes)
 *   capabilities what an engine can do, asked of itself
 *   page        what they have in common, built on that; what it does with elements is in elements
 */
import { suite, type Test } from 'uvu';
import { type Capabilities, type Capability, probe } from './capabilities.js';
import { launchChromium } from './chromium.js';
import { launchFirefox } from './firefox.js';
import { type EngineName, engines, locate, locateOr } from './install.js';
import { Page } from './page.js';
import type { Engine } from './tab.js';
import { launchWebKit } from './webkit.js';

export type { Target } from './elements.js';
export type { ClickOptions, Frame, Page } from './page.js';
export { type Capability, type EngineName, engines };

export interface Browser {
  readonly name: EngineName;
  /** Opens a page with its own cookies and storage. */
  newPage(): Promise<Page>;
  /** Closes the pages that were opened by this. The last one to close ends the browser. */
  close(): Promise<void>;
  readonly version: string;
  readonly capabilities: Capabilities;
}

const launchers: Record<EngineName, () => Promise<Engine>> = {
  chromium: () => launchChromium(locateOr('headlessShell', 'chromium')),
  firefox: () => launchFirefox(locate('firefox')),
  webkit: () =>
    launchWebKit({ driver: locate('webKitDriver'), browser: locate('miniBrowser'), screen: locate('xvfb') }),
};

interface Running {
  engine: Engine;
  capabilities: Capabilities;
}

/** The browsers of this process, and how many use each. */
const running = new Map<EngineName, { users: number; started: Promise<Running> }>();

/** A browser without a window. Whoever launches one that runs already shares it. */
export async function launch(name: EngineName): Promise<Browser> {
  if (!engines().includes(name))
    throw new Error(`ENGINES leaves out ${name}: say "@needs ${name}" in the test's first comment.`);
  const shared = running.get(name) ?? { users: 0, started: start(name) };
  running.set(name, shared);
  shared.users++;
  const { engine, capabilities } = await shared.started;
  const pages = new Set<Page>();
  return {
    name,
    version: engine.version,
    capabilities,
    async newPage() {
      const page = new Page(await engine.newTab(), () => pages.delete(page));
      pages.add(page);
      return page;
    },
    async close() {
      await Promise.all([...pages].map((page) => page.close()));
      if (--shared.users > 0) return;
      running.delete(name);
      await engine.close();
    },
  };
}

async function start(name: EngineName): Promise<Running> {
  const engine = await launchers[name]();
  const page = new Page(await engine.newTab());
  const capabilities = await probe(page);
  await page.close();
  found.set(name, capabilities);
  return { engine, capabilities };
}

const found = new Map<EngineName, Capabilities>();

/** Whether the engine at hand can do something. To be asked in a case: it is known once the browser runs. */
export function can(engine: EngineName, capability: Capability): boolean {
  const capabilities = found.get(engine);
  if (!capabilities) throw new Error(`${engine} has not been launched: ask what it can do within a case.`);
  return capabilities[capability];
}

export interface Context {
  browser: Browser;
  /** A fresh page for this case alone. */
  page: Page;
}

/** How a suite's cases use the browser. */
export interface CaseOptions {
  /**
   * One page for all cases of the suite, at a fraction of the cost. Storage belongs to an origin, port included, so
   * that a case that serves its own sites finds it empty all the same; cookies do not know ports.
   */
  onePage?: boolean;
}

/** Registers a suite's cases once for each engine; the suites run by themselves. */
export function eachEngine(
  name: string,
  define: (test: Test<Context>, engine: EngineName) => void,
  { onePage = false }: CaseOptions = {},
): void {
  for (const engine of engines()) {
    const cases = suite<Context>(`${name}, ${engine}`);
    let browser: Browser | undefined;
    let page: Page | undefined;
    // Not in `before`: a failure there would leave no test to tell it.
    cases.before.each(async (context) => {
      browser ??= await launch(engine);
      page ??= await browser.newPage();
      Object.assign(context, { browser, page });
    });
    if (!onePage) {
      cases.after.each(async () => {
        await page?.close();
        page = undefined;
      });
    }
    cases.after(() => browser?.close());
    define(cases, engine);
    cases.run();
  }
}
