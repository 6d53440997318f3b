/**
 * Who the host is. Its origin is the target of every message: accept one only from the browser, or when the allow-list
 * has it.
 */
import { carried, replaceParameters } from './carry.js';
import { ofDocument, resolve } from './dom.js';
import { report } from './facts.js';
import { parametersOf, valueOf } from './query.js';
import { allowed, param } from './settings.js';

/** The window that frames the card; `undefined` where nothing does. */
export let host: Window | undefined;
/** The card's outermost window: the page's own, or one of the same origin that frames it, such as a frameset's. */
export let card: Window;
/** The host's origin, `''` while it is not known. */
export let origin = '';

/** What the browser itself says of the host. No address can forge it. */
let ancestor: string | undefined;
/** The origin refused last: each is reported once, not with every message. */
let refused: string | undefined;

/** Finds the host of a framed page by what is known before the host says a word, the most trustworthy first. */
export function findHost(): void {
  const ancestors: ArrayLike<string> = location.ancestorOrigins || [];
  let depth = 0;
  card = window;
  // Touching a window of another origin takes half a millisecond: ask the browser first.
  if (ancestors[0] === location.origin || !isOrigin(ancestors[0])) {
    try {
      // The address of a window of another origin cannot be read.
      for (; card.parent.location.href && card.parent !== top; depth++) card = card.parent;
      // All windows are of this origin.
      depth = 0;
      card = window;
    } catch {}
  }
  host = card.parent;
  ancestor = ancestors[depth];
  if (DEBUG) {
    const inAddress = parametersOf(location.search, param).map(valueOf);
    report({ is: 'candidates', ancestor, inAddress, stored: recall(), referrer: ofDocument('referrer') });
  }
  // An opaque ancestor decides nothing. Any other decides, whatever the others say.
  if (isOrigin(ancestor)) {
    consider(ancestor);
    tidyAddress();
  } else {
    const inAddress = parametersOf(location.search, param).map(valueOf);
    [...inAddress, recall(), resolve(ofDocument('referrer')).origin].some(consider);
  }
}

/** Whether the browser says an origin: that of a sandboxed window is "null". */
function isOrigin(ancestor: string | undefined): ancestor is string {
  return /:/.test(ancestor!);
}

/** Takes the parameter off the page's address, so that its scripts see the one that their author wrote. */
function tidyAddress(): void {
  if (!parametersOf(location.search, param).length) return;
  const address = resolve(location.href);
  replaceParameters(address, param, []);
  // A sandboxed page may not change its address.
  try {
    history.replaceState(history.state, '', address.href);
  } catch {}
}

/** Takes a candidate for the host, if it is an allowed origin and not the page's own. Returns whether it did. */
export function consider(candidate: string | undefined): boolean {
  // Only a plain origin is its own origin: this leaves out paths, credentials, other spellings. What the browser says
  // is one, and can be the page's own.
  if (candidate !== ancestor && (candidate === location.origin || candidate !== resolve(candidate!).origin))
    return false;
  if (!isOrigin(candidate)) return false;
  if (!allowed.test(`${candidate}/`)) {
    if (candidate !== refused) {
      if (DEBUG) report({ is: 'refused', origin: candidate });
      else console.error(`ld: add ${candidate} to data-ld-allow`);
    }
    refused = candidate;
    return false;
  }
  origin = candidate;
  carried.set(param, origin);
  if (DEBUG) report({ is: 'host', origin });
  // What the browser says it will say to the next page too, and the first use of storage takes a millisecond.
  if (origin !== ancestor) {
    try {
      sessionStorage[param] = origin;
    } catch {}
  }
  return true;
}

// Where third-party storage is blocked, or the frame sandboxed, the access alone throws.
function recall(): string | undefined {
  try {
    return sessionStorage[param];
  } catch {
    return undefined;
  }
}
