/** What calls put into objects: `list.push(value)`, `map.set(key, value)`, `Object.assign(object, more)`. */
import { described } from '../builtins.js';
import { constantOf, type Shape, type Value } from '../values.js';
import { keyOf, type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';

/** Calls of a method that are looked at. */
const MAX_CALLS = 400;

const ASSIGNS = ['assign', 'extend', 'merge', 'defaults'];

export class Contents {
  constructor(private readonly evaluation: Evaluation) {}

  /** What is added to a list or set. */
  added(shape: Shape): Value[] {
    const put = ['push', 'unshift', 'add'].flatMap((method) =>
      this.callsOn(shape, method).flatMap(({ arguments: given }) => given as Node[]),
    );
    const spliced = this.callsOn(shape, 'splice').flatMap(({ arguments: given }) => (given as Node[]).slice(2));
    return [...put, ...spliced].map((node) =>
      node.type === 'SpreadElement'
        ? this.evaluation.member(this.evaluation.evaluate(node.argument, undefined), '*')
        : this.evaluation.evaluate(node, undefined),
    );
  }

  /** What a map has by a key. */
  mapped(shape: Shape, key: Value): Value[] {
    const wanted = constantOf(key)?.value;
    const isIt = (given: Value) => wanted === undefined || (constantOf(given)?.value ?? wanted) === wanted;
    const { evaluation } = this;
    const first = evaluation.elements(this.made(shape)) ?? [];
    return [
      ...first.flatMap((pair) => (isIt(evaluation.member(pair, '0')) ? [evaluation.member(pair, '1')] : [])),
      ...this.callsOn(shape, 'set').flatMap(({ arguments: [name, value] }: Node) =>
        value && isIt(evaluation.evaluate(name, undefined)) ? [evaluation.evaluate(value, undefined)] : [],
      ),
    ];
  }

  /** What a map or set is made with. */
  made(shape: Shape): Value {
    const node = nodeOf(shape);
    const given = node?.type === 'NewExpression' && node.arguments[0];
    return given ? this.evaluation.evaluate(given, undefined) : [];
  }

  /** What `Object.assign(object, …)` and `Object.defineProperty(object, …)` give to an object by a key. */
  assigned(shape: Shape, key: string): Value[] {
    const { evaluation } = this;
    const values: Value[] = [];
    for (const call of this.callsWith(shape, ASSIGNS))
      for (const more of (call.arguments as Node[]).slice(1)) {
        if (this.isIt(more, shape)) continue;
        const part = evaluation.member(evaluation.evaluate(more, undefined), key);
        if (part.some(({ kind }) => kind !== 'unknown' && kind !== 'global')) values.push(part);
      }
    for (const { arguments: given } of this.callsWith(shape, ['defineProperty']))
      if (given[2] && constantOf(evaluation.evaluate(given[1], undefined))?.value === key)
        values.push(described(evaluation, evaluation.evaluate(given[2], undefined)));
    return values;
  }

  private callsOn(shape: Shape, method: string): Node[] {
    const name = nameGiven(nodeOf(shape));
    if (name === undefined || this.evaluation.isDeep) return [];
    return this.evaluation.world
      .calls(method, this.evaluation.functions.scriptAround(nodeOf(shape)!), MAX_CALLS)
      .filter(({ callee }) => {
        const object = plain(callee).object as Node | undefined;
        return object !== undefined && lastNameOf(object) === name && this.isIt(object, shape);
      });
  }

  /** Calls of which the object is the first argument: behind `true`, it is the second. */
  private callsWith(shape: Shape, methods: readonly string[]): Node[] {
    const name = nameGiven(nodeOf(shape));
    if (name === undefined || this.evaluation.isDeep) return [];
    const script = this.evaluation.functions.scriptAround(nodeOf(shape)!);
    return methods.flatMap((method) =>
      this.evaluation.world
        .calls(method, script, MAX_CALLS)
        .filter(({ arguments: given }) =>
          (given as Node[])
            .slice(0, 2)
            .some(
              (node, at) =>
                lastNameOf(node) === name && (at === 0 || given[0].value === true) && this.isIt(node, shape),
            ),
        ),
    );
  }

  private isIt(node: Node, shape: Shape): boolean {
    const wanted = nodeOf(shape);
    return this.evaluation.evaluate(node, undefined).some((other) => nodeOf(other) === wanted);
  }
}

/** The expression that makes an object, such as `[]` or `new Map()`. */
function nodeOf(shape: Shape): Node | undefined {
  if (shape.kind === 'object') return shape.node;
  return shape.kind === 'unknown' && shape.site && 'start' in shape.site ? shape.site : undefined;
}

/** The name that an expression is given to. */
function nameGiven(node: Node | undefined): string | undefined {
  let inner = node;
  for (let around = node?.parent; around; inner = around, around = around.parent) {
    switch (around.type) {
      case 'VariableDeclarator':
        return around.id.name;
      case 'AssignmentExpression':
        return around.right === inner ? lastNameOf(around.left) : undefined;
      case 'AssignmentPattern':
        return lastNameOf(around.left);
      case 'Property':
      case 'PropertyDefinition':
        return around.value === inner ? (around.key.name ?? String(around.key.value)) : undefined;
      case 'LogicalExpression':
      case 'ConditionalExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        continue;
      default:
        return undefined;
    }
  }
  return undefined;
}

function lastNameOf(node: Node): string | undefined {
  const expression = plain(node);
  if (expression.type === 'Identifier') return expression.name;
  return expression.type === 'MemberExpression' ? keyOf(expression) : undefined;
}
