/** A card as the checks see it: its pages, their scripts, and what its server answered. */
import type { Trial } from './browser/index.js';
import type { Page } from './page.js';
import type { Script } from './script.js';
import type { Exchange } from './walk/exchange.js';

export interface Card {
  pages: Page[];
  /** All scripts: in pages, in files, in attributes. */
  scripts: Script[];
  /** Empty for a folder. */
  exchanges: Exchange[];
  /** Pages that were tried in a browser. */
  trials?: Trial[];
  /** Whether any of its files names the runtime, so that code which was not read may bring it into a page. */
  mentionsRuntime: boolean;
  /** The parameter that carries the host's origin. */
  param: string;
  /** The card's origin; unknown for a folder. */
  origin?: string;
  /** Pages to which something in the card leads, by the name of their source. */
  reached: Set<string>;
}

/**
 * Whether a page can come after another one, so that its `document.referrer` is the card's own: LeadDesk opens only the
 * first page itself.
 */
export function comesAfterAnother(page: Page, card: Card): boolean {
  return (
    card.reached.has(page.source.name) ||
    (!page.isFirst && page.isWhole && card.pages.filter(({ isWhole }) => isWhole).length > 1)
  );
}

/** The pages that run a script; of a script in a page: that page. */
export function pagesOf(script: Script, card: Card): Page[] {
  return card.pages.filter(
    (page) =>
      page.scripts.some(
        (element) => element.script && (element.script === script || imports(element.script, script)),
      ) || page.handlers.includes(script),
  );
}

function imports(script: Script, other: Script, seen = new Set<Script>()): boolean {
  if (seen.has(script)) return false;
  seen.add(script);
  return [...script.imports.values()].some((next) => next === other || imports(next, other, seen));
}
