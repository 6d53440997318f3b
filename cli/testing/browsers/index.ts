/**
 * Browsers that are installed, for what the command line does in a card: one interface, a driver for each engine.
 *
 *   chromium   by playwright-core      firefox   by puppeteer-core, over WebDriver BiDi
 *
 * Neither driver is part of this package, and nothing is downloaded.
 */
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';

export type { CardBrowser, CardTab, Target } from './tab.js';

export const BROWSERS = { chromium: openChromium, firefox: openFirefox } as const;

export type BrowserName = keyof typeof BROWSERS;
