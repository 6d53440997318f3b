/** Names of a script: where each is declared, and what is written to it (ECMAScript, "Environment Records"). */
import {
  type Binding,
  childrenOf,
  keyOf,
  type MemberWrite,
  type Node,
  plain,
  type Syntax,
  type Write,
} from './walk.js';

export type { Binding, MemberWrite, Syntax, Write };

interface Scope {
  names: Map<string, Binding>;
  parent: Scope | undefined;
  /** Where `var` belongs. */
  isFunction: boolean;
}

/** Looks through a script once. @param isShared whether its top-level names are those of its page. */
export function lookThrough(program: Node | undefined, isShared: boolean): Syntax {
  const syntax: Syntax = {
    byType: new Map(),
    top: new Map(),
    globals: new Map(),
    memberWrites: new Map(),
    calls: new Map(),
    steps: 0,
  };
  if (program) new Pass(syntax, isShared).run(program);
  return syntax;
}

class Pass {
  /** Names that are used, with where. */
  private readonly used: [Node, Scope][] = [];
  /** Writes wait until every declaration is known. */
  private readonly written: [target: Node, write: Write, scope: Scope, at: Node][] = [];

  constructor(
    private readonly syntax: Syntax,
    private readonly isShared: boolean,
  ) {}

  run(program: Node): void {
    const top: Scope = { names: this.syntax.top, parent: undefined, isFunction: true };
    const stack: [Node, Scope][] = [[program, top]];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [node, outer] = next;
      this.syntax.steps++;
      node.loc = undefined;
      if (node.type !== 'Identifier') push(this.syntax.byType, node.type, node);
      const scope = this.enter(node, outer);
      const children = childrenOf(node);
      for (let at = children.length - 1; at >= 0; at--) {
        const child = children[at]!;
        child.parent = node;
        stack.push([child, scope]);
      }
    }
    for (const [node, scope] of this.used) this.refer(node, scope);
    for (const [target, write, scope, at] of this.written) this.write(target, write, scope, at);
  }

  /** Notes what a node declares, writes and uses. @returns the scope of what is in it. */
  private enter(node: Node, outer: Scope): Scope {
    switch (node.type) {
      case 'Identifier':
        if (isReference(node)) this.used.push([node, outer]);
        return outer;
      case 'VariableDeclaration': {
        const scope = node.kind === 'var' ? functionScope(outer) : outer;
        const loop = node.parent;
        const each = loop && /^For(In|Of)/.test(loop.type) && loop.left === node ? loop : undefined;
        for (const { id, init } of node.declarations) {
          this.declareAll(id, node.kind === 'var' ? 'var' : 'let', scope);
          if (each) this.written.push([id, elementOf(each), scope, node]);
          else if (init) this.written.push([id, { value: init, path: [] }, scope, node]);
          // `var a;` says nothing, but a parameter or function of that name may.
        }
        return outer;
      }
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        if (node.id) this.declare(node.id, 'function', outer, { value: node, path: [] });
        return this.functionScope(node, outer);
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.functionScope(node, outer);
      case 'ClassDeclaration':
        if (node.id) this.declare(node.id, 'class', outer, { value: node, path: [] });
        return outer;
      case 'ClassExpression': {
        const scope = inner(outer);
        if (node.id) this.declare(node.id, 'class', scope, { value: node, path: [] });
        return scope;
      }
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') this.declare(node.id, 'class', outer, { value: node, path: [] });
        return node.type === 'TSModuleDeclaration' ? inner(outer, true) : outer;
      case 'TSImportEqualsDeclaration':
        this.declare(node.id, 'import', outer, { path: [] });
        return outer;
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier': {
        const binding = this.declare(node.local, 'import', outer);
        binding.imported = { from: node.parent!.source.value, name: importedName(node) };
        return outer;
      }
      case 'CatchClause': {
        const scope = inner(outer);
        if (node.param) this.declareAll(node.param, 'catch', scope);
        return scope;
      }
      case 'BlockStatement':
      case 'StaticBlock':
      case 'SwitchStatement':
      case 'ForStatement':
        return inner(outer, node.type === 'StaticBlock');
      case 'ForInStatement':
      case 'ForOfStatement': {
        const scope = inner(outer);
        if (node.left.type !== 'VariableDeclaration') this.written.push([node.left, elementOf(node), outer, node]);
        return scope;
      }
      case 'AssignmentExpression': {
        // `a += b` and `a ||= b` keep what there was: their value is that of the whole expression.
        const write: Write = { value: node.operator === '=' ? node.right : node, path: [] };
        this.written.push([node.left, write, outer, node]);
        return outer;
      }
      case 'UpdateExpression':
        this.written.push([node.argument, { path: [] }, outer, node]);
        return outer;
      case 'CallExpression':
      case 'NewExpression': {
        const callee = plain(node.callee);
        const name =
          callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee) : '';
        push(this.syntax.calls, name ?? '', node);
        return outer;
      }
      default:
        return outer;
    }
  }

  private functionScope(node: Node, outer: Scope): Scope {
    const scope = inner(outer, true);
    if (node.type === 'FunctionExpression' && node.id)
      this.declare(node.id, 'function', scope, { value: node, path: [] });
    (node.params as Node[]).forEach((param, index) => {
      for (const [id, path, isRest, fallback] of namesIn(param)) {
        const binding = this.declare(id, 'param', scope, ...(fallback ? [{ value: fallback, path: [] }] : []));
        binding.param = { of: node, index, path, isRest };
      }
    });
    return scope;
  }

  private declareAll(pattern: Node, kind: Binding['kind'], scope: Scope): void {
    for (const [id] of namesIn(pattern)) this.declare(id, kind, scope);
  }

  private declare(id: Node, kind: Binding['kind'], scope: Scope, ...writes: Write[]): Binding {
    let binding = scope.names.get(id.name);
    if (!binding) {
      const isShared = this.isShared && scope.parent === undefined;
      binding = { name: id.name, kind, writes: [], references: [], isShared, syntax: this.syntax };
      scope.names.set(id.name, binding);
    }
    binding.writes.push(...writes);
    return binding;
  }

  private refer(node: Node, scope: Scope): void {
    node.binding = find(node.name, scope) ?? this.global(node.name);
    node.binding.references.push(node);
  }

  private global(name: string): Binding {
    let binding = this.syntax.globals.get(name);
    if (!binding) {
      binding = { name, kind: 'global', writes: [], references: [], isShared: true, syntax: this.syntax };
      this.syntax.globals.set(name, binding);
    }
    return binding;
  }

  private write(target: Node, { value, path }: Write, scope: Scope, at: Node): void {
    for (const [id, inPattern, isRest, fallback] of namesIn(target)) {
      const whole = isRest ? { path: [] } : { ...(value && { value }), path: [...path, ...inPattern] };
      const writes: Write[] = fallback ? [whole, { value: fallback, path: [] }] : [whole];
      if (id.type === 'Identifier') {
        (find(id.name, scope) ?? this.global(id.name)).writes.push(...writes);
      } else if (id.type === 'MemberExpression') {
        const key = keyOf(id) ?? '';
        for (const write of writes) push(this.syntax.memberWrites, key, { ...write, target: id, node: at });
      }
    }
  }
}

function importedName({ type, imported }: Node): string {
  if (type === 'ImportDefaultSpecifier') return 'default';
  return type === 'ImportNamespaceSpecifier' ? '*' : (imported.name ?? String(imported.value));
}

function elementOf({ type, right }: Node): Write {
  return type === 'ForOfStatement' ? { value: right, path: ['*'] } : { path: [] };
}

/** The names and members in a pattern: with the keys that lead there, and what stands in for what is not there. */
function namesIn(pattern: Node): [id: Node, path: readonly string[], isRest: boolean, fallback: Node | undefined][] {
  const found: ReturnType<typeof namesIn> = [];
  const stack: [Node | null, string[], boolean, Node | undefined][] = [[pattern, [], false, undefined]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [given, path, isRest, fallback] = next;
    if (!given) continue;
    const node = plain(given);
    if (node.type === 'Identifier' || node.type === 'MemberExpression') found.push([node, path, isRest, fallback]);
    else if (node.type === 'AssignmentPattern') stack.push([node.left, path, isRest, node.right]);
    else if (node.type === 'RestElement' || node.type === 'SpreadElement')
      stack.push([node.argument, path, true, fallback]);
    else if (node.type === 'TSParameterProperty') stack.push([node.parameter, path, isRest, fallback]);
    else if (node.type === 'ObjectPattern' || node.type === 'ObjectExpression')
      for (const property of node.properties as Node[])
        if (property.type === 'Property')
          stack.push([property.value, [...path, patternKey(property)], false, undefined]);
        else stack.push([property.argument, path, false, undefined]);
    else if (node.type === 'ArrayPattern' || node.type === 'ArrayExpression')
      (node.elements as (Node | null)[]).forEach((element, index) =>
        stack.push(
          element?.type === 'RestElement' || element?.type === 'SpreadElement'
            ? [element.argument, [...path, `...${index}`], false, undefined]
            : [element, [...path, String(index)], false, undefined],
        ),
      );
  }
  return found.reverse();
}

function patternKey({ computed, key }: Node): string {
  if (key.type === 'Literal') return String(key.value);
  return computed ? '*' : key.name;
}

/** Whether an identifier stands for a name, and is none itself: of a member, a property, a label. */
function isReference(node: Node): boolean {
  const { parent } = node;
  if (!parent) return true;
  switch (parent.type) {
    case 'MemberExpression':
      return parent.computed || parent.object === node;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'AccessorProperty':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
      return parent.computed || parent.value === node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ExportSpecifier':
      return parent.type === 'ExportSpecifier' && parent.local === node && !parent.parent?.source;
    case 'ImportSpecifier':
      return parent.local === node;
    case 'TSEnumMember':
      return parent.id !== node;
    default:
      return true;
  }
}

function inner(parent: Scope, isFunctionScope = false): Scope {
  return { names: new Map(), parent, isFunction: isFunctionScope };
}

function functionScope(scope: Scope): Scope {
  let found = scope;
  while (!found.isFunction && found.parent) found = found.parent;
  return found;
}

function find(name: string, from: Scope): Binding | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    const binding = scope.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
