/** The scripts of a card, read together: what one of them gives to another is followed. */
import { type Card, isShown, scriptsOf } from './card.js';
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
  return group(card.scripts, pages, innerScripts(card, inner));
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
