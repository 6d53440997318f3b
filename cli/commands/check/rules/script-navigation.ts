import { isForeign, refreshTarget } from '../addresses.js';
import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import { isCarried, loadsPage, navigationsOf } from '../navigations.js';
import { hasOutput } from '../runtime-in-page.js';
import { offsetOf } from '../script.js';
import { startOf } from '../syntax/values.js';

export const scriptNavigation: Check = {
  id: 'script-navigation',
  severity: 'warning',
  title: 'a script’s navigation that does not go through ld.url(), or a refresh',
  *script(script, card) {
    for (const { node, to, address, frame, part } of navigationsOf(script)) {
      if (frame !== 'card' || !to || isCarried(address) || !loadsPage(address, part)) continue;
      if (!part && isForeign(startOf(address).trim(), card)) continue;
      yield {
        at: offsetOf(script, node),
        effect,
        fix: part ? 'Set location.href to ld.url(…) with the whole address instead.' : 'Wrap the address: ld.url(…).',
      };
    }
  },
  *page(page, card) {
    for (const element of page.all('meta[http-equiv]'))
      if (/^refresh$/i.test(element.getAttribute('http-equiv')!) && losesHost(element.getAttribute('content'), card))
        yield { at: page.at(element), ...refresh };
  },
  *exchange({ headers }, card) {
    if (losesHost(headers.get('refresh'), card)) yield refresh;
  },
  *declared({ name, value }, card) {
    if (name === 'refresh' && losesHost(value, card)) yield refresh;
  },
};

/**
 * Whether a refresh leads to another page of the card, without the parameter. One to a folder above is of a page that
 * only keeps a folder from being listed.
 */
function losesHost(content: string | null | undefined, card: Card): boolean {
  const address = refreshTarget(content ?? '');
  return (
    address !== undefined &&
    !isForeign(address, card) &&
    !hasOutput(address) &&
    !/[?&]ld_referrer=|^#|[$<{]|^(\.\.?\/)+$/.test(address)
  );
}

const effect =
  'Where the browser does not tell who frames a page, the next page comes without LeadDesk’s origin, and the agent’s commands from it can be lost.';

const refresh = {
  effect,
  fix: 'Lead there by a link, a form or ld.url(…); or let the server answer with the page itself.',
};
