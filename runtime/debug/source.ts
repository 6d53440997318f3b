/** Whence an origin is known. The core does not note it, but it follows from what there was before. */
import { ancestor, origin, param } from '../host.js';
import { document, location, resolver, storage } from '../page.js';
import { parametersOf, valueOf } from '../query.js';

type Source = 'browser' | 'address' | 'storage' | 'referrer' | 'message';

var stored: string | undefined;

/** The host's origin when we last looked, and whence it is known. */
var known = '';
var source: Source | undefined;

/** Notes what the tab's storage holds before the core writes to it. */
export function noteStorage(): void {
  stored = storage && storage[param];
}

/** The values of the parameter in the page's address. */
export function carriedOrigins(): string[] {
  return parametersOf(location.search, param).map(valueOf);
}

/** Whether a value is an origin as the core takes them: as it is, nothing more. */
export function isOrigin(value: string): boolean {
  return originOf(value) === value;
}

/** Notes whence the host is known, if it has changed. Returns whether it has. */
export function noteSource(said?: Source): boolean {
  if (origin === known) return false;
  source = said || sourceOf(origin);
  known = origin;
  return true;
}

/** Whence the host is known, in words that complete "known from …". */
export function sourceInWords(): string {
  return source ? inWords(source) : '';
}

/** Who proposes a candidate for the host, in words: in the order in which the core asks. */
export function proposer(candidate: string): string {
  return inWords(sourceOf(candidate));
}

function sourceOf(candidate: string): Source {
  if (candidate === ancestor) return 'browser';
  if (carriedOrigins().indexOf(candidate) >= 0) return 'address';
  if (candidate === stored) return 'storage';
  return candidate === originOf(document.referrer) ? 'referrer' : 'message';
}

function inWords(from: Source): string {
  return {
    browser: 'the browser (location.ancestorOrigins)',
    address: "the page's address (" + param + ')',
    storage: "the tab's storage",
    referrer: "the page's referrer",
    message: 'a message of its own',
  }[from];
}

function originOf(href: string): string {
  resolver.href = href;
  return resolver.origin;
}
