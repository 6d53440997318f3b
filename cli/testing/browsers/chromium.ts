/** The card's tab in Chromium. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { notFound } from '../../simulator/scenario/in-words.js';
import { goTo, postToHost } from './in-page.js';
import { launchChromium } from './launch-chromium.js';
import type { CardBrowser, CardTab, Target } from './tab.js';

export async function openChromium(): Promise<CardBrowser> {
  const browser = await launchChromium('scenario run');
  return {
    async newTab(timeout) {
      const context = await browser.newContext();
      context.setDefaultTimeout(timeout);
      return tabOf(await context.newPage(), timeout, () => context.close());
    },
    close: () => browser.close(),
  };
}

function tabOf(page: Page, timeout: number, close: () => Promise<void>): CardTab {
  const card = page.frameLocator('iframe[name=card]');

  /** Does something with an element; says which one was not there. */
  async function use(target: Target, act: (element: Locator) => Promise<unknown>): Promise<void> {
    try {
      await act(locate(card, target));
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') throw new Error(notFound(target, timeout));
      throw error;
    }
  }

  return {
    async open(url) {
      await page.goto(url);
    },
    click: (target) => use(target, (element) => element.click()),
    fill: (target, value) =>
      use(target, async (field) => {
        const isList = await field.evaluate((element) => element.localName === 'select');
        await (isList ? field.selectOption(value) : field.fill(value));
      }),
    press: (key, target) => (target ? use(target, (element) => element.press(key)) : page.keyboard.press(key)),
    see: (target) => use(target, (element) => element.first().waitFor()),
    go: (address) => card.locator(':root').evaluate(goTo, address),
    post: (text) => card.locator(':root').evaluate(postToHost, text),
    screenshot: () => page.screenshot(),
    async clear() {
      await page.goto('about:blank');
      await page.context().clearCookies();
    },
    close,
  };
}

function locate(card: FrameLocator, { role, name, label, text, css }: Target): Locator {
  if (role !== undefined)
    return card.getByRole(role as Parameters<FrameLocator['getByRole']>[0], name === undefined ? {} : { name });
  if (label !== undefined) return card.getByLabel(label);
  return text === undefined ? card.locator(css!) : card.getByText(text);
}
