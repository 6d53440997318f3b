import { chromium, type Browser as Playwright, type Frame, type Page } from 'playwright-core';
import { frameElement } from './elements.js';
import { FrameMissing, type FrameStep, type Tab } from './tab.js';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium, driven by playwright-core over the DevTools protocol. */
export async function launchChromium(executablePath: string) {
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  return { newTab: () => openTab(browser), close: () => browser.close() };
}

async function openTab(browser: Playwright): Promise<Tab> {
  const context = await browser.newContext();
  const page = await context.newPage();
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (path, expression) => (await frameAt(page, path)).evaluate<string>(expression),
    move: (x, y) => page.mouse.move(x, y),
    async click(button, modifiers) {
      for (const key of modifiers) await page.keyboard.down(key);
      await page.mouse.down({ button });
      await page.mouse.up({ button });
      for (const key of modifiers) await page.keyboard.up(key);
    },
    press: (key, modifiers) => page.keyboard.press([...modifiers, key].join('+')),
    screenshot: () => page.screenshot(),
    close: () => context.close(),
  };
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
