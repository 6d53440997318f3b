/**
 * What a page finds in its tab's storage. A value that every page writes again, such as `document.referrer` without a
 * look at what is there, is not carried from the first page.
 */
import type { Script } from '../../script.js';
import { constantOf, type Value } from '../values.js';
import { childrenOf, globalName, isFunction, type Node, plain } from '../walk.js';
import type { Evaluation } from './evaluation.js';
import { functionAround } from './functions.js';

const STORED: Value = [{ kind: 'carried', by: 'storage' }];
const MAX_WRITES = 12;
/** Functions around functions that are looked at for a condition. */
const MAX_FUNCTIONS = 4;

export class Storage {
  constructor(private readonly evaluation: Evaluation) {}

  /** What `sessionStorage` has by a key; without one: `window.name`. */
  read(key: string | undefined, from: Script | undefined): Value {
    if (key === '*' || this.evaluation.isDeep) return STORED;
    const written = (key === undefined ? this.toName(from) : this.toStorage(key, from)).slice(0, MAX_WRITES);
    const again = written
      .filter(({ node }) => !this.isConditional(node))
      .map(({ value }) => this.evaluation.evaluate(value, undefined));
    const isWrong = (value: Value) =>
      value.some((shape) => shape.kind === 'referrer' && !shape.isFallback) &&
      !value.some(({ kind }) => kind === 'carried');
    return again.find(isWrong) ?? STORED;
  }

  private toStorage(key: string, from: Script | undefined): { node: Node; value: Node }[] {
    const { evaluation } = this;
    const calls = evaluation.world.calls('setItem', from).flatMap((node) => {
      const [name, value] = node.arguments as Node[];
      const isIt = value && constantOf(evaluation.evaluate(name!, undefined))?.value === key;
      return isIt ? [{ node, value }] : [];
    });
    const members = evaluation.world.memberWrites(key, from).flatMap(({ target, node, value }) => {
      const isIt = value && /^(session|local)Storage$/.test(globalName(target.object) ?? '');
      return isIt ? [{ node, value }] : [];
    });
    return [...calls, ...members];
  }

  private toName(from: Script | undefined): { node: Node; value: Node }[] {
    return this.evaluation.world
      .memberWrites('name', from)
      .flatMap(({ target, node, value }) =>
        value && /^(window|self|globalThis)$/.test(globalName(target.object) ?? '') ? [{ node, value }] : [],
      );
  }

  /** Whether a write is made only where something that tells pages apart is asked for. */
  private isConditional(node: Node, depth = 0): boolean {
    let inner = node;
    for (let around = node.parent; around; inner = around, around = around.parent) {
      if (/^(IfStatement|ConditionalExpression|WhileStatement)$/.test(around.type) && around.test !== inner) {
        if (this.tellsApart(around.test)) return true;
      } else if (around.type === 'LogicalExpression' && around.right === inner) {
        if (this.tellsApart(around.left)) return true;
      } else if (around.type === 'BlockStatement' || around.type === 'Program') {
        const before = (around.body as Node[]).filter(({ end }) => end <= inner.start);
        if (
          before.some(
            (other) => other.type === 'IfStatement' && leaves(other.consequent) && this.tellsApart(other.test),
          )
        )
          return true;
      } else if (isFunction(around)) {
        return depth < MAX_FUNCTIONS && this.isCalledOnCondition(around, depth);
      }
    }
    return false;
  }

  private isCalledOnCondition(fn: Node, depth: number): boolean {
    const sites = this.evaluation.callSites(fn);
    return (
      sites.length > 0 && sites.every(({ node }) => functionAround(node) !== fn && this.isConditional(node, depth + 1))
    );
  }

  /** Whether a test asks for more than whether there is a referrer, or storage. */
  private tellsApart(test: Node): boolean {
    const node = plain(test);
    if (node.type === 'LogicalExpression') return this.tellsApart(node.left) || this.tellsApart(node.right);
    if (node.type === 'UnaryExpression') return node.operator !== 'typeof' && this.tellsApart(node.argument);
    if (node.type === 'BinaryExpression') {
      const sides = [node.left, node.right].map(plain);
      if (sides.some(({ type, value }) => type === 'Literal' && (value === '' || value === null || value === 0)))
        return sides.some((side) => side.type !== 'Literal' && this.tellsApart(side));
      return !sides.some(({ type, operator }) => type === 'UnaryExpression' && operator === 'typeof');
    }
    if (node.type === 'MemberExpression' && node.property.name === 'length') return this.tellsApart(node.object);
    const name = globalName(node) ?? '';
    if (/^(sessionStorage|localStorage|Storage|parent|top|document\.referrer)$/.test(name)) return false;
    const value = this.evaluation.evaluate(node, undefined);
    return !value.every((shape) => shape.kind === 'referrer' && !asksOfIt(node));
  }
}

function asksOfIt(node: Node): boolean {
  return node.type === 'CallExpression' || childrenOf(node).some(({ type }) => type === 'CallExpression');
}

function leaves(node: Node): boolean {
  return /^(Return|Throw)/.test(node.type) || (node.type === 'BlockStatement' && node.body.some(leaves));
}
