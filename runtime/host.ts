/**
 * Who the host is. Its origin is the target of every message, so it is taken only from what the browser vouches for or
 * what passes the allow-list, never from hope.
 */

import { flush } from './messages.js';
import { document, location, resolver, storage } from './page.js';
import { parametersOf, valueOf } from './query.js';

/** The host's origin, `''` while it is not known. */
export var origin = '';

/** Name of the parameter that carries the origin to the next page, and its key in the tab's storage. */
export var param: string;

/** The origin refused last: each is reported once, not with every message. */
var refused: string;
var allowed: RegExp;
/** What the browser itself says of the host: no URL can forge it. */
export var ancestor: string | undefined;

/** @param name of the parameter; when absent, `ld_referrer`. */
export function setParam(name?: string): void {
  param = name || 'ld_referrer';
}

/**
 * Sets the allow-list.
 *
 * @param patterns separated by white space: an origin whose host may begin with `*.` (one or more labels), or a lone
 * `*` for any. When absent: LeadDesk's own hosts and, for development, loopback on any port.
 */
export function setAllowed(patterns?: string): void {
  allowed = RegExp(
    '^(' +
      (patterns
        ? patterns.replace(/\W/g, function (sign) {
            // Of the signs only white space comes before "!".
            return sign == '*' ? '.+' : sign < '!' ? '|' : '\\' + sign;
          })
        : 'https://.+\\.leaddesk\\.(com|eu|ch)|https?://(localhost|127[\\d.]+|\\[::1])(:.+)?') +
      ')$',
  );
}

/** Finds the host by what is known before it has said a word, the most trustworthy first. */
export function findHost(): boolean {
  // An opaque ancestor is "null" and decides nothing. Any other decides, whatever the others say.
  return (
    /:/.test((ancestor = (location.ancestorOrigins || '')[0])!)
      ? [ancestor]
      : parametersOf(location.search, param)
          .map(valueOf)
          .concat((storage && storage[param]) as string, ((resolver.href = document.referrer), resolver.origin))
  ).some(consider);
}

/** Takes a candidate for the host, if it is a plain http(s) origin, allowed, and not the page's own. Returns whether it did. */
export function consider(candidate: string | undefined): 1 | void {
  resolver.href = candidate!;
  // Only a plain origin is its own origin: this leaves out paths, credentials, ports out of range, other spellings.
  // A page is not its own host, unless the browser says so.
  if (resolver.origin == candidate && (candidate != location.origin || candidate == ancestor)) {
    if (allowed.test(candidate)) {
      origin = candidate;
      flush();
      // What the browser says it will say to the next page too, and the first use of storage takes a millisecond.
      // `finally` rather than `catch`: blocked or full storage is no reason to fail.
      try {
        if (origin != ancestor) storage![param] = origin;
      } finally {
        return 1;
      }
    }
    if (candidate != refused) console.error('no data-ld-allow ' + (refused = candidate));
  }
}
