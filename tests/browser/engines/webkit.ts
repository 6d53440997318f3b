import type { Readable } from 'node:stream';
import { freePort } from '../free-port.js';
import { until, within } from '../until.js';
import { type Program, start } from './processes.js';
import type { Engine, Tab } from './tab.js';
import { command, openSession } from './webdriver.js';
import { connectMouse, type Mouse } from './x11.js';

/** Where the programs are that this engine takes. */
export interface WebKitPrograms {
  driver: string;
  browser: string;
  /** Xvfb: WebKitGTK has no mode without windows. */
  screen: string;
}

/** WebKitGTK, driven by WebKitWebDriver over plain WebDriver, on one display that is not seen. */
export async function launchWebKit({ driver, browser, screen }: WebKitPrograms): Promise<Engine> {
  // Not `xvfb-run -a`: Xvfb itself finds a free display without a race, and is one process to end.
  const xvfb = start(screen, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await within(firstLine(xvfb.process.stdio[3] as Readable), 'starting Xvfb', START_TIMEOUT_MS);
  const capabilities = { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };

  /** A driver has one session at a time, and a session one storage: each open tab has a driver. */
  const drivers = new Set<Driver>();
  const idle: Driver[] = [];
  const drop = (driver: Driver) => {
    driver.program.end();
    drivers.delete(driver);
  };
  const openTab = async (tries = 3): Promise<Tab & { version: string }> => {
    const running = idle.pop() ?? (await startDriver(driver, display));
    drivers.add(running);
    let tab: Tab & { version: string };
    try {
      tab = await within(openSession(running.address, capabilities), 'opening a session', START_TIMEOUT_MS);
    } catch (error) {
      // Once in some thousand times the browser that it starts never answers it.
      drop(running);
      if (tries > 1) return openTab(tries - 1);
      throw error;
    }
    const mouse = await connectMouse(display);
    return withMouse(tab, mouse, async () => {
      mouse.close();
      try {
        await within(tab.close(), 'closing a session', CLOSE_TIMEOUT_MS);
        idle.push(running);
      } catch {
        drop(running);
      }
    });
  };
  const first = await openTab();
  await first.close();
  return {
    version: first.version,
    newTab: () => openTab(),
    async close() {
      for (const { program } of drivers) program.end();
      xvfb.end();
    },
  };
}

interface Driver {
  address: string;
  program: Program;
}

async function startDriver(driver: string, display: string): Promise<Driver> {
  const port = await freePort();
  const env = { ...process.env, ...environment, DISPLAY: `:${display}` };
  const program = start(driver, [`--port=${port}`], { env });
  const address = `http://127.0.0.1:${port}`;
  await until(() => command(address, 'GET', '/status'), 'WebKitWebDriver to start', START_TIMEOUT_MS);
  return { address, program };
}

/** A tab whose other buttons are pressed by a real mouse: the driver releases only the left one. */
function withMouse<T extends Tab>(tab: T, mouse: Mouse, close: () => Promise<void>): T {
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
    close,
  };
}

/** A busy machine may take long to start a program; a lane that is silent for 120 s is ended. */
const START_TIMEOUT_MS = 30_000;

/** Less than a page waits to be closed. */
const CLOSE_TIMEOUT_MS = 8_000;

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
