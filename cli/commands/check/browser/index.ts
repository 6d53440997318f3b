/**
 * Every page of a card in Chromium, in the frame of a simulated LeadDesk: does a command arrive from there?
 *
 * The pages are loaded one after the other as an agent goes on from page to page: by a link in the page before. A
 * button that declares a command is clicked in each, so that it does not matter how a page loads the runtime.
 */
import type { Frame, Page as Tab } from 'playwright-core';
import { UserError } from '../../../shared/errors.js';
import { launchChromium } from '../../../testing/browsers/launch-chromium.js';
import type { Host } from '../../../testing/index.js';
import type { Card, Trial } from '../card.js';
import type { Page } from '../page.js';
import { createProgress } from '../walk/progress.js';

/** How long a page may take to load, and a command to arrive, in ms. */
const LOADING = 20_000;
const ARRIVING = 3_000;

/** Tries the pages of a card. @param given its folder or address, as `startHost` takes it. */
export async function tryPages(card: Card, given: string): Promise<Trial[]> {
  const pages = card.pages.filter(
    ({ isWhole, source, exchange }) => isWhole && (exchange ?? /\.x?html?$/i.test(source.name)),
  );
  if (!pages.length)
    throw new UserError(
      '--browser has no pages to load here, since a server makes them. Give the address of the running card.',
    );
  const browser = await launchChromium('--browser');
  const progress = createProgress();
  try {
    const { startHost } = await import('../../../testing/index.js');
    const host = await startHost({ card: given, ...(card.origin !== undefined && { proxy: true }) });
    try {
      const tab = await browser.newPage();
      const console = watchConsole(tab);
      await tab.goto(host.url);
      const frame = await cardFrame(tab);
      const trials: Trial[] = [];
      for (const page of pages) {
        progress.show(`${trials.length + 1} of ${pages.length} pages in Chromium: ${page.source.name}`);
        console.length = 0;
        const problem = await tryPage(host, frame, addressOf(page, host), `check_${trials.length}`);
        trials.push({ page, ...(problem !== undefined && { problem: [problem, ...console.slice(0, 1)].join(': ') }) });
      }
      return trials;
    } finally {
      await host.close();
    }
  } finally {
    progress.clear();
    await browser.close();
  }
}

/** Where the host's card has a page; a card that runs is framed through the host's own origin. */
function addressOf({ source, exchange }: Page, host: Host): string {
  const entry = new URL(host.cardUrl);
  if (exchange) return new URL(exchange.address.pathname + exchange.address.search, entry).href;
  return new URL(source.name.split('/').map(encodeURIComponent).join('/') + entry.search, `${entry.origin}/`).href;
}

/** Errors that pages write to their console: what the browser refused, what the runtime missed. */
function watchConsole(tab: Tab): string[] {
  const errors: string[] = [];
  tab.on(
    'console',
    (message) => void (message.type() === 'error' && errors.push(message.text().split('\n')[0]!.slice(0, 200))),
  );
  return errors;
}

async function cardFrame(tab: Tab): Promise<Frame> {
  const element = await tab.waitForSelector('iframe[name=card]', { state: 'attached', timeout: LOADING });
  const frame = (await element.contentFrame())!;
  // An empty document comes first, which no address is loaded into yet.
  await frame.waitForURL((url) => url.protocol !== 'about:', { timeout: LOADING, waitUntil: 'load' }).catch(() => {});
  return frame;
}

/** @returns why no command arrived; nothing when one did. */
async function tryPage(host: Host, frame: Frame, address: string, action: string): Promise<string | undefined> {
  try {
    await goOn(frame, address);
  } catch {
    return 'it does not load in the frame';
  }
  if (/^(chrome-error|about):/.test(frame.url())) return 'it does not load in the frame';
  try {
    const arrived = host.waitFor(action, { timeout: ARRIVING });
    await Promise.all([arrived, frame.evaluate(sendDeclared, action)]);
    return undefined;
  } catch {
    return (await frame.evaluate(() => 'ld' in window).catch(() => false))
      ? 'the runtime is there, but sends nothing'
      : 'there is no runtime that sends it';
  }
}

/** Follows a link to the address; from a page that did not load, there is none. */
async function goOn(frame: Frame, address: string): Promise<void> {
  const loaded = frame.waitForNavigation({ waitUntil: 'load', timeout: LOADING });
  const followed = frame.evaluate(follow, address).catch(() => frame.goto(address));
  await Promise.all([loaded, followed]);
}

/** Runs in the page. */
function follow(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  document.documentElement.append(link);
  // Once the page is done with the call that this is in.
  setTimeout(() => {
    link.click();
    link.remove();
  });
}

/** Runs in the page. */
function sendDeclared(action: string): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('data-ld-send', action);
  document.documentElement.append(button);
  button.click();
  button.remove();
}
