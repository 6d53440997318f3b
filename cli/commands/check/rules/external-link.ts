import { hostOf, isForeign, refreshTarget } from '../addresses.js';
import type { PageElement } from '../dom.js';
import type { Check, Raised } from '../finding.js';
import { navigationsOf } from '../navigations.js';
import type { Page } from '../page.js';
import { hasOutput } from '../runtime-in-page.js';
import { offsetOf } from '../script.js';
import { startOf } from '../syntax/values.js';

export const externalLink: Check = {
  id: 'external-link',
  severity: 'error',
  title: 'a link, form or script that turns the card into another site’s page',
  *page(page, card) {
    for (const [element, attribute] of leading(page)) {
      const address = element.getAttribute(attribute)!;
      if (!isForeign(address, card) || !staysInFrame(page, element, attribute)) continue;
      yield { at: page.at(element, attribute), ...about(address) };
    }
    for (const element of page.all('meta[http-equiv]')) {
      const address = /^refresh$/i.test(element.getAttribute('http-equiv')!)
        ? refreshTarget(element.getAttribute('content') ?? '')
        : undefined;
      if (address !== undefined && isForeign(address, card)) yield { at: page.at(element), ...about(address) };
    }
  },
  *exchange({ headers }, card) {
    const address = refreshTarget(headers.get('refresh') ?? '');
    if (address !== undefined && isForeign(address, card)) yield about(address);
  },
  *declared({ name, value }, card) {
    const address = name === 'refresh' ? refreshTarget(value) : undefined;
    if (address !== undefined && isForeign(address, card)) yield about(address);
  },
  *script(script, card) {
    for (const { node, address: value, frame, part } of navigationsOf(script)) {
      const address = part ? '' : startOf(value);
      if (frame === 'card' && address && isForeign(address, card))
        yield { at: offsetOf(script, node), ...about(address) };
    }
  },
};

function leading(page: Page): [PageElement, string][] {
  const of = (selector: string, attribute: string) =>
    page.all(selector).map((element): [PageElement, string] => [element, attribute]);
  return [
    ...of('a[href]', 'href'),
    ...of('area[href]', 'href'),
    ...of('form[action]', 'action'),
    ...of('button[formaction]', 'formaction'),
    ...of('input[formaction]', 'formaction'),
  ];
}

function staysInFrame(page: Page, element: PageElement, attribute: string): boolean {
  const form = attribute === 'formaction' ? element.closest('form') : null;
  const target =
    element.getAttribute(attribute === 'formaction' ? 'formtarget' : 'target') ??
    form?.getAttribute('target') ??
    page.all('base[target]')[0]?.getAttribute('target') ??
    '';
  if (element.hasAttribute('download') || /return\s+false|preventDefault/.test(element.getAttribute('onclick') ?? ''))
    return false;
  return !page.isOpen(element) && !hasOutput(target) && /^(_self)?$/i.test(target);
}

function about(address: string): Pick<Raised, 'effect' | 'fix'> {
  return {
    effect: `It loads ${hostOf(address)} in the place of the card, or a blank page if that site may not be framed: the agent cannot send commands any more.`,
    fix: 'Open it in a new tab with target="_blank"; if it is the card’s own site, write the address without its host.',
  };
}
