/** Syntax trees of scripts: ESTree, as the parser makes it. */

/** A node with whatever its type has. */
export interface Node {
  type: string;
  start: number;
  end: number;
  /** The node that it is in. */
  parent?: Node;
  /** What an identifier stands for. */
  binding?: Binding;
  [key: string]: any;
}

/** A value that is given to a name or a member. */
export interface Write {
  /** The expression; absent: it is not known. */
  value?: Node;
  /** Which part of it is given: keys of a pattern, `'*'` for each of its elements, `'...1'` for those from 1 on. */
  path: readonly string[];
}

export interface Binding {
  name: string;
  /** `global`: the script does not declare it. */
  kind: 'var' | 'let' | 'function' | 'class' | 'param' | 'import' | 'catch' | 'global';
  writes: Write[];
  /** Identifiers that stand for it, its declarations included. */
  references: Node[];
  /** A parameter's function, and which of its parameters it is in. */
  param?: { of: Node; index: number; path: readonly string[]; isRest: boolean };
  /** What is imported: `default`, `*` or a name. */
  imported?: { from: string; name: string };
  /** Whether the script shares it with the other scripts of its page. */
  isShared: boolean;
  /** The syntax of the script that it is in. */
  syntax: Syntax;
}

export interface MemberWrite extends Write {
  /** The member, as it is written to. */
  target: Node;
  node: Node;
}

/** The syntax of a script, looked up by what a check asks for. */
export interface Syntax {
  byType: Map<string, Node[]>;
  /** Top-level names. */
  top: Map<string, Binding>;
  /** Names that the script uses and does not declare. */
  globals: Map<string, Binding>;
  /** Writes to members, by the member's key. */
  memberWrites: Map<string, MemberWrite[]>;
  /** Calls, by the last name of what is called. */
  calls: Map<string, Node[]>;
  /** How many nodes were looked at. */
  steps: number;
}

/** Keys of a node that hold no code: types, comments, what is added here. */
const NO_CODE =
  /^(loc|extra|parent|binding|errors|comments|typeAnnotation|typeParameters|typeArguments|returnType|superTypeParameters|superTypeArguments|implements|interpreter|predicate|variance)$/;

/** Types and declarations of types. */
const NO_CODE_TYPE =
  /^(TS(?!As|Satisfies|NonNull|TypeAssertion|Instantiation|ParameterProperty|Enum|ModuleDeclaration|ModuleBlock|ExportAssignment|ImportEquals|ExternalModule)|Declare|TypeAlias|OpaqueType|InterfaceDeclaration)/;

const isCodeKey = new Map<string, boolean>();
const isCodeType = new Map<string, boolean>();

/** The nodes directly in a node that are code, in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key in node) {
    let isCode = isCodeKey.get(key);
    if (isCode === undefined) isCodeKey.set(key, (isCode = !NO_CODE.test(key)));
    if (!isCode) continue;
    const value = node[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) children.push(value);
    } else for (const item of value) if (item && isNode(item)) children.push(item);
  }
  return children;
}

function isNode(value: Node): boolean {
  if (typeof value.type !== 'string' || typeof value.start !== 'number') return false;
  let isCode = isCodeType.get(value.type);
  if (isCode === undefined) isCodeType.set(value.type, (isCode = !NO_CODE_TYPE.test(value.type)));
  return isCode;
}

/** Calls `visit` for each node, parents first. `false` skips what is in it. However deep: it does not call itself. */
export function walk(root: Node, visit: (node: Node) => void | false): void {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (visit(node) === false) continue;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) stack.push(children[at]!);
  }
}

export function isFunction(node: Node | null | undefined): node is Node & { body: Node | null } {
  return node != null && /^(Function|ArrowFunction)/.test(node.type);
}

/** A node without parentheses, `?.`, assertions of types and the like around it. */
export function plain(node: Node): Node {
  let inner = node;
  while (WRAPPER.test(inner.type)) inner = inner.expression;
  return inner;
}

const WRAPPER =
  /^(ChainExpression|ParenthesizedExpression|TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|TSTypeAssertion|TSInstantiationExpression|TypeCastExpression)$/;

/** The key of a member, where it is known without a look at values. */
export function keyOf({ computed, property }: Node): string | undefined {
  if (!computed) return property.name;
  return property.type === 'Literal' ? String(property.value) : undefined;
}

/** A name with its members, such as `window.location.href`; nothing for other expressions. */
export function nameOf(node: Node): string | undefined {
  const keys: string[] = [];
  let part = plain(node);
  for (; part.type === 'MemberExpression'; part = plain(part.object)) {
    const key = keyOf(part);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  if (part.type === 'Identifier') keys.push(part.name);
  else if (part.type === 'ThisExpression') keys.push('this');
  else return undefined;
  return keys.reverse().join('.');
}

/** The last member that an expression names: `postMessage` of whatever object. */
export function memberOf(node: Node): string | undefined {
  const expression = plain(node);
  return expression.type === 'MemberExpression' ? keyOf(expression) : undefined;
}

/** The innermost expression of a chain of members: `a` of `a.b.c`. */
export function rootOf(node: Node): Node {
  let part = plain(node);
  while (part.type === 'MemberExpression') part = plain(part.object);
  return part;
}

/**
 * A global's name without the window in front of it: `location` for `window.location` and `self.location`. Nothing
 * where the script declares something by that name.
 */
export function globalName(node: Node): string | undefined {
  const { binding } = rootOf(node);
  if (binding && binding.kind !== 'global') return undefined;
  return nameOf(node)?.replace(/^(?:(?:window|self|globalThis|frames|document\.defaultView)\.)+(?=.)/, '');
}
