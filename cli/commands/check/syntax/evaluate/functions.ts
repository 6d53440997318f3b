/** The functions of scripts: in which script each is, what it returns, by which names it is called. */
import type { Script } from '../../script.js';
import { isFunction, keyOf, type Node, plain } from '../walk.js';
import { push } from '../world.js';

/** Writes to a name, and calls of a function, of which there are more are not all looked at. */
export const MAX_WRITES = 24;
export const MAX_CALL_SITES = 40;

/** What a function may stand in when it is given a name. */
const WRAPS =
  /^(TS|ParenthesizedExpression|ChainExpression|LogicalExpression|ConditionalExpression|SequenceExpression)/;

export class Functions {
  private readonly scriptOfProgram = new Map<Node, Script>();
  private readonly returns = new Map<Node, Node[]>();
  private readonly yields = new Map<Node, Node[]>();
  /** Functions by the property that they are; `null` where there are more of the name. */
  private readonly uniqueNames = new Map<string, Node | null>();
  private importersOf?: Map<Script, Script[]>;

  constructor(scripts: readonly Script[]) {
    for (const script of scripts) this.note(script);
  }

  private note(script: Script): void {
    const { syntax, program } = script;
    if (program) this.scriptOfProgram.set(program, script);
    const add = (key: string | undefined, value: Node | null | undefined) => {
      if (key === undefined || !isFunction(value)) return;
      this.uniqueNames.set(key, this.uniqueNames.has(key) ? null : value);
    };
    for (const type of ['Property', 'MethodDefinition', 'PropertyDefinition'])
      for (const { key, computed, value } of syntax.byType.get(type) ?? [])
        if (!computed) add(key.name ?? key.value, value);
    for (const [key, writes] of syntax.memberWrites) for (const { value } of writes) add(key, value && plain(value));
    for (const node of syntax.byType.get('ReturnStatement') ?? []) {
      const fn = functionAround(node);
      if (fn && node.argument) push(this.returns, fn, node.argument);
    }
    for (const node of syntax.byType.get('YieldExpression') ?? []) {
      const fn = functionAround(node);
      if (fn && node.argument) push(this.yields, fn, node.argument);
    }
  }

  /** What a generator gives out. */
  yieldsOf(fn: Node): readonly Node[] {
    return this.yields.get(fn) ?? [];
  }

  /** The script that a node is in. */
  scriptAround(node: Node): Script | undefined {
    let top = node;
    for (let steps = 0; top.parent && steps < 5000; steps++) top = top.parent;
    return this.scriptOfProgram.get(top);
  }

  /** What a function may return. */
  returnsOf(fn: Node): readonly Node[] {
    if (fn.body?.type === 'BlockStatement') return this.returns.get(fn) ?? [];
    return fn.body ? [fn.body] : [];
  }

  /** The one function that is a property or method by this name; nothing where there are more. */
  onlyOneNamed(key: string): Node | undefined {
    return this.uniqueNames.get(key) ?? undefined;
  }

  /** The names by which a function is called. */
  namesOf(fn: Node): string[] {
    const names: string[] = [];
    if (fn.id?.name) names.push(fn.id.name);
    let inner = fn;
    for (let node = fn.parent; node; inner = node, node = node.parent) {
      if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') names.push(node.id.name);
      else if (node.type === 'AssignmentExpression') {
        const left = plain(node.left);
        const name =
          left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? keyOf(left) : undefined;
        if (name) names.push(name);
        continue;
      } else if (
        /^(Property|MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(node.type) &&
        node.value === inner &&
        !node.computed
      )
        names.push(node.key.name ?? String(node.key.value));
      else if (node.type === 'ExportDefaultDeclaration') names.push(...this.importedAs(fn, 'default'));
      // `debounce(function () {})`, `function () {}.bind(this)`, and objects or functions that hand it out.
      else if (node.type === 'CallExpression' || node.type === 'MemberExpression' || WRAPS.test(node.type)) continue;
      break;
    }
    if (isReturned(fn)) names.push(...this.namesOfResult(fn));
    const [first] = names;
    if (first !== undefined) names.push(...this.importedAs(fn, first));
    return names;
  }

  /** A function that another one returns is called by what that call is given to; directly: by no name. */
  private namesOfResult(fn: Node): string[] {
    const maker = functionAround(fn);
    if (!maker) return [];
    return referencesTo(maker).flatMap(({ parent: call }) => {
      if (call?.type !== 'CallExpression') return [];
      const { parent } = call;
      if (parent?.type === 'CallExpression' && parent.callee === call) return [''];
      if (parent?.type === 'VariableDeclarator') return [parent.id.name as string];
      return parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression'
        ? [keyOf(parent.left) ?? '']
        : [];
    });
  }

  /** Names that other modules give to what they import. */
  private importedAs(fn: Node, name: string): string[] {
    const script = this.scriptAround(fn);
    if (!script) return [];
    return this.importers(script).flatMap((importer) =>
      [...importer.syntax.top.values()].flatMap(({ imported, name: local }) =>
        imported?.name === name && local !== name ? [local] : [],
      ),
    );
  }

  private importers(script: Script): Script[] {
    if (!this.importersOf) {
      this.importersOf = new Map();
      for (const importer of this.scriptOfProgram.values())
        for (const target of importer.imports.values()) push(this.importersOf, target, importer);
    }
    return (this.importersOf.get(script) ?? []).slice(0, MAX_CALL_SITES);
  }
}

function isReturned({ parent }: Node): boolean {
  return parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';
}

/** Where a function's name is used. */
export function referencesTo(fn: Node): readonly Node[] {
  const binding = fn.id?.binding ?? (fn.parent?.type === 'VariableDeclarator' ? fn.parent.id.binding : undefined);
  return ((binding?.references ?? []) as Node[]).slice(0, MAX_CALL_SITES);
}

/** The function that a node is in; `this` goes past arrow functions. */
export function functionAround(node: Node, isForThis = false): Node | undefined {
  for (let around = node.parent, steps = 0; around && steps < 3000; around = around.parent, steps++) {
    if (/^Function/.test(around.type) || (!isForThis && around.type === 'ArrowFunctionExpression')) return around;
    if (isForThis && /^(PropertyDefinition|AccessorProperty|StaticBlock)$/.test(around.type)) return around;
  }
  return undefined;
}
