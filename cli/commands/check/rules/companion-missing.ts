import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import type { Page } from '../page.js';
import { hasBlindSpot, pageAndParts } from '../runtime-in-page.js';
import type { Script } from '../script.js';

const ATTRIBUTES = ['data-ld-draft', 'data-ld-once', 'data-ld-confirm', 'data-ld-pause'];

export const companionMissing: Check = {
  id: 'companion-missing',
  severity: 'error',
  title: 'attributes of the companion on a page without it',
  *page(page, card) {
    const used = ATTRIBUTES.flatMap((name) => page.all(`[${name}]`).map((element) => ({ element, name })));
    if (!used.length) return;
    const pages = page.isWhole ? [page, ...page.usedBy] : page.usedBy;
    // A server's script may put what it writes into any page.
    if (!pages.length && (mentionsCompanion(card) || card.fragments?.includes(page))) return;
    if (pages.some((whole) => bringsCompanion(whole) || (hasBlindSpot(whole) && mentionsCompanion(card)))) return;
    const { element, name } = used[0]!;
    yield {
      at: page.at(element, name),
      effect: `Without the companion ${name} does nothing: what the agent relies on here (a draft, a question, a lock, a paused recording) does not happen.`,
      fix: 'Load ld.card.js after ld.js, or put both in with: create-leaddesk-card inline --card --write <file>.',
    };
  },
};

const mentions = new WeakMap<Card, boolean>();

/** Whether any file of the card has to do with the companion. */
function mentionsCompanion(card: Card): boolean {
  let known = mentions.get(card);
  if (known === undefined) {
    known = [...card.pages, ...card.scripts].some(({ source }) => namesCompanion(source.text));
    mentions.set(card, known);
  }
  return known;
}

function bringsCompanion(page: Page): boolean {
  return pageAndParts(page).some(({ scripts }) =>
    scripts.some(
      ({ src, content, script }) =>
        namesCompanion(src ?? '') ||
        namesCompanion(content ?? '') ||
        (script !== undefined && importsCompanion(script)),
    ),
  );
}

/** Whether a text is, loads or makes the companion. */
export function namesCompanion(text: string): boolean {
  return /\bld\.card(\.min)?\.m?js\b|create-leaddesk-card\/card|\bcreateCard\b|\bld_card\b/.test(text);
}

function importsCompanion(script: Script, seen = new Set<Script>()): boolean {
  if (seen.has(script)) return false;
  seen.add(script);
  return namesCompanion(script.text) || [...script.imports.values()].some((next) => importsCompanion(next, seen));
}
