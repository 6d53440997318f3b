import type { Readable } from 'node:stream';
import { freePort } from '../free-port.js';
import { until, within } from '../until.js';
import { start } from './processes.js';
import type { Engine, Tab } from './tab.js';
import { command, openSession } from './webdriver.js';
import { connectMouse } from './x11.js';

/** Where the programs are that this engine takes. */
export interface WebKitPrograms {
  driver: string;
  browser: string;
  /** Xvfb: WebKitGTK has no mode without windows. */
  screen: string;
}

/** WebKitGTK, driven by WebKitWebDriver over plain WebDriver, on displays that nobody sees. */
export async function launchWebKit(programs: WebKitPrograms): Promise<Engine> {
  // Starting takes about a second: the next tab does so while this one is used.
  let next = openTab(programs);
  return {
    async newTab() {
      const tab = await next;
      next = openTab(programs);
      next.catch(() => {});
      return tab;
    },
    async close() {
      await next.then((tab) => tab.close());
    },
  };
}

/** A driver has one session at a time, a session one storage, a display one pointer: each tab has its own. */
async function openTab({ driver, browser, screen }: WebKitPrograms): Promise<Tab> {
  // Not `xvfb-run -a`: Xvfb itself finds a free display without a race, and is one process to end.
  const xvfb = start(screen, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await within(firstLine(xvfb.process.stdio[3] as Readable), 'starting Xvfb');
  const port = await freePort();
  const server = start(driver, [`--port=${port}`], { env: { ...process.env, ...environment, DISPLAY: `:${display}` } });
  const address = `http://127.0.0.1:${port}`;
  await until(() => command(address, 'GET', '/status'), 'WebKitWebDriver to start');
  const capabilities = { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
  const tab = await openSession(address, capabilities);
  const mouse = await connectMouse(display);

  let pointer = { x: 0, y: 0 };
  return {
    ...tab,
    move(x, y) {
      pointer = { x, y };
      return tab.move(x, y);
    },
    async click(button, modifiers) {
      if (button === 'left') return tab.click(button, modifiers);
      const [left, top] = JSON.parse(await tab.evaluate([], viewportOnScreen));
      mouse.click(left + pointer.x, top + pointer.y, button, modifiers);
    },
    async close() {
      mouse.close();
      await tab.close().finally(() => {
        server.end();
        xvfb.end();
      });
    },
  };
}

const environment = {
  GDK_BACKEND: 'x11',
  LIBGL_ALWAYS_SOFTWARE: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
};

/** The browser's bar is above the viewport. */
const viewportOnScreen = '(async () => JSON.stringify([screenX, screenY + outerHeight - innerHeight]))()';

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    stream.on('end', () => reject(new Error('Xvfb ended without a display')));
  });
}
