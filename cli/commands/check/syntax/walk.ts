/** Syntax trees of scripts: ESTree, as acorn makes it. */
import type { Node as AcornNode } from 'acorn';

/** A node with whatever its type has. */
export interface Node extends AcornNode {
  [key: string]: any;
}

/** Calls `visit` for each node, parents first, with the nodes around it, the innermost last. `false` skips what is in it. */
export function walk(
  root: Node,
  visit: (node: Node, around: readonly Node[]) => void | false,
  around: Node[] = [],
): void {
  if (visit(root, around) === false) return;
  around.push(root);
  for (const child of childrenOf(root)) walk(child, visit, around);
  around.pop();
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

function isNode(value: unknown): value is Node {
  return typeof (value as Node | null)?.type === 'string' && typeof (value as Node).start === 'number';
}

export function isFunction(node: Node | null | undefined): node is Node {
  return node != null && /^(Function|ArrowFunction)/.test(node.type);
}

/** A node without parentheses, `?.` and the like around it. */
export function plain(node: Node): Node {
  return node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression' ? plain(node.expression) : node;
}

/** A name with its members, such as `window.location.href`; nothing for other expressions. */
export function nameOf(node: Node): string | undefined {
  const { type, name, object, property, computed } = plain(node);
  if (type === 'Identifier') return name;
  if (type === 'ThisExpression') return 'this';
  if (type !== 'MemberExpression') return undefined;
  const key = !computed ? property.name : property.type === 'Literal' ? String(property.value) : undefined;
  const owner = nameOf(object);
  return key === undefined || owner === undefined ? undefined : `${owner}.${key}`;
}

/** The last member that an expression names: `postMessage` of whatever object. */
export function memberOf(node: Node): string | undefined {
  const { type, property, computed } = plain(node);
  if (type !== 'MemberExpression') return undefined;
  return !computed ? property.name : property.type === 'Literal' ? String(property.value) : undefined;
}

/** A name without the window in front of it: `location` for `window.location` and `self.location`. */
export function globalName(node: Node): string | undefined {
  return nameOf(node)?.replace(/^(?:(?:window|self|globalThis|frames|document\.defaultView)\.)+(?=.)/, '');
}
