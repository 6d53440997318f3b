/** Which addresses a walk visits, and why it leaves others out. */
import { globMatcher } from '../../../shared/globs.js';
import type { PageElement } from '../dom.js';
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
export function markupRefusal(page: Page, element: PageElement): string | undefined {
  if (element.localName === 'form') return formAction(page, element);
  return /^(a|area)$/.test(element.localName) ? linkAction(element) : undefined;
}

/** A glob may be of a whole address: its origin is compared as it is then. */
function matcher(globs: readonly string[]): (address: URL) => boolean {
  const tests = globs.map((glob) => {
    const [, origin, path = glob] = /^(https?:\/\/[^/]+)(\/.*)?$/i.exec(glob) ?? [];
    const matches = globMatcher([path]);
    return (address: URL) =>
      (origin === undefined || origin.toLowerCase() === address.origin) &&
      (matches(address.pathname.slice(1)) || matches(address.pathname.slice(1) + address.search));
  });
  return (address) => tests.some((test) => test(address));
}
