/** The scripts of a card, read together: what one of them gives to another is followed. */
import type { Interest } from './aliases.js';
import { type Card, scriptsOf } from './card.js';
import type { Message, Sent } from './messages.js';
import type { Script } from './script.js';
import { Evaluator } from './syntax/evaluate.js';
import type { Value } from './syntax/values.js';
import type { Node } from './syntax/walk.js';
import { World } from './syntax/world.js';

export interface Group {
  scripts: readonly Script[];
  world: World;
  evaluator: Evaluator;
  /** Names of what is of interest, as soon as somebody asks. */
  aliases: Map<Interest, ReadonlySet<string>>;
  /** What is posted and sent, as soon as somebody asks. */
  messages?: ReadonlyMap<Script, Message[]>;
  sent?: ReadonlyMap<Script, Sent[]>;
}

/** Reads the scripts of a card together. */
export function connect(card: Card): Group {
  const known = card.scripts[0]?.group;
  if (known && card.scripts.every(({ group }) => group === known) && known.scripts.length === card.scripts.length)
    return known;
  const pages = new Map<Script, Set<number>>();
  card.pages.forEach((page, number) => {
    for (const script of scriptsOf(page)) {
      const numbers = pages.get(script);
      if (numbers) numbers.add(number);
      else pages.set(script, new Set([number]));
    }
  });
  return group(card.scripts, pages);
}

/** The group that a script is in; by itself where it is in none. */
export function groupOf(script: Script): Group {
  return script.group ?? group([script, ...script.imports.values()], new Map());
}

function group(scripts: readonly Script[], pages: Map<Script, Set<number>>): Group {
  const world = new World(scripts, pages);
  const made: Group = { scripts, world, evaluator: new Evaluator(world, scripts), aliases: new Map() };
  for (const script of scripts) script.group = made;
  return made;
}

/** What an expression of a script may come to. */
export function valueIn(script: Script, node: Node): Value {
  return groupOf(script).evaluator.valueOf(node);
}
