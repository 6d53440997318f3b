import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Frame, type Page, type Browser as Playwright } from 'playwright-core';
import { frameElement } from './elements.js';
import { type Engine, FrameMissing, type FrameStep, type Tab } from './tab.js';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // As in the whole browser: a card is in another process than its host.
  '--site-per-process',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // For the soak, which weighs the heap: after a collection, and to the byte.
  '--js-flags=--expose-gc',
  '--enable-precise-memory-info',
  `--disable-features=${[
    // Chromium heeds only the last list, so this replaces playwright's: what of it concerns these tests, except that
    // frames have their storage per top site, as users have it.
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    // Each new window would start two more renderers, for the popup of an address bar that is not seen.
    'AimEnabled',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxPopup',
  ]}`,
];

/** Chromium, driven by playwright-core over the DevTools protocol. */
export async function launchChromium(executablePath: string): Promise<Engine> {
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  return { version: browser.version(), newTab: () => openTab(browser), close: () => browser.close() };
}

async function openTab(browser: Playwright): Promise<Tab> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { keyboard, mouse } = page;
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (path, expression) => (await frameAt(page, path)).evaluate<string>(expression),
    move: (x, y) => mouse.move(x, y),
    click: (button, modifiers) =>
      sent([
        ...modifiers.map((key) => keyboard.down(key)),
        mouse.down({ button }),
        mouse.up({ button }),
        ...modifiers.map((key) => keyboard.up(key)),
      ]),
    press: (key, modifiers) => sent([keyboard.press([...modifiers, key].join('+'))]),
    screenshot: () => page.screenshot(),
    close: () => context.close(),
  };
}

/**
 * Input is sent in order, whether awaited or not. Chromium may never acknowledge what makes its frame navigate: after a
 * moment what the page does tells enough.
 */
async function sent(input: Promise<void>[]): Promise<void> {
  await Promise.race([Promise.all(input), delay(1_000, undefined, { ref: false })]);
}

async function frameAt(page: Page, path: FrameStep[]): Promise<Frame> {
  try {
    let frame = page.mainFrame();
    for (const step of path) {
      const element = await frame.evaluateHandle<Element | undefined>(frameElement(step));
      frame = (await element.asElement()!.contentFrame())!;
    }
    return frame;
  } catch (cause) {
    throw new FrameMissing(path, { cause });
  }
}
