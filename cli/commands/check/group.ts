/** The scripts of a card, read together: what one of them gives to another is followed. */
import { type Card, isShown, pagesOf, scriptsOf } from './card.js';
import { codeIn, fragmentsOf } from './fragments.js';
import { innerPages } from './frames.js';
import type { Page } from './page.js';
import type { Script } from './script.js';
import { Evaluator } from './syntax/evaluate/index.js';
import type { Value } from './syntax/values.js';
import type { Node } from './syntax/walk.js';
import { World } from './syntax/world.js';

export interface Group {
  scripts: readonly Script[];
  world: World;
  evaluator: Evaluator;
  /** Scripts that run only in a frame of one of the card's own pages. */
  inner: ReadonlySet<Script>;
}

/** The group that each script is in. */
const groups = new WeakMap<Script, Group>();

/** Reads the scripts of a card together. */
export function connect(card: Card): Group {
  const known = card.scripts[0] && groups.get(card.scripts[0]);
  if (
    known &&
    card.scripts.every((script) => groups.get(script) === known) &&
    known.scripts.length === card.scripts.length
  )
    return known;
  const pages = new Map<Script, Set<number>>();
  card.pages.forEach((page, number) => {
    for (const script of scriptsOf(page)) {
      const numbers = pages.get(script);
      if (numbers) numbers.add(number);
      else pages.set(script, new Set([number]));
    }
  });
  const inner = innerPages(card, card.named);
  card.inner = inner;
  const made = group(card.scripts, pages, innerScripts(card, inner));
  if (card.fragments) return made;
  card.fragments = [];
  const written = card.scripts.flatMap((script) => readWritten(card, made, script));
  if (!written.length) return made;
  card.scripts.push(...written);
  return connect(card);
}

/** Reads what a script holds as texts: markup, which becomes a part of its pages, and code. */
function readWritten(card: Card, made: Group, script: Script): Script[] {
  const fragments = fragmentsOf(made.evaluator, script);
  const pages = fragments.length ? pagesOf(script, card) : [];
  for (const fragment of fragments) {
    card.fragments!.push(fragment);
    const [first] = pages;
    card.link?.(fragment, first?.source.name ?? script.source.name);
    for (const page of pages) {
      page.fragments.push(fragment);
      fragment.usedBy.push(page);
      for (const link of fragment.all('a[href], area[href], form[action]')) {
        const address = link.getAttribute('href') ?? link.getAttribute('action')!;
        const reached = /^\s*#/.test(address) ? undefined : card.named?.(address, page);
        if (reached) card.reached.add(reached.source.name);
      }
    }
  }
  const inFragments = fragments.flatMap(({ scripts, handlers }) => [
    ...scripts.flatMap(({ script: inner, src }) => (inner && src === undefined ? [inner] : [])),
    ...handlers,
  ]);
  const code = codeIn(made.evaluator, script);
  if (code.length) for (const page of pagesOf(script, card)) page.handlers.push(...code);
  return [...inFragments, ...code];
}

/** The group that a script is in; by itself where it is in none. */
export function groupOf(script: Script): Group {
  return groups.get(script) ?? group([script, ...script.imports.values()], new Map(), new Set());
}

function innerScripts(card: Card, inner: ReadonlySet<Page>): Set<Script> {
  if (!inner.size) return new Set();
  const scripts = new Set([...inner].flatMap((page) => [...scriptsOf(page)]));
  for (const page of card.pages)
    if (isShown(page) && !inner.has(page)) for (const script of scriptsOf(page)) scripts.delete(script);
  return scripts;
}

function group(scripts: readonly Script[], pages: Map<Script, Set<number>>, inner: ReadonlySet<Script>): Group {
  const world = new World(scripts, pages);
  const made: Group = { scripts, world, evaluator: new Evaluator(world, scripts), inner };
  for (const script of scripts) groups.set(script, made);
  return made;
}

/** What an expression of a script may come to. */
export function valueIn(script: Script, node: Node): Value {
  return groupOf(script).evaluator.valueOf(node);
}
