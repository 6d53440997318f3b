/**
 * What an expression may come to when the script runs. A value is a few shapes, each of which it may have: `'a'`, the
 * window around the card, what `document.referrer` says, an object with these properties, or something unknown.
 */
import { PUT_OUT } from '../../../shared/html/templating.js';
import type { Binding } from './scopes.js';
import type { Node } from './walk.js';

export type Shape =
  | { kind: 'constant'; value: Constant }
  /** A text of which only parts are known. */
  | { kind: 'text'; parts: readonly (string | Shape)[] }
  /** `document.referrer`, or a text made of it. `isFallback`: only where something else is not there. */
  | { kind: 'referrer'; isFallback?: true }
  /** A text that was carried from page to page, or that the browser vouches for. */
  | { kind: 'carried'; by: 'runtime' | 'storage' | 'address' | 'browser' }
  /** A part of the page's own address. */
  | { kind: 'location'; part: string }
  /** `parent` and `top` are around the card's page; `self` is the page's own, `source` that of a message. */
  | { kind: 'window'; which: 'self' | 'parent' | 'top' | 'source' | 'other' }
  /** What the browser or another script calls by this name, such as `document` or `JSON.stringify`. */
  | { kind: 'global'; name: string; site?: Node }
  /** A method, taken from its object. */
  | { kind: 'method'; of: Shape; name: string; given?: readonly Value[] }
  | { kind: 'function'; node: Node; self?: Value; given?: readonly Value[] }
  /** An object or array as it is written down, with the frames that it was written in. */
  | { kind: 'object'; node: Node; frames: Frames }
  | { kind: 'instance'; of: Node }
  | { kind: 'list'; of: readonly Value[] }
  /** An object that is made by a call. */
  | { kind: 'record'; of: Readonly<Record<string, Value>> }
  /** Several objects in one: `Object.assign`. */
  | { kind: 'merged'; of: readonly Value[] }
  /** What `JSON.stringify` makes of a value. */
  | { kind: 'json'; of: Value }
  /** A `URL`, or the query of one. */
  | { kind: 'url'; of: Value }
  | { kind: 'query'; of: Value }
  | { kind: 'jquery'; of: Value }
  | { kind: 'event'; type: string }
  /** What a template puts out, as it is: in code without quotes, or in a text. */
  | { kind: 'output' }
  /** Something unknown; `site`: where it comes from, the same for the same thing. */
  | { kind: 'unknown'; site?: Node | Binding };

export type Constant = string | number | boolean | bigint | null | undefined;

export type Value = readonly Shape[];

/** Calls of functions that an expression is looked at within, by the function. */
export type Frames = ReadonlyMap<Node, Frame> | undefined;

export interface Frame {
  /** The value of a parameter; nothing where the call does not give it. */
  argument(index: number): Value | undefined;
  /** How many are given, if that is known. */
  count: number;
  self?: Value;
}

export const UNKNOWN_VALUE: Value = [{ kind: 'unknown' }];

export function constant(value: Constant): Value {
  return [{ kind: 'constant', value }];
}

/** A template's output as it is. */
export const OUTPUT: Value = [{ kind: 'output' }];

/** A text with a template's output in it, as parts; known ones are a constant. @param output what that output is. */
export function textOf(text: string, output = OUTPUT): Value {
  return text.includes(PUT_OUT)
    ? joined(
        text.split(new RegExp(`(${PUT_OUT}+)`)).map((part) => (part.startsWith(PUT_OUT) ? output : constant(part))),
      )
    : constant(text);
}

/** More shapes than this say nothing any more. */
const MAX_SHAPES = 12;

/** A value that is one of several. */
export function either(...values: (Value | undefined)[]): Value {
  const shapes: Shape[] = [];
  for (const value of values)
    for (const shape of value ?? [])
      if (!shapes.some((other) => isSame(shape, other))) {
        if (shapes.length >= MAX_SHAPES) return shapes;
        shapes.push(shape);
      }
  return shapes.length ? shapes : UNKNOWN_VALUE;
}

function isSame(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'constant':
      return Object.is(a.value, (b as typeof a).value);
    case 'referrer':
      return a.isFallback === (b as typeof a).isFallback;
    case 'carried':
      return a.by === (b as typeof a).by;
    case 'location':
      return a.part === (b as typeof a).part;
    case 'window':
      return a.which === (b as typeof a).which;
    case 'global':
      return a.name === (b as typeof a).name && a.site === (b as typeof a).site;
    case 'unknown':
      return a.site === (b as typeof a).site;
    case 'instance':
      return a.of === (b as typeof a).of;
    case 'function':
      return a.node === (b as typeof a).node && a.given === (b as typeof a).given;
    default:
      return false;
  }
}

/** Texts one after the other, as `+` and template literals put them. */
export function joined(values: readonly Value[]): Value {
  const parts: (string | Shape)[] = [];
  const add = (part: string | Shape) => {
    if (part === '') return;
    if (typeof part === 'string' && typeof parts.at(-1) === 'string') parts.push(parts.pop() + part);
    else parts.push(part);
  };
  for (const value of values) {
    const shape = value.length === 1 ? value[0]! : ({ kind: 'list', of: [value] } as const);
    if (shape.kind === 'constant') add(String(shape.value));
    else if (shape.kind === 'text') shape.parts.forEach(add);
    else add(shape);
  }
  if (parts.length <= 1 && typeof (parts[0] ?? '') === 'string')
    return constant((parts[0] as string | undefined) ?? '');
  return [{ kind: 'text', parts }];
}

/** All shapes that a value is made of: those in its texts, too. */
export function* ingredients(value: Value, depth = 0): Generator<Shape> {
  for (const shape of value) {
    yield shape;
    if (depth > 8) continue;
    if (shape.kind === 'text')
      for (const part of shape.parts) if (typeof part !== 'string') yield* ingredients([part], depth + 1);
    if (shape.kind === 'list' || shape.kind === 'merged')
      for (const part of shape.of) yield* ingredients(part, depth + 1);
    if (shape.kind === 'url' || shape.kind === 'query') yield* ingredients(shape.of, depth + 1);
  }
}

/**
 * What is made of a text by an operation that is not followed to its end, such as `split`: still made of the referrer,
 * of what was carried, of the address.
 */
export function madeOf(value: Value, site?: Node): Value {
  const found: Shape[] = [];
  for (const shape of ingredients(value))
    if (shape.kind === 'referrer' || shape.kind === 'carried' || shape.kind === 'location') found.push(shape);
  return found.length ? either(found) : [{ kind: 'unknown', ...(site && { site }) }];
}

/** The one constant that a value is; `undefined` where it is none, or may be another. */
export function constantOf(value: Value): { value: Constant } | undefined {
  return value.length === 1 && value[0]!.kind === 'constant' ? value[0] : undefined;
}

/** The texts that a value may be, of those that are known. */
export function stringsOf(value: Value): string[] {
  return value.flatMap((shape) => (shape.kind === 'constant' && typeof shape.value === 'string' ? [shape.value] : []));
}

/** How a text begins, as far as that is known: `''` when nothing is. */
export function startOf(value: Value): string {
  for (const shape of value) {
    if (shape.kind === 'constant' && typeof shape.value === 'string') return shape.value;
    if (shape.kind === 'text' && typeof shape.parts[0] === 'string') return shape.parts[0];
    if (shape.kind === 'url') return startOf(shape.of);
  }
  return '';
}
