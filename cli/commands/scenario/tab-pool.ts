/** Tabs of one browser that are used again: opening one costs three times what a scenario does in it. */
import type { CardBrowser, CardTab } from '../../testing/browsers/index.js';

export interface TabPool {
  take(): Promise<CardTab>;
  /** @param isReusable whether nothing that was stored in it can be seen by the next card. */
  giveBack(tab: CardTab, isReusable: boolean): Promise<void>;
  close(): Promise<void>;
}

/** @param timeout how long each action in a tab may take, in ms. */
export function createTabPool(browser: CardBrowser, timeout: number): TabPool {
  const free: CardTab[] = [];
  return {
    take: async () => free.pop() ?? browser.newTab(timeout),
    async giveBack(tab, isReusable) {
      // A page that asks before it is left stays where it is.
      const isClear =
        isReusable &&
        (await tab
          .clear()
          .then(() => true)
          .catch(() => false));
      if (isClear) free.push(tab);
      else await tab.close();
    },
    close: () => browser.close(),
  };
}
