/**
 * What some engines can do and others cannot. A test expects what the engine at hand can do, whatever its name and
 * version: `can(engine, 'navigationApi')`. Each is asked in a page of the engine itself, once for each launch.
 */
import { type Site, serve } from '../serve.js';
import type { EngineName } from './install.js';
import type { Page } from './page.js';

/** Each finds out in a fresh page. */
const probes = {
  /** `navigation` reports navigations of scripts. */
  navigationApi: (page) => page.evaluate(() => Boolean(window.navigation && window.NavigateEvent)),

  /** `location.ancestorOrigins` names the origins around a frame. */
  ancestorOrigins: async (page, site) => {
    // By a script of the page, from which `WITHOUT` takes it away.
    await page.goto(site.url('/ancestors'));
    return page.evaluate('ancestors');
  },

  /** A submit event that a script dispatches submits its form. */
  dispatchedSubmit: (page) =>
    page.evaluate(() => {
      document.body.innerHTML = '<iframe name="target"></iframe><form target="target"></form>';
      const form = document.forms[0]!;
      let isSubmitted = false;
      form.addEventListener('formdata', () => (isSubmitted = true));
      form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      return isSubmitted;
    }),

  /** An event that is called `click` follows a link even if it is no `MouseEvent`. */
  clickOfAnyClass: (page) =>
    page.evaluate(() => {
      document.body.innerHTML = '<a href="#followed">link</a>';
      document.links[0]!.dispatchEvent(new Event('click', { bubbles: true, cancelable: true }));
      return location.hash === '#followed';
    }),

  /** A submit button that is an image without a picture says where it was clicked. */
  imageButtonPosition: async (page) => {
    await page.evaluate(() => {
      document.body.innerHTML = '<form><input type="image" name="at" alt="submit" width="20" height="20"></form>';
    });
    await page.click('input', { at: { x: 3, y: 4 } });
    await page.waitFor(() => location.search !== '');
    return (await page.url()).endsWith('?at.x=3&at.y=4');
  },

  /** An address is asked for as it is written; otherwise its escapes are in upper case. */
  escapesAsWritten: async (page, site) => {
    await page.goto(site.url('/escapes?%c3%a4'));
    return (await site.received('/escapes')).url === '/escapes?%c3%a4';
  },
} satisfies Record<string, (page: Page, site: Site) => Promise<boolean>>;

export type Capability = keyof typeof probes;
export type Capabilities = Record<Capability, boolean>;

/** Asks the engine of a page what it can do. */
export async function probe(page: Page): Promise<Capabilities> {
  const site = await serve({
    '/ancestors': `<!doctype html><script>var ancestors = 'ancestorOrigins' in location</script>`,
    '*': '<!doctype html><title>Probe</title><body></body>',
  });
  try {
    const capabilities: Partial<Capabilities> = {};
    for (const name of Object.keys(probes) as Capability[]) {
      await page.goto(site.url(`/${name}`));
      capabilities[name] = await probes[name](page, site);
    }
    return capabilities as Capabilities;
  } finally {
    await site.close();
  }
}

/** From which version each engine must have a capability, so that no probe hides that one is gone. */
export const floor: Record<EngineName, Partial<Record<Capability, number>>> = {
  chromium: { navigationApi: 102, ancestorOrigins: 20, imageButtonPosition: 20, escapesAsWritten: 20 },
  firefox: { navigationApi: 147, ancestorOrigins: 148, escapesAsWritten: 20 },
  webkit: { ancestorOrigins: 2, imageButtonPosition: 2 },
};

/** What an engine of this version must be able to do and cannot. */
export function missing(engine: EngineName, version: string, capabilities: Capabilities): Capability[] {
  const wanted = Object.entries(floor[engine]).filter(([, from]) => Number.parseFloat(version) >= from);
  return wanted.map(([name]) => name as Capability).filter((name) => !capabilities[name]);
}

/** In words: `navigationApi, no ancestorOrigins`. */
export function describe(capabilities: Capabilities): string {
  return Object.entries(capabilities)
    .map(([name, is]) => (is ? name : `no ${name}`))
    .join(', ');
}
