import type { Check } from '../finding.js';
import { allPartsOf } from '../includes.js';
import { bringsRuntime, hasBlindSpot, pageAndParts } from '../runtime-in-page.js';

export const noRuntime: Check = {
  id: 'no-runtime',
  severity: 'error',
  title: 'a page without the runtime',
  *page(page, card) {
    // What only its parts make whole has its head there. A frameset shows nothing itself.
    if (!page.isWhole || page.isComposed || page.all('frameset').length) return;
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
