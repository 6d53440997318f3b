/** What the parts of the evaluator need of each other. */
import type { Script } from '../../script.js';
import type { Binding, Write } from '../scopes.js';
import type { Frame, Frames, Shape, Value } from '../values.js';
import type { Node } from '../walk.js';
import type { World } from '../world.js';
import type { Functions } from './functions.js';

export interface Evaluation {
  readonly world: World;
  readonly functions: Functions;
  /** How many expressions were looked at, for all questions. */
  readonly steps: number;
  /** The value of an expression, as a question by itself. */
  valueOf(node: Node, frames?: Frames): Value;
  /** The same, as a part of a question. */
  evaluate(node: Node, frames: Frames): Value;
  /** Takes one of the question's steps. @returns whether it had any left. */
  takesStep(): boolean;
  /** Whether the question is so deep already that what is less likely is left out. */
  readonly isDeep: boolean;
  /** Notes that an answer depends on what a function is given, where no call of it is looked at. */
  touch(fn: Node): void;
  keys(node: Node, frames: Frames): string[];
  member(value: Value, key: string, site?: Node): Value;
  memberOf(shape: Shape, key: string, site: Node | undefined): Value;
  elements(value: Value): Value[] | undefined;
  binding(binding: Binding, frames: Frames): Value;
  written(writes: readonly Write[], frames: Frames): Value[];
  /** What the tab's storage has by a key; without one: what the window's name is. */
  stored(key: string | undefined, from: Script | undefined): Value;
  /** The same thing for the same words. */
  siteNamed(words: string): Node;
  /** The keys and values of an object, as far as they are written down. */
  pairs(value: Value): [Value, Value][];
  mapped(shape: Shape, key: Value): Value[];
  globalNamed(name: string, from: Script | undefined): Value;
  invoke(shape: Shape, frame: Frame, frames: Frames, node: Node): Value;
  resultOf(fn: Node, frame: Frame | undefined, frames?: Frames): Value;
  callSites(fn: Node, most?: number): CallSite[];
  frameOf(given: readonly Node[], frames: Frames): Frame;
}

/** A call of a function, with what is given to its parameters. */
export interface CallSite {
  node: Node;
  frame: (frames: Frames) => Frame;
}
