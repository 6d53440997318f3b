/** Which addresses a walk visits, and why it leaves others out. */
import picomatch from 'picomatch';
import type { Page } from '../page.js';
import { actionIn, isFile } from './actions.js';
import { nameOf } from './exchange.js';
import { formAction, linkAction } from './links.js';

export interface Globs {
  /** Addresses to visit although they look like actions. */
  follow: readonly string[];
  /** Addresses not to visit. */
  skip: readonly string[];
}

export interface Choice {
  /** Why an address is left out; nothing where it is visited. */
  refusal(address: URL, param: string, markup?: () => string | undefined): string | undefined;
}

/** @param globs of paths, with or without their query, or of whole addresses. */
export function createChoice({ follow, skip }: Globs): Choice {
  const follows = matcher(follow);
  const skips = matcher(skip);
  return {
    refusal(address, param, markup = () => undefined) {
      if (skips(address)) return '--skip';
      if (follows(new URL(nameOf(address, param)))) return undefined;
      const verb = actionIn(address, param);
      if (verb !== undefined) return `“${verb}”`;
      return isFile(address) ? 'a file' : markup();
    },
  };
}

/** Why the markup of a link or form, or of whatever leads there, makes it an action. */
export function markupRefusal(page: Page, element: Element): string | undefined {
  if (element.localName === 'form') return formAction(page, element);
  return /^(a|area)$/.test(element.localName) ? linkAction(element) : undefined;
}

function matcher(globs: readonly string[]): (address: URL) => boolean {
  const options = { dot: true, nonegate: true, nocase: false };
  const tests = globs.map((glob) => {
    const isWhole = /^https?:\/\//i.test(glob);
    const pattern = isWhole || glob.startsWith('/') ? glob : `**/${glob}`;
    // In an address `?` begins the query.
    const matches = picomatch(pattern.replaceAll('?', '\\?'), options);
    return ({ href, origin, pathname, search }: URL) =>
      isWhole
        ? matches(href) || matches(origin + pathname)
        : glob === pathname + search || matches(pathname) || matches(pathname + search);
  });
  return (address) => tests.some((test) => test(address));
}
