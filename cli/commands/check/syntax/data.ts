/** Values of a script as plain data, as far as they are known. */
import type { Evaluator } from './evaluate/index.js';
import type { Shape, Value } from './values.js';
import { keyOf, type Node, plain } from './walk.js';

/** What is known only when the script runs. */
export const UNKNOWN = Symbol('unknown');

/** What stands in a message as it is, without quotes: a text of digits becomes a number. */
export const BARE = Symbol('bare');

/** The key of an object that may have other keys than those that are known. */
export const OPEN = Symbol('open');

/** One of several things. */
export class Either {
  constructor(readonly values: readonly unknown[]) {}
}

const MAX_DEPTH = 5;
const MAX_KEYS = 40;

/** @returns plain data with `UNKNOWN` and `Either` in it. */
export function dataOf(evaluator: Evaluator, value: Value, depth = 0): unknown {
  const data: unknown[] = [];
  for (const shape of value) {
    const one = shapeData(evaluator, shape, depth);
    if (!data.includes(one)) data.push(one);
  }
  return data.length === 1 ? data[0] : data.length ? new Either(data.slice(0, 8)) : UNKNOWN;
}

function shapeData(evaluator: Evaluator, shape: Shape, depth: number): unknown {
  if (shape.kind === 'constant') return shape.value;
  if (shape.kind === 'output') return BARE;
  if (depth >= MAX_DEPTH) return UNKNOWN;
  if (shape.kind === 'list' || (shape.kind === 'object' && shape.node.type === 'ArrayExpression'))
    return (evaluator.elements([shape]) ?? [])
      .slice(0, MAX_KEYS)
      .map((element) => dataOf(evaluator, element, depth + 1));
  if (shape.kind !== 'object' && shape.kind !== 'merged') return UNKNOWN;
  const { keys, isOpen } = keysOf(evaluator, shape);
  if (isOpen && !keys.length) return UNKNOWN;
  const data: Record<string | symbol, unknown> = {};
  for (const key of keys.slice(0, MAX_KEYS)) {
    const value = dataOf(evaluator, evaluator.member([shape], key), depth + 1);
    Object.defineProperty(data, key, { value, enumerable: true, configurable: true });
  }
  if (isOpen) Object.defineProperty(data, OPEN, { value: true });
  return data;
}

interface Keys {
  keys: string[];
  /** Whether there may be others. */
  isOpen: boolean;
}

const ANY: Keys = { keys: [], isOpen: true };

function keysOf(evaluator: Evaluator, shape: Shape): Keys {
  if (shape.kind === 'merged') return together(shape.of.map((part) => keysOfValue(evaluator, part)));
  if (shape.kind !== 'object' || shape.node.type !== 'ObjectExpression') return ANY;
  const { node, frames } = shape;
  const keys = [keysWritten(evaluator, node)];
  for (const property of node.properties as Node[]) {
    if (property.type === 'SpreadElement')
      keys.push(keysOfValue(evaluator, evaluator.valueOf(property.argument, frames)));
    else {
      const key = evaluator.propertyKey(property, frames);
      keys.push(key === undefined ? ANY : { keys: [key], isOpen: false });
    }
  }
  return together(keys);
}

function keysOfValue(evaluator: Evaluator, value: Value): Keys {
  const shapes = value.filter(
    (shape) => !(shape.kind === 'constant' && (shape.value == null || shape.value === false)),
  );
  return together(shapes.map((shape) => keysOf(evaluator, shape)));
}

function together(parts: Keys[]): Keys {
  return { keys: [...new Set(parts.flatMap(({ keys }) => keys))], isOpen: parts.some(({ isOpen }) => isOpen) };
}

/** Keys that are given to an object after it is made: `message.params = …`. */
function keysWritten(evaluator: Evaluator, object: Node): Keys {
  const { parent } = object;
  const name =
    parent?.type === 'VariableDeclarator'
      ? parent.id
      : parent?.type === 'AssignmentExpression'
        ? plain(parent.left)
        : undefined;
  const keys: string[] = [];
  for (const reference of (name?.binding?.references ?? []) as Node[]) {
    const member = reference.parent;
    const isWritten =
      member?.type === 'MemberExpression' &&
      member.object === reference &&
      member.parent?.type === 'AssignmentExpression' &&
      member.parent.left === member;
    if (isWritten) {
      const [key] = keyOf(member) === undefined ? evaluator.keys(member, undefined) : [keyOf(member)!];
      if (key === undefined || key === '*') return ANY;
      keys.push(key);
    }
    // `Object.assign(message, more)`
    const isGiven =
      member?.type === 'CallExpression' &&
      member.arguments[0] === reference &&
      /^(assign|extend|merge)$/.test(plain(member.callee).property?.name ?? '');
    if (isGiven) return ANY;
  }
  return { keys, isOpen: false };
}
