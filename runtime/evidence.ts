/** What the browser, the address and the tab know of the host. */
import type { Evidence } from './host.js';
import { parametersOf, valueOf } from './query.js';

/** Everything that may name the host, in the order of trust. Never throws. */
export function gatherEvidence(win: Window, param: string): Evidence {
  var location = win.location;
  var own = location.protocol + '//' + location.host;
  var referrer = win.document.referrer;
  var ancestors = location.ancestorOrigins;
  var carried = parametersOf(location.search, param);
  // The page before may have told its address, with the parameter: over a redirect, or from a script's navigation.
  if (referrer.split('/', 3).join('/') === own) carried = carried.concat(parametersOf(referrer.replace(/^[^?]*|#.*$/g, ''), param));
  return {
    ancestor: ancestors && ancestors[0],
    candidates: carried.map(valueOf).concat(recall(win, param), referrer),
    own: own,
  };
}

/** What this tab remembers. The access alone can throw: storage is blocked, or the frame is sandboxed. */
function recall(win: Window, param: string): string {
  try {
    return win.sessionStorage.getItem(param) || '';
  } catch (_) {
    return '';
  }
}

/** Remembers the host for the tab's next pages. Only an allowed origin may come here. */
export function remember(win: Window, param: string, origin: string): void {
  try {
    win.sessionStorage.setItem(param, origin);
  } catch (_) {}
}
