/** The card's tab in Firefox. */
import type { ElementHandle, Frame, KeyInput, Page } from 'puppeteer-core';
import { isNamed } from '../../simulator/scenario/in-page.js';
import { notFound } from '../../simulator/scenario/in-words.js';
import { goTo, postToHost } from './in-page.js';
import { launchFirefox } from './launch-firefox.js';
import type { CardBrowser, CardTab, Target } from './tab.js';

export async function openFirefox(): Promise<CardBrowser> {
  const browser = await launchFirefox();
  return {
    async newTab(timeout) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(timeout);
      await page.setViewport({ width: 1280, height: 720 });
      return tabOf(page, timeout, () => context.close());
    },
    async close() {
      await browser.close();
      // It says so, too, when the browser did not hear of it (puppeteer, issue 15468).
      browser.process()?.kill('SIGKILL');
    },
  };
}

function tabOf(page: Page, timeout: number, close: () => Promise<void>): CardTab {
  /** The card's document: another one after each navigation. */
  async function card(): Promise<Frame> {
    const element = await page.waitForSelector('iframe[name=card]');
    return (await (element as ElementHandle<HTMLIFrameElement>).contentFrame())!;
  }
  const root = async () => (await (await card()).waitForSelector(':root'))!;

  /** Waits for a visible element. A document that goes away meanwhile is asked again as the next one. */
  async function find(target: Target): Promise<ElementHandle<Element>> {
    const deadline = performance.now() + timeout;
    let problem = '';
    do {
      try {
        const found = await search(await card(), target);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      } catch (error) {
        problem = ` ${(error as Error).message}`;
      }
    } while (performance.now() < deadline);
    throw new Error(notFound(target, timeout) + problem);
  }

  return {
    async open(url) {
      await page.goto(url);
    },
    click: async (target) => (await find(target)).click(),
    async fill(target, value) {
      const field = await find(target);
      const option = await field.evaluate(optionValue, value);
      await (option === null ? field.asLocator().fill(value) : field.select(option));
    },
    async press(key, target) {
      if (target) await (await find(target)).focus();
      await page.keyboard.press(key as KeyInput);
    },
    see: async (target) => void (await find(target)),
    go: async (address) => (await root()).evaluate(goTo, address),
    post: async (text) => (await root()).evaluate(postToHost, text),
    screenshot: () => page.screenshot(),
    async clear() {
      await page.goto('about:blank');
      const context = page.browserContext();
      await context.deleteCookie(...(await context.cookies()));
    },
    close,
  };
}

const ASK_AGAIN_MS = 50;

/** Roles come from the browser, which finds by whole names only; so names are compared here, as Playwright does. */
async function search(
  card: Frame,
  { role, name, label, text, css }: Target,
): Promise<ElementHandle<Element> | undefined> {
  const selector =
    role !== undefined ? `::-p-aria([role=${JSON.stringify(role)}])` : text !== undefined ? `::-p-text(${text})` : css;
  for (const element of await card.$$(selector ?? 'input, select, textarea, [aria-label], [aria-labelledby]')) {
    const wanted = name ?? label;
    if ((wanted === undefined || (await element.evaluate(isNamed, wanted))) && (await element.isVisible()))
      return element;
  }
  return undefined;
}

/**
 * Runs in the page: the value of a list's option that reads so; `null` for another element, or without such an option.
 */
function optionValue(element: Element, text: string): string | null {
  const options = [...((element as HTMLSelectElement).options ?? [])];
  return options.find((option) => option.label === text || option.value === text)?.value ?? null;
}
