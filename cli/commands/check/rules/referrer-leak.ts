import { isForeign } from '../addresses.js';
import type { Card } from '../card.js';
import type { PageElement } from '../dom.js';
import type { Check } from '../finding.js';
import type { Page } from '../page.js';
import { referrerPolicies } from '../policies.js';

/** Elements that ask others for something, or lead there. */
const ASKING = [
  'script:src',
  'img:src',
  'iframe:src',
  'link:href',
  'a:href',
  'area:href',
  'form:action',
  'video:src',
  'audio:src',
  'embed:src',
  'object:data',
];

/** Referrer Policy: those that tell another site the whole address. */
const TELLS_ALL = /^(unsafe-url|no-referrer-when-downgrade|always)$/;

export const referrerLeak: Check = {
  id: 'referrer-leak',
  severity: 'warning',
  title: 'phone numbers or ids that other sites get in a Referer',
  *page(page, card) {
    const { effective, at } = referrerPolicies(page);
    const foreign = requests(page, card);
    for (const [element] of foreign) {
      const own = element.getAttribute('referrerpolicy')?.trim().toLowerCase();
      if (own && TELLS_ALL.test(own)) yield { at: page.at(element, 'referrerpolicy'), ...about(element) };
    }
    const [first] =
      foreign.find(
        ([element]) =>
          !element.hasAttribute('referrerpolicy') && !/\bnoreferrer\b/i.test(element.getAttribute('rel') ?? ''),
      ) ?? [];
    if (first && TELLS_ALL.test(effective ?? '')) yield { ...(at !== undefined && { at }), ...about(first) };
  },
};

function requests(page: Page, card: Card): [PageElement, string][] {
  return ASKING.flatMap((entry) => {
    const [name = '', attribute = ''] = entry.split(':');
    return page
      .all(`${name}[${attribute}]`)
      .flatMap((element): [PageElement, string][] =>
        isForeign(element.getAttribute(attribute)!, card) ? [[element, attribute]] : [],
      );
  });
}

function about(element: PageElement) {
  const address = ['src', 'href', 'action', 'data']
    .map((name) => element.getAttribute(name))
    .find((value) => value && /\/\//.test(value));
  return {
    effect: `The page’s whole address goes to another site as the Referer (${address}), with the phone number and ids that LeadDesk filled in for the agent.`,
    fix: 'Use the policy same-origin, or strict-origin-when-cross-origin.',
  };
}
