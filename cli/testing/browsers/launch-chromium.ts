/** Chromium that is installed, driven by playwright-core. */
import path from 'node:path';
import type { Browser, BrowserType } from 'playwright-core';
import { UserError } from '../../shared/errors.js';
import { findExecutable, loadDriver } from './programs.js';

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

/**
 * Starts Chromium without a window.
 *
 * @param needs what needs it, for errors.
 * @throws UserError when it, or its driver, is not installed.
 */
export async function launchChromium(needs: string): Promise<Browser> {
  const chromium = (await loadDriver('playwright-core', needs)).chromium as BrowserType;
  const executablePath = findExecutable({
    program: 'Chromium',
    variables: ['CHROMIUM_PATH', 'CHROME_PATH'],
    names: NAMES,
    places: PLACES,
    last: chromium.executablePath(),
  });
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
