/**
 * Who the host is. Its origin is the target of every message: accept one only from the browser, or when the allow-list
 * has it.
 */
import { carried } from './carry.js';
import { ofDocument, resolve } from './dom.js';
import { report } from './facts.js';
import { take, valueOf } from './query.js';
import { allowed, param } from './settings.js';

/** The window that frames the card; `undefined` where nothing does. */
export let host: Window | undefined;
/** The card's outermost window: the page's own, or one of the same origin that frames it, such as a frameset's. */
export let card: Window;
/** The host's origin, `''` while it is not known. */
export let origin = '';

/** The origin refused last: each is reported once, not with every message. */
let refused: string | undefined;

/** Finds the host of a framed page by what is known before the host says a word, the most trustworthy first. */
export function findHost(): void {
  const ancestors: ArrayLike<string> = location.ancestorOrigins || [];
  const [rest, parameters] = take(location.search, param);
  let depth = 0;
  // Where the browser does not say so, a window whose parent is of another origin has no `frameElement`.
  for (card = window; ancestors[0] ? ancestors[depth] == window.origin : card.frameElement; depth++) card = card.parent;
  // Where all are of this origin, the parent is the host.
  if (card == top) card = window;
  host = card.parent;
  const ancestor = ancestors[depth] || ancestors[0]!;
  const inAddress = parameters.split('&').map(valueOf);
  const reportCandidates = (stored?: string) =>
    report({
      is: 'candidates',
      ancestor,
      inAddress: parameters ? inAddress : [],
      stored,
      referrer: ofDocument('referrer'),
    });
  if (DEBUG) reportCandidates();
  // The origin of a sandboxed ancestor is "null" and decides nothing. Any other decides, whatever the others say.
  if (/:/.test(ancestor)) {
    accept(ancestor);
    if (parameters) {
      // Scripts of the page see the address that its author wrote. A sandboxed page may not change its address.
      try {
        history.replaceState(
          history.state,
          '',
          location.href.replace(location.search, () => rest),
        );
      } catch {}
    }
  } else {
    let stored: string | undefined;
    // Where third-party storage is blocked, or the frame sandboxed, the access alone throws.
    try {
      stored = sessionStorage[param];
    } catch {}
    if (DEBUG) reportCandidates(stored);
    [...inAddress, stored, resolve(ofDocument('referrer')).origin].some(isHosts);
  }
}

/** Whether an origin is the host's: takes it for that, if it is a plain one, allowed and not the page's own. */
export function isHosts(candidate: string | undefined): unknown {
  // Only a plain origin is its own origin: this leaves out paths, credentials, other spellings.
  if (candidate != origin && candidate != location.origin && candidate == resolve(candidate!).origin) {
    accept(candidate!);
    // The tab remembers it.
    try {
      if (origin) sessionStorage[param] = origin;
    } catch {}
  }
  return candidate && candidate == origin;
}

/** Takes an origin for the host's, if it is allowed. */
function accept(candidate: string): void {
  if (allowed.test(`${candidate}/`)) {
    origin = candidate;
    carried.set(param, origin);
    if (DEBUG) report({ is: 'host', origin });
  } else if (candidate != refused) {
    refused = candidate;
    if (DEBUG) report({ is: 'refused', origin: candidate });
    else console.error(`ld: data-ld-allow lacks ${candidate}`);
  }
}
