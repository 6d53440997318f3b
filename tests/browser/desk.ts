/** A card in the simulator, for its tests: a folder with plain pages, and the desk's log as a person reads it. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Test } from 'uvu';
import { type Started, type StartOptions, start } from '../../cli/simulator/card/start.js';
import { plant } from '../cli/scratch.js';
import { type Browser, type Frame, launch, type Page } from './engines/index.js';

/** Every page hears the host in `heard`, tells whom it knows, and has `say` to post what it likes. */
const SCRIPT = `
  var heard = [];
  addEventListener('message', function (event) { if (event.source === parent) heard.push(event.data); });
  function say(data, origin) { parent.postMessage(data, origin || '*'); }
`;

export function pageOf(body: string, head = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8">${head}<script>${SCRIPT}</script></head><body>${body}</body></html>`;
}

export const PAGES = {
  'index.html': pageOf('<h1>First</h1><a href="second.html?x=1">on</a>', '<link rel="stylesheet" href="card.css">'),
  'second.html': pageOf('<h1>Second</h1>', '<link rel="stylesheet" href="card.css">'),
  'card.css': 'h1 { color: rgb(1, 2, 3) }',
};

export interface Desk extends Started {
  folder: string;
  /** Opens the host's page and waits for the card. */
  open(page: Page): Promise<Frame>;
}

export interface DeskOptions extends Partial<StartOptions> {
  /** Does something to the folder before the simulator starts. */
  prepare?: (folder: string) => void;
}

/** Starts the simulator with a folder of these files, or with a card that runs. */
export async function startDesk(
  files: Record<string, string> = PAGES,
  { prepare, ...options }: DeskOptions = {},
): Promise<Desk> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'desk-')));
  plant(folder, files);
  prepare?.(folder);
  const started = await start({
    card: { dir: folder },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: null,
    presets: [],
    ...options,
  });
  return {
    ...started,
    folder,
    async open(page) {
      await page.goto(started.url);
      const card = page.frame('card');
      await card.waitFor(() => document.readyState === 'complete' && location.href !== 'about:blank');
      return card;
    },
    async close() {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Row {
  kind: string;
  name: string;
  page: string;
  tag: string;
  payload: string;
  words: string;
}

/** The log's rows that are shown, as they read. */
export function readLog(page: Page): Promise<Row[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#log li')].map((item) => {
      const text = (selector: string) => item.querySelector(selector)?.textContent ?? '';
      return {
        kind: item.dataset.kind!,
        name: text('b'),
        page: text('.page'),
        tag: text('.tag'),
        payload: text('code'),
        words: text('.words'),
      };
    }),
  );
}

/** Waits until a row has all of these texts, and returns it. */
export function waitForRow(page: Page, ...texts: string[]): Promise<string> {
  return page.waitFor((wanted) => {
    const rows = [...document.querySelectorAll('#log li')].map((item) => item.textContent!);
    return rows.reverse().find((row) => wanted.every((text) => row.includes(text)));
  }, texts) as Promise<string>;
}

/** Clicks the button that reads so, in a part of the page where several do. */
export function press(page: Page | Frame, text: string, within = ':root'): Promise<void> {
  return page.evaluate(
    ([wanted, part]) => {
      const button = [...document.querySelectorAll<HTMLButtonElement>(`${part} button`)].find(
        (one) => one.textContent!.trim() === wanted && !one.disabled && one.checkVisibility(),
      );
      if (!button) throw new Error(`no button ${wanted}`);
      button.click();
    },
    [text, within] as const,
  );
}

export interface DeskContext {
  page: Page;
  desk: Desk;
  card: Frame;
}

/** Gives each case of a suite a simulator with a card of these files, loaded, in a fresh page of Chromium. */
export function withDesk(test: Test<DeskContext>, files?: Record<string, string>): void {
  let browser: Browser | undefined;
  test.before.each(async (context) => {
    browser ??= await launch('chromium');
    context.page = await browser.newPage();
    context.desk = await startDesk(files);
    context.card = await context.desk.open(context.page);
    await waitForRow(context.page, 'callLineIdle', 'page load');
  });
  test.after.each(async ({ page, desk }) => {
    await page.close();
    await desk.close();
  });
  test.after(() => browser?.close());
}
