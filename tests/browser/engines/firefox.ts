import puppeteer, {
  type ElementHandle,
  type Frame,
  type KeyInput,
  type Page,
  type Browser as Puppeteer,
} from 'puppeteer-core';
import { frameElement } from './elements.js';
import { type Engine, FrameMissing, type FrameStep, type Tab } from './tab.js';

/** Frames have their storage per top site, as users have it and as puppeteer's profile has it not. */
const extraPrefsFirefox = {
  'network.cookie.cookieBehavior': 5,
  'browser.contentblocking.features.standard': '-tp,tpPrivate,cookieBehavior5,-cryptoTP,-fp',
};

/** Firefox, driven by puppeteer-core over WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox,
    headless: true,
    timeout: 60_000,
  });
  const version = (await browser.version()).replace(/^firefox\//i, '');
  const close = async () => {
    await browser.close();
    // It says so, too, when the browser did not hear of it (puppeteer, issue 15468).
    browser.process()?.kill('SIGKILL');
  };
  return { version, newTab: () => openTab(browser), close };
}

async function openTab(browser: Puppeteer): Promise<Tab> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const { keyboard, mouse } = page;
  const hold = async (keys: string[], use: () => Promise<void>) => {
    for (const key of keys) await keyboard.down(key as KeyInput);
    await use();
    for (const key of keys) await keyboard.up(key as KeyInput);
  };
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (path, expression) => (await frameAt(page, path)).evaluate(expression) as Promise<string>,
    move: (x, y) => mouse.move(x, y),
    click: (button, modifiers) =>
      hold(modifiers, async () => {
        await mouse.down({ button });
        await mouse.up({ button });
      }),
    press: (key, modifiers) => hold(modifiers, () => keyboard.press(key as KeyInput)),
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => context.close(),
  };
}

async function frameAt(page: Page, path: FrameStep[]): Promise<Frame> {
  try {
    let frame = page.mainFrame();
    for (const step of path) {
      const element = (await frame.evaluateHandle(frameElement(step))).asElement();
      frame = await (element as ElementHandle<HTMLIFrameElement>).contentFrame();
    }
    return frame;
  } catch (cause) {
    throw new FrameMissing(path, { cause });
  }
}
