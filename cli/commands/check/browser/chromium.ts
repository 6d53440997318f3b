/** Chromium that is installed, driven by playwright-core: neither is part of this package, and nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserType } from 'playwright-core';
import { UserError } from '../../../shared/errors.js';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
];

/** Where systems without these names on the `PATH` have it. */
const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((place) =>
      path.join(process.env[variable] ?? '', place),
    ),
  ),
};

/** Starts Chromium without a window. @throws UserError when it, or its driver, is not installed. */
export async function launchChromium(): Promise<Browser> {
  const chromium = await findDriver();
  const executablePath = findExecutable(chromium);
  try {
    return await chromium.launch({
      executablePath,
      // Chromium's sandbox does not work for root, which is who builds run as in containers.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    throw new UserError(
      `Chromium did not start (${executablePath}): ${String((error as Error).message).split('\n')[0]}`,
    );
  }
}

/** From the folder that the command runs in, which is where people install it; else from wherever this package is. */
async function findDriver(): Promise<BrowserType> {
  for (const from of [path.join(process.cwd(), 'package.json'), path.join(import.meta.dirname, 'package.json')]) {
    try {
      const loaded = await import(pathToFileURL(createRequire(from).resolve('playwright-core')).href);
      return (loaded.default ?? loaded).chromium;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new UserError(
    '--browser needs playwright-core, which is not installed here. Install it: npm install --save-dev playwright-core',
  );
}

function findExecutable(chromium: BrowserType): string {
  const given = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH;
  if (given !== undefined) {
    if (!isExecutable(given)) throw new UserError(`CHROMIUM_PATH names ${given}, which is no program. Correct it.`);
    return given;
  }
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const found = [...onPath, ...(PLACES[process.platform] ?? []), chromium.executablePath()].find(isExecutable);
  if (!found)
    throw new UserError(
      '--browser needs Chromium, which is not installed here. Install it, or say where it is: CHROMIUM_PATH=/path/to/chromium',
    );
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return path.isAbsolute(file);
  } catch {
    return false;
  }
}
