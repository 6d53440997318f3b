/**
 * Browsers that are installed, for what the command line does in a card: one interface, a driver for each engine.
 *
 *   chromium   by playwright-core      firefox   by puppeteer-core, over WebDriver BiDi
 *
 * Neither driver is part of this package, and nothing is downloaded.
 */
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';
import type { Target } from './target.js';

export type { Target };

/** A tab with storage and cookies of its own, in which a host's page frames a card. */
export interface CardTab {
  /** Loads the host's page, and waits for its frame. */
  open(url: string): Promise<void>;
  click(target: Target): Promise<void>;
  /** Types a value into a field instead of what it has; of a list, chooses the option. */
  fill(target: Target, value: string): Promise<void>;
  /** Presses a key in an element, or where the focus is. */
  press(key: string, target?: Target): Promise<void>;
  /** Waits until the element can be seen. */
  see(target: Target): Promise<void>;
  /** Has the card's page go to an address, as a script of the page does. */
  go(address: string): Promise<void>;
  /** Posts a text to the host from the card's page: it arrives after all that the page has posted before. */
  post(text: string): Promise<void>;
  /** A picture of the host's page, as PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface CardBrowser {
  /** @param timeout how long each action may take, in ms. */
  newTab(timeout: number): Promise<CardTab>;
  close(): Promise<void>;
}

export const BROWSERS = { chromium: openChromium, firefox: openFirefox } as const;

export type BrowserName = keyof typeof BROWSERS;
