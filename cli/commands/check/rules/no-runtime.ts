import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import { allPartsOf } from '../includes.js';
import type { Page } from '../page.js';
import { bringsRuntime, hasBlindSpot, pageAndParts } from '../runtime-in-page.js';

export const noRuntime: Check = {
  id: 'no-runtime',
  severity: 'error',
  title: 'a page without the runtime',
  *page(page, card) {
    // What only its parts make whole has its head there. A frameset shows nothing itself.
    if (!page.isWhole || page.isComposed || page.all('frameset').length) return;
    if (isMute(page, card)) return;
    const together = page.isLayout ? [page, ...allPartsOf(page), ...page.usedBy] : pageAndParts(page);
    if (together.some(({ scripts }) => scripts.some(bringsRuntime))) return;
    // Code that was not read may bring it, if there is any in the card.
    if (hasBlindSpot(page) && card.mentionsRuntime) return;
    const head = page.all('head')[0] ?? page.all('html')[0];
    yield {
      ...(head && { at: page.at(head) }),
      effect: 'On this page the agent’s commands are not sent, and the pages after it may lose LeadDesk as well.',
      fix: 'Load ld.js first in its head, or put it in with: create-leaddesk-card inline --write <file>.',
    };
  },
};

/**
 * Whether a page is none of the card's: a template of e-mails, or an empty page that keeps a folder from being listed.
 */
function isMute(page: Page, card: Card): boolean {
  if (page.isFirst || page.exchange || page.parts.length || page.usedBy.length) return false;
  const { name, text } = page.source;
  const isMail = /(^|[/._-])(e-?mail|newsletter)/i.test(name) || /@[A-Z][A-Z_]+@/.test(text);
  const isGuard = /\/(index|default|blank)\.\w+$/i.test(name) && /^(\s|&nbsp;|<[^>]*>)*$/.test(page.masked);
  if (!isMail && !isGuard) return false;
  if (card.reached.has(name) || page.handlers.length || page.scripts.length) return false;
  if (page.all('form, button, input, iframe, frame, [data-ld-send], script').length) return false;
  return page
    .all('a[href], area[href]')
    .every((link) => !/^[^#{@%:]*$/.test(link.getAttribute('href')!.replace(/^#.*/, '#')));
}
