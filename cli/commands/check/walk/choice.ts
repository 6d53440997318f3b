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
  /** The same for a script: a file may be called as it likes, what a server makes may do something. */
  scriptRefusal(address: URL, param: string): string | undefined;
}

/** Most servers take no longer ones. */
const MAX_ADDRESS_LENGTH = 8000;

/**
 * @param globs of paths, with or without their query, or of whole addresses.
 * @param entry the address that LeadDesk opens: what its parameters say, its pages carry on.
 */
export function createChoice({ follow, skip }: Globs, entry?: URL): Choice {
  const follows = matcher(follow);
  const skips = matcher(skip);
  const overruled = (address: URL, param: string): { why?: string } | undefined => {
    if (skips(address)) return { why: '--skip' };
    return follow.length && follows(new URL(nameOf(address, param))) ? {} : undefined;
  };
  const verbOf = (address: URL, param: string): string | undefined => {
    const verb = actionIn(address, (name, value) => name === param || entry?.searchParams.get(name) === value);
    return verb && `“${verb}”`;
  };
  return {
    refusal(address, param, markup = () => undefined) {
      if (address.href.length > MAX_ADDRESS_LENGTH) return 'too long an address';
      const given = overruled(address, param);
      return given ? given.why : (verbOf(address, param) ?? (isFile(address) ? 'a file' : markup()));
    },
    scriptRefusal(address, param) {
      if (address.href.length > MAX_ADDRESS_LENGTH) return 'too long an address';
      const called = new URL(address);
      if (/\.m?js$/i.test(called.pathname)) called.pathname = '/';
      const given = overruled(address, param);
      return given ? given.why : verbOf(called, param);
    },
  };
}

/** Why the markup of a link or form, or of whatever leads there, makes it an action. */
export function markupRefusal(page: Page, element: PageElement): string | undefined {
  if (element.localName === 'form') return formAction(page, element);
  return /^(a|area)$/.test(element.localName) ? linkAction(element, page) : undefined;
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
