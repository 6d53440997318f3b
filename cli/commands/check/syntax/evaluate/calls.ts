/** What calls give back. */
import { callResult } from '../builtins.js';
import {
  constant,
  constantOf,
  either,
  type Frame,
  type Frames,
  type Shape,
  UNKNOWN_VALUE,
  type Value,
} from '../values.js';
import { isFunction, type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';
import { MAX_WRITES } from './functions.js';

/** Calls within calls that are followed. */
const MAX_FRAMES = 6;

export class Calls {
  constructor(private readonly evaluation: Evaluation) {}

  resultOfCall(node: Node, frames: Frames): Value {
    const { evaluation } = this;
    const callee = plain(node.callee);
    if (callee.type === 'Super' || callee.type === 'Import') return UNKNOWN_VALUE;
    const frame = evaluation.frameOf(node.arguments, frames);
    if (isFunction(callee)) return this.invoke({ kind: 'function', node: callee }, frame, frames, node);
    if (callee.type === 'MemberExpression') {
      const object = evaluation.evaluate(callee.object, frames);
      const values = evaluation
        .keys(callee, frames)
        .flatMap((key) => object.map((shape) => this.callMember(shape, key, frame, frames, node)));
      return either(...values);
    }
    return either(...evaluation.evaluate(callee, frames).map((shape) => this.invoke(shape, frame, frames, node)));
  }

  private callMember(object: Shape, key: string, frame: Frame, frames: Frames, node: Node): Value {
    const own = this.ofPromise(object, key, frame, frames, node) ?? this.ofStorage(object, key, frame, node);
    const builtin = own ?? callResult(this.evaluation, object, key, frame, node);
    if (builtin) return builtin;
    const methods = this.evaluation.memberOf(object, key, node);
    return either(...methods.map((shape) => this.invoke(shape, { ...frame, self: [object] }, frames, node)));
  }

  /** A promise counts as what it brings: `then` gives that to its function. */
  private ofPromise(object: Shape, key: string, frame: Frame, frames: Frames, node: Node): Value | undefined {
    if (/^(catch|finally|always|fail)$/.test(key) && object.kind !== 'unknown') return [object];
    if (!/^(then|done|pipe)$/.test(key)) return undefined;
    const handlers = (frame.argument(0) ?? []).filter(({ kind }) => kind === 'function');
    if (!handlers.length) return undefined;
    const given: Frame = { count: 1, argument: (index) => (index ? undefined : [object]) };
    return either(...handlers.map((handler) => this.invoke(handler, given, frames, node)));
  }

  private ofStorage(object: Shape, key: string, frame: Frame, node: Node): Value | undefined {
    if (object.kind !== 'global' || object.site || !/^(session|local)Storage$/.test(object.name)) return undefined;
    if (key !== 'getItem') return undefined;
    const name = constantOf(frame.argument(0) ?? [])?.value;
    return this.evaluation.stored(
      name === undefined ? '*' : String(name),
      this.evaluation.functions.scriptAround(node),
    );
  }

  /** `new Promise((resolve) => …)`: what `resolve` is called with. */
  private promised(executors: Value): Value | undefined {
    const given = executors.flatMap((shape) => {
      const resolve = shape.kind === 'function' ? (shape.node.params?.[0] as Node | undefined) : undefined;
      return ((resolve?.binding?.references ?? []) as Node[]).flatMap(({ parent }) =>
        parent?.type === 'CallExpression' && parent.callee.binding === resolve!.binding && parent.arguments[0]
          ? [this.evaluation.evaluate(parent.arguments[0], undefined)]
          : [],
      );
    });
    return given.length ? either(...given) : undefined;
  }

  /** What a call of a shape gives back. */
  invoke(shape: Shape, frame: Frame, frames: Frames, node: Node): Value {
    if (shape.kind === 'function') {
      if (node.type === 'NewExpression' || /^Class/.test(shape.node.type))
        return [{ kind: 'instance', of: shape.node }];
      const { count, argument } = withGiven(frame, shape.given);
      const self = shape.self ?? frame.self;
      return this.resultOf(shape.node, { count, argument, ...(self && { self }) }, frames);
    }
    const unknown: Value = [{ kind: 'unknown', site: node }];
    if (shape.kind === 'global' && shape.name === 'Promise' && node.type === 'NewExpression')
      return this.promised(frame.argument(0) ?? []) ?? unknown;
    if (shape.kind === 'method')
      return callResult(this.evaluation, shape.of, shape.name, withGiven(frame, shape.given), node) ?? unknown;
    return (shape.kind === 'global' && callResult(this.evaluation, shape, '', frame, node)) || unknown;
  }

  /** What a function returns, when it is called like this. */
  resultOf(fn: Node, frame: Frame | undefined, frames?: Frames): Value {
    if ((frames?.size ?? 0) >= MAX_FRAMES || frames?.has(fn)) return UNKNOWN_VALUE;
    const within: Frames = frame ? new Map([...(frames ?? []), [fn, frame]]) : frames;
    if (fn.generator) {
      const given = this.evaluation.functions.yieldsOf(fn).slice(0, MAX_WRITES);
      return [{ kind: 'list', of: given.map((value) => this.evaluation.evaluate(value, within)) }];
    }
    const results = this.evaluation.functions.returnsOf(fn);
    if (!results.length) return constant(undefined);
    return either(...results.slice(0, MAX_WRITES).map((result) => this.evaluation.evaluate(result, within)));
  }
}

/** A call with what `bind` has given before. */
function withGiven(frame: Frame, given: readonly Value[] | undefined): Frame {
  if (!given) return frame;
  return {
    count: frame.count + given.length,
    argument: (index) => (index < given.length ? given[index] : frame.argument(index - given.length)),
  };
}
