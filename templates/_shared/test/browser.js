import { existsSync, readFileSync } from 'node:fs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium to test in, driven by playwright-core: the one that `CARD_BROWSER` names, an installed one, or
 * Playwright's own. Without playwright-core or a browser: null.
 */
export async function openBrowser() {
  const executablePath = process.env.CARD_BROWSER ?? INSTALLED.find(existsSync);
  // Chromium's sandbox does not work for root, as in containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    const { chromium } = await import('playwright-core');
    return await chromium.launch({ executablePath, args });
  } catch {
    return null;
  }
}

/** The card's texts, in the language of a page of it: a function from a name, and what its placeholder says. */
export function textsOf(html) {
  const language = /<html lang="(\w+)"/.exec(html)[1];
  const file = ['texts/', 'src/texts/'].flatMap((folder) => [`${folder}${language}.json`, `${folder}${language}.js`]);
  const content = readFileSync(file.find(existsSync), 'utf8');
  const texts = JSON.parse(content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1));
  return (name, value) => texts[name].replace(/\{\w+\}/, value);
}
