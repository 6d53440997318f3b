import { comesAfterAnother, countPages, pagesOf } from '../card.js';
import type { Check } from '../finding.js';
import { eachTarget } from '../messages.js';
import { offsetOf } from '../script.js';
import { ingredients, type Value } from '../syntax/values.js';

export const referrerTarget: Check = {
  id: 'referrer-target',
  severity: 'error',
  title: 'postMessage(…, document.referrer) on a page that is not the first',
  *script(script, card) {
    const pages = pagesOf(script, card);
    // A script that no page was seen to load may be in any of them.
    const page = pages.length ? pages.find((candidate) => comesAfterAnother(candidate, card)) : countPages(card) !== 1;
    if (!page) return;
    const where = typeof page === 'object' && page.source !== script.source ? ` on ${page.source.name}` : '';
    for (const { call, target } of eachTarget(script)) {
      if (!target || !isReferrer(target)) continue;
      yield {
        at: offsetOf(script, call),
        effect: `After a link or form of the card document.referrer${where} is the card itself, so the agent’s command never reaches LeadDesk.`,
        fix: 'Load the runtime and send it with ld.send(action, params).',
      };
    }
  },
};

/** Whether a target is made of `document.referrer`, and of nothing that was carried. */
function isReferrer(target: Value): boolean {
  const shapes = [...ingredients(target)];
  return (
    shapes.some((shape) => shape.kind === 'referrer' && !shape.isFallback) &&
    !shapes.some(({ kind }) => kind === 'carried')
  );
}
