/** Connects a page as the core does, and explains what happens around it. */
import { connect } from '../connect.js';
import { ofDocument, resolve } from '../dom.js';
import { onFact } from '../facts.js';
import { origin } from '../host.js';
import type { Ld } from '../index.js';
import { take } from '../query.js';
import { param, type Settings } from '../settings.js';
import { arrivalFindings } from './arrival.js';
import { explainCancelled, explainCompanion, explainDeclared } from './declared.js';
import { explainSilence, noteHandlers, noteLate, noteMessage } from './events.js';
import { explain } from './explain.js';
import { openPanel } from './panel.js';
import { watchForEarlier, watchForLater } from './runtimes.js';
import { noteCommand, noteDropped, notePosted } from './sends.js';
import { carriedOrigins, explainRefused, hasRefused, noteCandidates, noteHost, sourceInWords } from './source.js';

/** The parameter that opens the panel. */
const PANEL = 'ld_debug';

/**
 * @param settings as for the core.
 * @param nonce of the script, for the styles of the panel where they need one.
 */
export function connectAndExplain(settings: Settings, nonce?: string): Ld {
  watchForEarlier();
  onFact((fact) => {
    switch (fact.is) {
      case 'candidates':
        return noteCandidates(fact);
      case 'host':
        noteHost(fact.origin);
        return notePosted();
      case 'refused':
        return explainRefused(fact.origin, settings.ldAllow || '');
      case 'no origin':
        return explain({
          level: 'error',
          text:
            `data-ld-allow has "${fact.setting}", which allows nothing: an origin is a scheme and a host, such as ` +
            'https://crm.example or https://*.crm.example, without a path.',
        });
      case 'command':
        return noteCommand(fact);
      case 'dropped':
        return noteDropped(fact.text);
      case 'declared':
        return explainDeclared(fact.element, fact.params);
      case 'cancelled':
        return explainCancelled(fact.event, fact.path);
      case 'message':
        return noteMessage(fact);
      case 'handlers':
        return noteHandlers(fact.type, fact.more);
      case 'late':
        return noteLate(fact.type);
    }
  });
  const { href } = location;
  const ld = connect({ ...settings, ldKeep: `${settings.ldKeep || ''} ${PANEL}` });
  explainArrival(href);
  if (parent !== window) explainSilence();
  if (take(location.search, PANEL)[1]) openPanel(nonce, () => ld.kept.delete(PANEL));
  watchForLater(ld);
  explainCompanion(ld);
  return ld;
}

/** @param href the page's address as it was loaded. */
function explainArrival(href: string): void {
  const carried = carriedOrigins();
  const findings = arrivalFindings({
    framed: parent !== window,
    href,
    own: location.origin,
    referrer: ofDocument('referrer'),
    // Deprecated, but its successor has no entry yet in every engine while the page loads.
    reloaded: window.performance?.navigation?.type === 1,
    param,
    carried,
    malformed: carried.filter((value) => resolve(value).origin !== value),
    origin,
    source: sourceInWords(),
    refused: hasRefused(),
  });
  for (const finding of findings) explain(finding);
}
