/**
 * What engines can do that some of them cannot. A test expects what the engine at hand can do, whatever its name and
 * version: `can(engine, 'navigationApi')`. Each is asked in a page of the engine itself, once for each launch.
 */
import { serve } from '../serve.js';
import type { Page } from './page.js';

/** Run in a page; may wait. */
const probes = {
  /** `navigation` tells navigations of scripts. */
  navigationApi: () => 'navigation' in window && 'NavigateEvent' in window,

  /** `location.ancestorOrigins` names the origins around a frame. */
  ancestorOrigins: () => 'ancestorOrigins' in location,

  /** A submit event that a script dispatches submits its form. */
  dispatchedSubmit: () => {
    document.body.innerHTML = '<iframe name="target"></iframe><form target="target"></form>';
    const form = document.forms[0]!;
    let isSubmitted = false;
    form.addEventListener('formdata', () => (isSubmitted = true));
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    return isSubmitted;
  },
} satisfies Record<string, () => unknown>;

export type Capability = keyof typeof probes;
export type Capabilities = Record<Capability, boolean>;

/** Asks the engine of a page what it can do. */
export async function probe(page: Page): Promise<Capabilities> {
  const site = await serve({ '*': '<!doctype html><title>Probe</title><body></body>' });
  try {
    const capabilities: Partial<Capabilities> = {};
    for (const [name, ask] of Object.entries(probes) as [Capability, () => unknown][]) {
      await page.goto(site.url(`/${name}`));
      capabilities[name] = Boolean(await page.evaluate(ask));
    }
    return capabilities as Capabilities;
  } finally {
    await site.close();
  }
}

export function describeCapabilities(capabilities: Capabilities): string {
  return Object.entries(capabilities)
    .map(([name, is]) => (is ? name : `no ${name}`))
    .join(', ');
}
