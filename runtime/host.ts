/**
 * Who the host is. Its origin is the target of every message: accept one only from the browser, or when the allow-list
 * has it.
 */
import { carried } from './carry.js';
import { ofDocument, resolve } from './dom.js';
import { report } from './facts.js';
import { join, otherParameters, parametersOf, valueOf } from './query.js';
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
  while (isOwn(card.parent, ancestors[depth])) {
    if (card.parent === top) {
      // No frame is of another origin.
      card = window;
      depth = 0;
      break;
    }
    card = card.parent;
    depth++;
  }
  host = card.parent;
  ancestor = ancestors[depth];
  if (DEBUG) {
    const inAddress = parametersOf(location.search, param).map(valueOf);
    report({ is: 'candidates', ancestor, inAddress, stored: recall(), referrer: ofDocument('referrer') });
  }
  // An opaque ancestor decides nothing. Any other decides, whatever the others say.
  if (isKnown(ancestor)) {
    consider(ancestor);
    tidyAddress();
  } else {
    const inAddress = parametersOf(location.search, param).map(valueOf);
    [...inAddress, recall(), resolve(ofDocument('referrer')).origin].some(consider);
  }
}

/** @param said what the browser says of the window's origin. */
function isOwn(win: Window, said: string | undefined): boolean {
  // Touching a window of another origin takes half a millisecond.
  if (isKnown(said)) return said === location.origin;
  try {
    return !!win.location.href;
  } catch {
    return false;
  }
}

function isKnown(ancestor: string | undefined): boolean {
  return !!ancestor && ancestor !== 'null';
}

/** Takes the parameter off the page's address, so that its scripts see the one that their author wrote. */
function tidyAddress(): void {
  if (parametersOf(location.search, param).length) {
    const address = resolve(location.href);
    address.search = join(otherParameters(address.search, param));
    // A sandboxed page may not change its address.
    try {
      History.prototype.replaceState.call(history, history.state, '', address.href);
    } catch {}
  }
}

/** Takes a candidate for the host, if it is an allowed origin and not the page's own. Returns whether it did. */
export function consider(candidate: string | undefined): boolean {
  // Only a plain origin is its own origin: this leaves out paths, credentials, other spellings. What the browser says
  // is one, and can be the page's own.
  const isPlausible =
    candidate === ancestor || (candidate !== location.origin && candidate === resolve(candidate!).origin);
  if (!candidate || !isPlausible) return false;
  if (!allowed.test(candidate)) {
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
  if (origin !== ancestor) remember();
  return true;
}

// Where third-party storage is blocked, or the frame sandboxed, the access alone throws.
function remember(): void {
  try {
    sessionStorage[param] = origin;
  } catch {}
}

function recall(): string | undefined {
  try {
    return sessionStorage[param];
  } catch {
    return undefined;
  }
}
