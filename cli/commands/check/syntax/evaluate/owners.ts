/** What `this` is: the object that a function is a method of. */
import { either, type Frames, type Shape, UNKNOWN_VALUE, type Value } from '../values.js';
import { keyOf, type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';
import { functionAround } from './functions.js';

/** The page's own window. */
export const SELF: Value = [{ kind: 'window', which: 'self' }];

export class Owners {
  private readonly newed = new Map<Node, boolean>();

  constructor(private readonly evaluation: Evaluation) {}

  /** The object that `this` is at a place. */
  at(node: Node, frames: Frames): Value {
    const fn = functionAround(node, true);
    if (!fn) return SELF;
    return frames?.get(fn)?.self ?? this.of(fn) ?? SELF;
  }

  /** `super`: an instance of the class above the one around. */
  above(node: Node): Value {
    for (let around = node.parent; around; around = around.parent)
      if (/^Class/.test(around.type) && around.superClass)
        return instances(this.evaluation.evaluate(around.superClass, undefined));
    return UNKNOWN_VALUE;
  }

  /** `function () { … }.bind(object)`, `$.proxy(function () { … }, object)`, `list.map(function () { … }, object)` */
  private bound(fn: Node): Value | undefined {
    const { parent } = fn;
    const call = parent?.type === 'MemberExpression' ? parent.parent : parent;
    if (call?.type !== 'CallExpression') return undefined;
    const callee = plain(call.callee);
    const key = callee.type === 'MemberExpression' ? (keyOf(callee) ?? '') : '';
    const isBound = callee === parent && /^(bind|call|apply)$/.test(key);
    const given = isBound ? call.arguments[0] : call.arguments[0] === fn ? call.arguments[1] : undefined;
    const takes = isBound || /^(proxy|bind|forEach|map|filter|some|every|find|each)$/.test(key);
    return given && takes && /^(This|Object|Identifier|Member)/.test(given.type)
      ? this.evaluation.evaluate(given, undefined)
      : undefined;
  }

  /** What a function is a method of. */
  private of(fn: Node): Value | undefined {
    if (/^(PropertyDefinition|AccessorProperty|StaticBlock)$/.test(fn.type)) return ofClass(fn);
    const { parent } = fn;
    const bound = parent && /^(Member|Call)Expression$/.test(parent.type) ? this.bound(fn) : undefined;
    if (bound) return bound;
    if (parent?.type === 'MethodDefinition') return ofClass(parent);
    if (parent?.type === 'Property' && parent.parent?.type === 'ObjectExpression') return this.ofObject(parent.parent);
    if (parent?.type === 'AssignmentExpression' && plain(parent.left).type === 'MemberExpression') {
      const { object } = plain(parent.left);
      const holder = plain(object);
      if (holder.type === 'MemberExpression' && keyOf(holder) === 'prototype')
        return instances(this.evaluation.evaluate(holder.object, undefined));
      if (this.isNewed(fn)) return [{ kind: 'instance', of: fn }];
      return this.evaluation.evaluate(object, undefined);
    }
    return this.isNewed(fn) ? [{ kind: 'instance', of: fn }] : undefined;
  }

  private ofObject(object: Node): Value {
    const { parent } = object;
    if (parent?.type === 'AssignmentExpression' && plain(parent.left).type === 'MemberExpression') {
      const left = plain(parent.left);
      if (keyOf(left) === 'prototype') return instances(this.evaluation.evaluate(left.object, undefined));
    }
    return [{ kind: 'object', node: object, frames: undefined }];
  }

  /** Whether a function is called by `new`. */
  private isNewed(fn: Node): boolean {
    let known = this.newed.get(fn);
    if (known === undefined) {
      this.newed.set(fn, false);
      const { functions } = this.evaluation;
      known =
        functions.namesOf(fn).some((name) => /^[A-Z]/.test(name)) ||
        this.evaluation.callSites(fn).some(({ node }) => node.type === 'NewExpression');
      this.newed.set(fn, known);
    }
    return known;
  }
}

function ofClass(member: Node): Value | undefined {
  const holder = member.parent?.parent;
  if (!holder || !/^Class/.test(holder.type)) return undefined;
  return member.static || member.type === 'StaticBlock'
    ? [{ kind: 'function', node: holder }]
    : [{ kind: 'instance', of: holder }];
}

function instances(value: Value): Value {
  return either(
    value.flatMap((shape): Shape[] => (shape.kind === 'function' ? [{ kind: 'instance', of: shape.node }] : [])),
  );
}
