/** Firefox that is installed, driven by puppeteer-core over WebDriver BiDi. */
import type { Browser, PuppeteerNode } from 'puppeteer-core';
import { UserError } from '../../shared/errors.js';
import { findExecutable, loadDriver } from './programs.js';

const NAMES = ['firefox-esr', 'firefox', 'firefox.exe'];

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)'].map(
    (variable) => `${process.env[variable]}\\Mozilla Firefox\\firefox.exe`,
  ),
};

/** Starts Firefox without a window. @throws UserError when it, or its driver, is not installed. */
export async function launchFirefox(): Promise<Browser> {
  const puppeteer = (await loadDriver('puppeteer-core', '--engine firefox')) as PuppeteerNode;
  const executablePath = findExecutable({
    program: 'Firefox',
    variables: ['FIREFOX_PATH'],
    names: NAMES,
    places: PLACES,
  });
  try {
    return await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  } catch (error) {
    throw new UserError(
      `Firefox did not start (${executablePath}): ${String((error as Error).message).split('\n')[0]}`,
    );
  }
}
