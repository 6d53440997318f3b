/** A card as the checks see it: its pages, their scripts, and what its server answered. */
import type { DeclaredHeader } from './headers.js';
import { allPartsOf } from './includes.js';
import type { Page } from './page.js';
import type { Script } from './script.js';
import { push } from './syntax/world.js';
import type { Exchange } from './walk/exchange.js';

/** A page that was tried in a browser. */
export interface Trial {
  page: Page;
  /** Why no command arrived from it; absent: one did. */
  problem?: string;
}

/** What an address names among the card's pages. */
export type PageNamed = (address: string, from: Page) => Page | undefined;

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
  /** Headers that the files of a folder say are sent. */
  declared?: DeclaredHeader[];
  /** What an address names among the pages; by default as their own addresses say. */
  named?: PageNamed;
  /** Finds the scripts that a part of a page names. @param from the name of the page. */
  link?: (part: Page, from: string) => void;
  /** What scripts write into pages as markup, once it was looked for. */
  fragments?: Page[];
  /** Pages that are in a frame of another one. */
  inner?: ReadonlySet<Page>;
  /** What the files of a folder can not tell, and the command to run next. */
  next?: string;
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
  if (page.isLayout) return page.usedBy.some((user) => comesAfterAnother(user, card));
  return card.reached.has(page.source.name) || (!page.isFirst && page.isWhole && indexOf(card).wholePages > 1);
}

/** How many pages there are, parts of pages not counted. */
export function countPages(card: Card): number {
  return indexOf(card).wholePages;
}

/** The pages that run a script; of a script in a page: that page. */
export function pagesOf(script: Script, card: Card): readonly Page[] {
  return indexOf(card).pages.get(script) ?? [];
}

interface Index {
  /** How many scripts the card had. */
  scripts: number;
  wholePages: number;
  pages: Map<Script, Page[]>;
}

const indices = new WeakMap<Card, Index>();

/** What is looked up for each script and page; made once. */
function indexOf(card: Card): Index {
  let index = indices.get(card);
  if (index?.scripts !== card.scripts.length) {
    const pages = new Map<Script, Page[]>();
    for (const page of card.pages) for (const script of scriptsOf(page)) push(pages, script, page);
    indices.set(card, (index = { wholePages: card.pages.filter(isShown).length, pages, scripts: card.scripts.length }));
  }
  return index;
}

/** Whether a page is shown by itself, and not only as a part of others. */
export function isShown({ isWhole, isLayout }: Page): boolean {
  return isWhole && !isLayout;
}

/** The scripts that a page runs, with what they import. */
export function scriptsOf(page: Page): Set<Script> {
  const found = new Set<Script>();
  const parts = [page, ...allPartsOf(page)];
  const queue = [...parts, ...parts.flatMap(({ fragments }) => fragments)].flatMap(({ scripts, handlers }) => [
    ...scripts.flatMap(({ script }) => script ?? []),
    ...handlers,
  ]);
  for (let script = queue.pop(); script; script = queue.pop()) {
    if (found.has(script)) continue;
    found.add(script);
    queue.push(...script.imports.values());
  }
  return found;
}
