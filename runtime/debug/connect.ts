/** Connects a page as the core does, and explains what happens around it. */

import { setKeep } from '../carry.js';
import { connect, type Settings } from '../connect.js';
import { origin, param, setParam } from '../host.js';
import type { Ld } from '../index.js';
import { document, host, location, page } from '../page.js';
import { parametersOf } from '../query.js';
import { arrivalFindings } from './arrival.js';
import { refused, setAllowedHere } from './core-errors.js';
import { watchDeclared } from './declared.js';
import { afterReceive, beforeReceive, counting } from './events.js';
import { explain } from './explain.js';
import { openPanel } from './panel.js';
import { watchForEarlier, watchForLater } from './runtimes.js';
import { inspect } from './sends.js';
import { carriedOrigins, isOrigin, noteSource, noteStorage, sourceInWords } from './source.js';

/** The parameter that opens the panel. */
var PANEL = 'ld_debug';

/**
 * @param settings as for the core.
 * @param nonce of the script, for the styles of the panel where they need one.
 */
export function connectAndExplain(settings: Settings, nonce?: string): Ld {
  setParam(settings.ldParam);
  setAllowedHere(settings.ldAllow || '');
  noteStorage();
  watchForEarlier();
  watchDeclared();
  var framed = host !== page;
  if (framed) page.addEventListener('message', beforeReceive);
  var ld = connect({
    ldAllow: settings.ldAllow,
    ldKeep: (settings.ldKeep || '') + ' ' + PANEL,
    ldParam: settings.ldParam,
  });
  if (framed) page.addEventListener('message', afterReceive);
  noteSource();
  explainArrival(framed);
  if (parametersOf(location.search, PANEL).length) {
    openPanel(nonce, function () {
      setKeep(settings.ldKeep);
    });
  }

  var explained: Ld = {
    get origin() {
      return origin;
    },
    send: function (action: string, params?: unknown) {
      var record = inspect(action, params);
      var sent = (ld.send as (action: string, params?: unknown) => boolean)(action, params);
      record();
      return sent;
    },
    on: counting(ld.on) as Ld['on'],
    url: ld.url,
  };
  watchForLater(explained);
  return explained;
}

function explainArrival(framed: boolean): void {
  var carried = carriedOrigins();
  arrivalFindings({
    framed: framed,
    href: location.href,
    own: location.origin,
    referrer: document.referrer,
    // Deprecated for an entry that is not there yet in every engine while the page loads.
    reloaded: ((page.performance && page.performance.navigation) || (0 as any)).type === 1,
    param: param,
    carried: carried,
    malformed: carried.filter(function (value) {
      return !isOrigin(value);
    }),
    origin: origin,
    source: sourceInWords(),
    refused: refused,
  }).forEach(explain);
}
