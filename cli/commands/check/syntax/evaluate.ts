/**
 * What expressions come to, followed from where they are used to where they come from: through names, members, calls,
 * parameters and results, across the scripts of a page and what they import. It asks only for what is asked of it,
 * takes a bounded number of steps for each question, and says "unknown" beyond that.
 */
import type { Script } from '../script.js';
import { callResult, globalMember, textMember } from './builtins.js';
import type { Binding, Write } from './scopes.js';
import {
  type Constant,
  constant,
  constantOf,
  either,
  type Frame,
  type Frames,
  joined,
  madeOf,
  type Shape,
  stringsOf,
  textOf,
  UNKNOWN_VALUE,
  type Value,
} from './values.js';
import { isFunction, keyOf, type Node, plain } from './walk.js';
import type { World } from './world.js';

/** Steps that one question may take, and how deep it may go. */
const MAX_STEPS = 6000;
const MAX_DEPTH = 70;
/** Calls within calls that are followed. */
const MAX_FRAMES = 6;
const MAX_WRITES = 24;
const MAX_CALL_SITES = 40;

const SELF: Value = [{ kind: 'window', which: 'self' }];

/** A call of a function, with what is given to its parameters. */
export interface CallSite {
  node: Node;
  frame: (frames: Frames) => Frame;
}

export class Evaluator {
  /** How many expressions were looked at, for all questions. */
  steps = 0;
  /** Functions whose parameters were asked for outside of any call. */
  readonly touched = new Set<Node>();
  private touches = 0;
  private left = 0;
  private depth = 0;
  private readonly known = new Map<Node, Value>();
  private readonly open = new Set<Node | Binding>();
  private readonly soFar = new Map<Binding, Value>();
  private readonly sites = new Map<Node, CallSite[]>();
  private readonly allSites = new Map<Node, CallSite[]>();
  private readonly results = new Map<Node, Node[]>();

  constructor(
    readonly world: World,
    scripts: readonly Script[],
  ) {
    for (const script of scripts) this.note(script);
  }

  /** The value of an expression. @param frames calls within which it is looked at. */
  valueOf(node: Node, frames?: Frames): Value {
    if (this.depth > 0) return this.evaluate(node, frames);
    this.left = MAX_STEPS;
    return this.evaluate(node, frames);
  }

  private evaluate(given: Node, frames: Frames): Value {
    const node = plain(given);
    const known = frames ? undefined : this.known.get(node);
    if (known) return known;
    if (this.left-- <= 0 || this.depth >= MAX_DEPTH || (!frames && this.open.has(node))) return UNKNOWN_VALUE;
    this.steps++;
    this.depth++;
    if (!frames) this.open.add(node);
    const { touches } = this;
    try {
      const value = this.expression(node, frames);
      // What depends on a parameter, or was cut short, is not the same for the next question.
      if (!frames && this.touches === touches && this.left > 0 && this.depth < MAX_DEPTH / 2)
        this.known.set(node, value);
      return value;
    } finally {
      this.depth--;
      if (!frames) this.open.delete(node);
    }
  }

  private expression(node: Node, frames: Frames): Value {
    switch (node.type) {
      case 'Literal':
        if (node.regex) return [{ kind: 'global', name: 'RegExp.prototype', site: node }];
        return typeof node.value === 'string' ? textOf(node.value) : constant(node.value as Constant);
      case 'TemplateLiteral':
        return this.template(node, frames);
      case 'Identifier':
        return this.name(node, frames);
      case 'ThisExpression':
        return this.self(node, frames);
      case 'MemberExpression': {
        const object = this.evaluate(node.object, frames);
        return either(...this.keys(node, frames).map((key) => this.member(object, key, node)));
      }
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'TSEnumDeclaration':
        return [{ kind: 'object', node, frames }];
      case 'CallExpression':
      case 'NewExpression':
        return this.call(node, frames);
      case 'BinaryExpression':
        return this.binary(node, frames);
      case 'LogicalExpression': {
        const right = this.evaluate(node.right, frames);
        if (node.operator === '&&') return right;
        return orElse(this.evaluate(node.left, frames), right);
      }
      case 'ConditionalExpression':
        return choice(this.evaluate(node.consequent, frames), this.evaluate(node.alternate, frames), node);
      case 'AssignmentExpression': {
        const right = this.evaluate(node.right, frames);
        if (node.operator === '=') return right;
        if (node.operator === '+=') return joined([this.evaluate(node.left, frames), right]);
        return /^(\|\||\?\?)=$/.test(node.operator) ? orElse([{ kind: 'unknown', site: node }], right) : UNKNOWN_VALUE;
      }
      case 'SequenceExpression':
        return this.evaluate(node.expressions.at(-1), frames);
      case 'AwaitExpression':
        return this.evaluate(node.argument, frames);
      case 'UnaryExpression':
        return this.unary(node, frames);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return [{ kind: 'function', node }];
      default:
        return isFunction(node) ? [{ kind: 'function', node }] : [{ kind: 'unknown', site: node }];
    }
  }

  private template({ quasis, expressions, parent }: Node, frames: Frames): Value {
    if (parent?.type === 'TaggedTemplateExpression') return UNKNOWN_VALUE;
    const parts: Value[] = [];
    (quasis as Node[]).forEach((quasi, at) => {
      parts.push(textOf(quasi.value.cooked ?? ''));
      if (expressions[at]) parts.push(this.evaluate(expressions[at], frames));
    });
    return joined(parts);
  }

  private unary({ operator, argument }: Node, frames: Frames): Value {
    if (operator === 'void') return constant(undefined);
    const known = constantOf(this.evaluate(argument, frames));
    if (operator === '!' && known) return constant(!known.value);
    if (known && /^[-+]$/.test(operator) && typeof known.value !== 'bigint')
      return constant(operator === '-' ? -Number(known.value) : Number(known.value));
    return UNKNOWN_VALUE;
  }

  /** `+` of as many parts as there are, without a call for each. */
  private binary(node: Node, frames: Frames): Value {
    if (node.operator !== '+') return UNKNOWN_VALUE;
    const parts: Node[] = [];
    let left = node;
    for (; left.type === 'BinaryExpression' && left.operator === '+' && parts.length < 500; left = plain(left.left))
      parts.push(left.right);
    parts.push(left);
    const values = parts.reverse().map((part) => this.evaluate(part, frames));
    const numbers = values.map((value) => constantOf(value)?.value);
    if (numbers.every((number) => typeof number === 'number'))
      return constant(numbers.reduce((sum, number) => sum + number, 0));
    return joined(values);
  }

  /** What the key of a member may be; `*` where it is not known. */
  keys(node: Node, frames: Frames): string[] {
    const key = keyOf(node);
    if (key !== undefined) return [key];
    const known = this.evaluate(node.property, frames).flatMap((shape) =>
      shape.kind === 'constant' ? [String(shape.value)] : [],
    );
    return known.length ? known.slice(0, 4) : ['*'];
  }

  private name(node: Node, frames: Frames): Value {
    if (node.name === 'undefined') return constant(undefined);
    const binding = node.binding!;
    if (!binding) return [{ kind: 'unknown', site: node }];
    return this.binding(binding, frames);
  }

  private binding(binding: Binding, frames: Frames): Value {
    // What it is so far: `target = target || '*'`.
    if (this.open.has(binding)) return this.soFar.get(binding) ?? [{ kind: 'unknown', site: binding }];
    this.open.add(binding);
    try {
      const value =
        binding.kind === 'global'
          ? this.globalNamed(binding.name, this.scriptOf(binding), binding)
          : this.declared(binding, frames);
      // What is called `ld` and is not known is the runtime's.
      if (binding.name === 'ld' && value.every((shape) => isNothingElse(shape, binding)))
        return [{ kind: 'global', name: 'ld' }];
      return value.map((shape) =>
        shape.kind === 'unknown' && !shape.site ? { kind: 'unknown', site: binding } : shape,
      );
    } finally {
      this.open.delete(binding);
      this.soFar.delete(binding);
    }
  }

  private scriptOf({ syntax }: Binding): Script | undefined {
    return this.world.scriptOf(syntax);
  }

  private declared(binding: Binding, frames: Frames): Value {
    if (binding.imported) return this.imported(binding);
    const shared = binding.isShared ? this.world.sharedNames(binding.name, this.scriptOf(binding)) : [];
    const writes = shared.length > 1 ? shared.flatMap((other) => other.writes) : binding.writes;
    if (!binding.param) {
      const values = this.written(writes, frames, binding, constant(undefined));
      return values.length ? either(...values) : [{ kind: 'unknown', site: binding }];
    }
    const given = this.parameter(binding.param, frames, binding);
    const values = this.written(writes, frames, binding, given ?? constant(undefined));
    if (given === undefined) return values.length ? either(...values) : constant(undefined);
    return either(given, ...values);
  }

  /** @param first what the name is before anything is written to it. */
  private written(writes: readonly Write[], frames: Frames, binding?: Binding, first?: Value): Value[] {
    const values: Value[] = [];
    for (const { value, path } of writes.slice(0, MAX_WRITES)) {
      if (binding) this.soFar.set(binding, values.length ? either(...values) : (first ?? UNKNOWN_VALUE));
      values.push(value ? this.part(this.evaluate(value, frames), path, value) : UNKNOWN_VALUE);
    }
    return writes.length > MAX_WRITES ? [...values, UNKNOWN_VALUE] : values;
  }

  private part(value: Value, path: readonly string[], site?: Node): Value {
    return path.reduce<Value>((whole, key) => this.member(whole, key, site), value);
  }

  /** What a name stands for that is the browser's, or another script's. */
  private globalNamed(name: string, from: Script | undefined, binding?: Binding): Value {
    // HTML, "LegacyUnforgeable": these can not be anything else.
    if (/^(window|document|location)$/.test(name)) return globalMember(SELF[0]!, name) ?? [{ kind: 'global', name }];
    const shared = this.world.sharedNames(name, from);
    const writes = shared.flatMap((binding) => binding.writes);
    const members = this.world.memberWrites(name, from).filter(({ target }) => this.isWindow(target.object));
    if (!writes.length && !members.length) return globalMember(SELF[0]!, name) ?? [{ kind: 'global', name }];
    const values = this.written([...writes, ...members], undefined, binding);
    // `window.App = window.App || {}` is the same App.
    return either(...values);
  }

  private isWindow(node: Node): boolean {
    const object = plain(node);
    if (object.type === 'ThisExpression' || object.type === 'Identifier')
      return this.evaluate(object, undefined).some((shape) => shape.kind === 'window' && shape.which === 'self');
    return false;
  }

  private imported({ imported, syntax }: Binding): Value {
    const { from, name } = imported!;
    const script = this.world.scriptOf(syntax);
    const target = script?.imports.get(from);
    if (target) return this.exported(target, name);
    if (name === 'ld' || /(^|\/)ld(\.debug)?(\.m?js)?$|\bcreate-leaddesk-card\b/.test(from))
      return name === 'createLd' || name === 'createCard'
        ? [{ kind: 'global', name }]
        : [{ kind: 'global', name: 'ld' }];
    return [{ kind: 'unknown', site: this.siteOfImport(from, name) }];
  }

  private readonly importSites = new Map<string, Node>();

  /** The same thing imported twice is the same thing. */
  private siteOfImport(from: string, name: string): Node {
    const key = `${from}\n${name}`;
    let site = this.importSites.get(key);
    if (!site) this.importSites.set(key, (site = { type: 'Import', start: 0, end: 0 }));
    return site;
  }

  /** What a module exports by a name. */
  exported(script: Script, name: string, seen = new Set<Script>()): Value {
    if (seen.has(script) || !script.program) return UNKNOWN_VALUE;
    seen.add(script);
    if (name === '*') return [{ kind: 'instance', of: script.program }];
    for (const statement of script.program.body as Node[]) {
      if (statement.type === 'ExportDefaultDeclaration' && name === 'default')
        return this.evaluate(statement.declaration, undefined);
      if (statement.type === 'ExportNamedDeclaration') {
        const { declaration, specifiers, source } = statement;
        const named = (specifiers as Node[]).find(({ exported }) => (exported.name ?? exported.value) === name);
        if (named && source) {
          const next = script.imports.get(source.value);
          return next ? this.exported(next, named.local?.name ?? '*', seen) : UNKNOWN_VALUE;
        }
        if (named?.local.binding) return this.binding(named.local.binding, undefined);
        if (declaration && this.declaresName(declaration, name)) return this.topLevel(script, name);
      }
      if (statement.type === 'ExportAllDeclaration' && script.imports.get(statement.source.value)) {
        const value = this.exported(script.imports.get(statement.source.value)!, name, seen);
        if (value !== UNKNOWN_VALUE) return value;
      }
    }
    return this.commonJs(script, name);
  }

  private declaresName({ id, declarations }: Node, name: string): boolean {
    return (
      id?.name === name ||
      (declarations ?? []).some(
        (declarator: Node) => declarator.id.name === name || declarator.id.type !== 'Identifier',
      )
    );
  }

  private topLevel(script: Script, name: string): Value {
    const binding = script.syntax.top.get(name);
    return binding ? this.binding(binding, undefined) : UNKNOWN_VALUE;
  }

  /** `module.exports = …`, `exports.name = …`. */
  private commonJs({ syntax }: Script, name: string): Value {
    const whole = (syntax.memberWrites.get('exports') ?? []).filter(({ target }) => target.object.name === 'module');
    const single = (syntax.memberWrites.get(name) ?? []).filter(({ target }) => {
      const object = plain(target.object);
      return object.name === 'exports' || (object.type === 'MemberExpression' && keyOf(object) === 'exports');
    });
    const values = this.written(
      [...whole.map(({ value }) => ({ ...(value && { value }), path: name === 'default' ? [] : [name] })), ...single],
      undefined,
    );
    return values.length ? either(...values) : UNKNOWN_VALUE;
  }

  /** What calls give to a parameter. Nothing: they leave it out. */
  private parameter(
    { of, index, path, isRest }: NonNullable<Binding['param']>,
    frames: Frames,
    binding: Binding,
  ): Value | undefined {
    const frame = frames?.get(of);
    if (frame) return this.given(frame, index, path, isRest);
    this.touched.add(of);
    this.touches++;
    const sites = this.callSites(of);
    if (!sites.length) return [{ kind: 'unknown', site: binding }];
    const values = sites
      .slice(0, MAX_CALL_SITES)
      .map(({ frame: of }) => this.given(of(undefined), index, path, isRest));
    return either(...values.map((value) => value ?? constant(undefined)));
  }

  private given(frame: Frame, index: number, path: readonly string[], isRest: boolean): Value | undefined {
    if (isRest && !path.length) {
      const rest = Array.from(
        { length: Math.max(frame.count - index, 0) },
        (_, at) => frame.argument(index + at) ?? UNKNOWN_VALUE,
      );
      return [{ kind: 'list', of: rest }];
    }
    const value = frame.argument(index);
    return value && this.part(value, path);
  }

  /** All calls of a function that are known. @param most how many: of one that posts messages each call counts. */
  callSites(fn: Node, most = MAX_CALL_SITES): CallSite[] {
    const cache = most > MAX_CALL_SITES ? this.allSites : this.sites;
    const known = cache.get(fn);
    if (known) return known;
    const sites: CallSite[] = [];
    cache.set(fn, sites);
    const { parent } = fn;
    const owner = parent?.type === 'MethodDefinition' && parent.kind === 'constructor' ? parent.parent!.parent! : fn;
    const direct = around(fn);
    if (direct?.type === 'CallExpression' && plain(direct.callee) === fn) sites.push(this.siteOf(direct));
    else if (direct?.type === 'CallExpression' && direct.arguments.includes(fn))
      sites.push(...this.callbackSite(direct, fn));
    const script = this.scriptAround(fn);
    const names = new Set(this.namesOf(owner));
    for (const name of names) {
      for (const call of this.world.calls(name, script, most)) {
        if (sites.length >= most) break;
        if (this.isCallOf(call.callee, owner)) sites.push(this.siteOf(call));
      }
    }
    for (const how of names.size ? (['call', 'apply'] as const) : []) {
      for (const call of this.world.calls(how, script)) {
        const callee = plain(call.callee);
        const object = plain(callee.object ?? callee);
        const name = object.type === 'MemberExpression' ? keyOf(object) : object.name;
        if (names.has(name) && this.isCallOf(object, owner))
          sites.push(how === 'call' ? this.siteOf(call, 1) : this.applied(call));
      }
    }
    for (const reference of this.referencesTo(owner)) {
      const call = reference.parent;
      if (call?.type === 'CallExpression' && call.arguments.includes(reference))
        sites.push(...this.callbackSite(call, reference));
    }
    return sites;
  }

  private isCallOf(callee: Node, owner: Node): boolean {
    // Asked by itself, it has its own steps.
    const value = this.valueOf(callee);
    if (value.some((shape) => shape.kind === 'function' && shape.node === owner)) return true;
    // A method of an object that is not known, where no other function has its name.
    const member = plain(callee);
    if (
      member.type !== 'MemberExpression' ||
      value.some((shape) => shape.kind !== 'unknown' && shape.kind !== 'global')
    )
      return false;
    const key = keyOf(member);
    return key !== undefined && key.length > 3 && this.functionsNamed(key) === owner;
  }

  private readonly uniqueNames = new Map<string, Node | null>();

  /** The one function that is a property or method by this name; nothing where there are more. */
  private functionsNamed(key: string): Node | undefined {
    return this.uniqueNames.get(key) ?? undefined;
  }

  /** Notes functions by the property that they are, and what they return. */
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
      if (!fn || !node.argument) continue;
      const list = this.results.get(fn);
      if (list) list.push(node.argument);
      else this.results.set(fn, [node.argument]);
    }
  }

  scriptAround(node: Node): Script | undefined {
    let top = node;
    for (let steps = 0; top.parent && steps < 5000; steps++) top = top.parent;
    return this.scriptOfProgram.get(top);
  }

  private readonly scriptOfProgram = new Map<Node, Script>();

  /** The names by which a function is called. */
  private namesOf(fn: Node): string[] {
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
    const own = names[0];
    if (own !== undefined) names.push(...this.importedAs(fn, own));
    return names;
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

  private importersOf?: Map<Script, Script[]>;

  private importers(script: Script): Script[] {
    if (!this.importersOf) {
      this.importersOf = new Map();
      for (const importer of this.scriptOfProgram.values())
        for (const target of importer.imports.values())
          this.importersOf.set(target, [...(this.importersOf.get(target) ?? []), importer]);
    }
    return (this.importersOf.get(script) ?? []).slice(0, MAX_CALL_SITES);
  }

  private referencesTo(fn: Node): readonly Node[] {
    const binding = fn.id?.binding ?? (fn.parent?.type === 'VariableDeclarator' ? fn.parent.id.binding : undefined);
    return ((binding?.references ?? []) as Node[]).slice(0, MAX_CALL_SITES);
  }

  private siteOf(call: Node, skipped = 0): CallSite {
    const given = (call.arguments as Node[]).slice(skipped);
    return {
      node: call,
      frame: (frames) => this.frameOf(given, frames),
    };
  }

  private frameOf(given: readonly Node[], frames: Frames, before: readonly Value[] = []): Frame {
    const spread = given.findIndex(({ type }) => type === 'SpreadElement');
    const list = spread < 0 ? undefined : this.elements(this.evaluate(given[spread]!.argument, frames));
    const count = before.length + (spread < 0 ? given.length : spread + (list?.length ?? 0));
    return {
      count,
      argument: (index) => {
        if (index < before.length) return before[index];
        const at = index - before.length;
        if (spread >= 0 && at >= spread) return list ? list[at - spread] : UNKNOWN_VALUE;
        return given[at] && this.evaluate(given[at], frames);
      },
    };
  }

  private applied(call: Node): CallSite {
    return {
      node: call,
      frame: (frames) => listFrame(call.arguments[1] && this.elements(this.evaluate(call.arguments[1], frames))),
    };
  }

  /** A function that is given to another one, which calls it. */
  private callbackSite(call: Node, fn: Node): CallSite[] {
    const callee = plain(call.callee);
    const name = callee.type === 'MemberExpression' ? keyOf(callee) : callee.name;
    const site = (frame: CallSite['frame']): CallSite[] => [{ node: call, frame }];
    if (/^(forEach|map|filter|find|some|every|flatMap)$/.test(name) && callee.object)
      return site((frames) => listFrame([this.member(this.evaluate(callee.object, frames), '*')]));
    if (/^(then|done|pipe)$/.test(name) && callee.object)
      return site((frames) => listFrame([madeOf(this.evaluate(callee.object, frames))]));
    if (/^(setTimeout|setInterval|requestAnimationFrame|queueMicrotask)$/.test(name)) return [this.siteOf(call, 2)];
    if (
      /^(addEventListener|on|one|bind|addListener)$/.test(name) &&
      call.arguments.length > 1 &&
      call.arguments.at(-1) === fn
    ) {
      const [type] = stringsOf(this.evaluate(call.arguments[0], undefined));
      return site(() => listFrame([[{ kind: 'event', type: type ?? '' }]]));
    }
    return [];
  }

  /** The object that `this` is. */
  private self(node: Node, frames: Frames): Value {
    const fn = functionAround(node, true);
    if (!fn) return SELF;
    const given = frames?.get(fn)?.self;
    if (given) return given;
    return this.ownerOf(fn) ?? SELF;
  }

  /** What a function is a method of. */
  private ownerOf(fn: Node): Value | undefined {
    if (/^(PropertyDefinition|AccessorProperty|StaticBlock)$/.test(fn.type)) return classOf(fn);
    const { parent } = fn;
    if (parent?.type === 'MethodDefinition') return classOf(parent);
    if (parent?.type === 'Property' && parent.parent?.type === 'ObjectExpression')
      return this.objectOwner(parent.parent);
    if (parent?.type === 'AssignmentExpression' && plain(parent.left).type === 'MemberExpression') {
      const { object } = plain(parent.left);
      const holder = plain(object);
      if (holder.type === 'MemberExpression' && keyOf(holder) === 'prototype')
        return instances(this.evaluate(holder.object, undefined));
      if (this.isNewed(fn)) return [{ kind: 'instance', of: fn }];
      return this.evaluate(object, undefined);
    }
    return this.isNewed(fn) ? [{ kind: 'instance', of: fn }] : undefined;
  }

  private objectOwner(object: Node): Value {
    const { parent } = object;
    if (parent?.type === 'AssignmentExpression' && plain(parent.left).type === 'MemberExpression') {
      const left = plain(parent.left);
      if (keyOf(left) === 'prototype') return instances(this.evaluate(left.object, undefined));
    }
    return [{ kind: 'object', node: object, frames: undefined }];
  }

  private readonly newed = new Map<Node, boolean>();

  private isNewed(fn: Node): boolean {
    let known = this.newed.get(fn);
    if (known === undefined) {
      this.newed.set(fn, false);
      known =
        this.namesOf(fn).some((name) => /^[A-Z]/.test(name)) ||
        this.callSites(fn).some(({ node }) => node.type === 'NewExpression');
      this.newed.set(fn, known);
    }
    return known;
  }

  /** A member of whatever a value may be. @param site where it is asked for. */
  member(value: Value, key: string, site?: Node): Value {
    return either(...value.map((shape) => this.memberOf(shape, key, site)));
  }

  private memberOf(shape: Shape, key: string, site: Node | undefined): Value {
    if (this.left-- <= 0) return UNKNOWN_VALUE;
    switch (shape.kind) {
      case 'window':
        if (shape.which !== 'self')
          return globalMember(shape, key) ?? [{ kind: 'global', name: `${shape.which}.${key}` }];
        return key === '*' ? UNKNOWN_VALUE : this.globalNamed(key, site && this.scriptAround(site));
      case 'global': {
        const builtin = globalMember(shape, key);
        if (builtin) return builtin;
        const written = this.memberWritten(shape, key, site);
        return written.length
          ? either(...written)
          : [{ kind: 'global', name: `${shape.name}.${key}`, ...(shape.site && { site: shape.site }) }];
      }
      case 'object':
        return this.property(shape, key, site);
      case 'instance':
        return this.instanceMember(shape, key, site);
      case 'function': {
        if (/^(call|apply|bind)$/.test(key)) return [{ kind: 'method', of: shape, name: key }];
        const written = [...this.memberWritten(shape, key, site), ...this.staticMembers(shape.node, key)];
        return written.length ? either(...written) : [{ kind: 'unknown' }];
      }
      case 'method':
        return /^(call|apply|bind)$/.test(key) ? [{ kind: 'method', of: shape, name: key }] : UNKNOWN_VALUE;
      case 'list':
        if (key === 'length') return UNKNOWN_VALUE;
        return key === '*'
          ? either(...shape.of)
          : (shape.of[Number(key)] ?? [{ kind: 'method', of: shape, name: key }]);
      case 'merged':
        return either(
          ...shape.of
            .map((part) => this.member(part, key, site))
            .filter((part) => part.some(({ kind }) => kind !== 'unknown')),
        );
      case 'unknown': {
        const written = this.memberWritten(shape, key, site);
        if (written.length) return either(...written);
        if (shape.site && /^(protocol|host|hostname|origin|href|port)$/.test(key)) {
          const address = key === 'href' ? [] : this.memberWritten(shape, 'href', site);
          const set = this.attributesSet(shape, 'href', site);
          if (address.length || set.length) return madeOf(either(...address, ...set));
        }
        return (
          textMember(shape, key) ??
          (shape.site ? [{ kind: 'global', name: key, site: siteNode(shape.site) }] : UNKNOWN_VALUE)
        );
      }
      default:
        return textMember(shape, key) ?? [{ kind: 'unknown', ...(site && { site }) }];
    }
  }

  /** What is written to a member of the same thing, anywhere. */
  private memberWritten(shape: Shape, key: string, site: Node | undefined): Value[] {
    if (key === '*' || this.depth > MAX_DEPTH / 2) return [];
    const from = this.scriptOfShape(shape) ?? (site && this.scriptAround(site));
    const writes = this.world.memberWrites(key, from).filter(({ target, value }) => {
      if (!value) return false;
      return this.evaluate(target.object, undefined).some((other) => isSameThing(shape, other));
    });
    return this.written(writes, undefined);
  }

  private attributesSet(shape: Shape, name: string, site: Node | undefined): Value[] {
    const from = site && this.scriptAround(site);
    return this.world.calls('setAttribute', from).flatMap(({ callee, arguments: [attribute, value] }: Node) => {
      if (!value || plain(callee).type !== 'MemberExpression') return [];
      const isNamed = stringsOf(this.evaluate(attribute, undefined)).includes(name);
      const isThat =
        isNamed && this.evaluate(plain(callee).object, undefined).some((other) => isSameThing(shape, other));
      return isThat ? [this.evaluate(value, undefined)] : [];
    });
  }

  private scriptOfShape(shape: Shape): Script | undefined {
    const node =
      shape.kind === 'object' || shape.kind === 'function'
        ? shape.node
        : shape.kind === 'instance'
          ? shape.of
          : undefined;
    return node && this.scriptAround(node);
  }

  private property(shape: Shape & { kind: 'object' }, key: string, site: Node | undefined): Value {
    const { node, frames } = shape;
    if (node.type === 'ArrayExpression') return this.element(shape, key);
    if (node.type === 'TSEnumDeclaration') {
      const members = (node.body?.members ?? node.members) as Node[];
      const found = members.find(({ id }) => (id.name ?? id.value) === key);
      return found?.initializer ? this.evaluate(found.initializer, undefined) : UNKNOWN_VALUE;
    }
    const values: Value[] = [];
    for (const property of node.properties as Node[]) {
      if (property.type === 'SpreadElement') {
        const part = this.member(this.evaluate(property.argument, frames), key, site);
        if (part.some(({ kind }) => kind !== 'unknown' && kind !== 'global')) values.push(part);
      } else if (key === '*' || this.propertyKey(property, frames) === key) {
        values.push(
          property.kind === 'get' ? this.resultOf(property.value, undefined) : this.evaluate(property.value, frames),
        );
      }
    }
    values.push(...this.memberWritten(shape, key, site));
    return values.length ? either(...values) : [{ kind: 'unknown' }];
  }

  propertyKey({ computed, key }: Node, frames: Frames): string | undefined {
    if (!computed) return key.name ?? String(key.value);
    const known = constantOf(this.evaluate(key, frames));
    return known && String(known.value);
  }

  private element(shape: Shape & { kind: 'object' }, key: string): Value {
    const elements = this.elements([shape]);
    if (key === '*' || /^\d+$/.test(key)) {
      if (!elements) return UNKNOWN_VALUE;
      return key === '*' ? either(...elements) : (elements[Number(key)] ?? constant(undefined));
    }
    return [{ kind: 'method', of: shape, name: key }];
  }

  /** The elements of a list, where all are known. */
  elements(value: Value): Value[] | undefined {
    const [shape] = value;
    if (value.length !== 1) return undefined;
    if (shape!.kind === 'list') return [...shape!.of];
    if (shape!.kind !== 'object' || shape!.node.type !== 'ArrayExpression') return undefined;
    const { node, frames } = shape!;
    const elements: Value[] = [];
    for (const element of node.elements as (Node | null)[]) {
      if (element?.type === 'SpreadElement') {
        const part = this.elements(this.evaluate(element.argument, frames));
        if (!part) return undefined;
        elements.push(...part);
      } else elements.push(element ? this.evaluate(element, frames) : constant(undefined));
    }
    return elements;
  }

  private instanceMember(shape: Shape & { kind: 'instance' }, key: string, site: Node | undefined): Value {
    const { of } = shape;
    if (of.type === 'Program') {
      const script = this.scriptOfProgram.get(of);
      return script ? this.exported(script, key) : UNKNOWN_VALUE;
    }
    const values: Value[] = [];
    let family: Node | undefined = of;
    for (let steps = 0; family && steps < 8; steps++) {
      values.push(
        ...this.instanceMembers(family, key),
        ...this.memberWritten({ kind: 'instance', of: family }, key, site),
      );
      const parent: Value = family.superClass ? this.evaluate(family.superClass, undefined) : [];
      family = parent.flatMap((other) => (other.kind === 'function' ? [other.node] : []))[0];
    }
    return values.length ? either(...values) : [{ kind: 'unknown', site: of }];
  }

  private instanceMembers(of: Node, key: string): Value[] {
    const values: Value[] = [];
    for (const member of (of.body?.type === 'ClassBody' ? of.body.body : []) as Node[]) {
      if (member.static || member.key === undefined) continue;
      if (member.kind === 'constructor') {
        for (const param of member.value.params as Node[])
          if (param.type === 'TSParameterProperty') {
            const id = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
            if (id.name === key && id.binding) values.push(this.binding(id.binding, undefined));
          }
      } else if (
        this.propertyKey(member, undefined) === key ||
        (member.key.type === 'PrivateIdentifier' && member.key.name === key)
      ) {
        if (member.kind === 'get') values.push(this.resultOf(member.value, undefined));
        else if (member.value) values.push(this.evaluate(member.value, undefined));
      }
    }
    // `F.prototype = { … }`, `F.prototype.m = …`
    if (isFunction(of) || of.body) {
      for (const { target, value } of this.world.memberWrites('prototype', this.scriptAround(of)))
        if (value && this.isFunctionNamed(target.object, of))
          values.push(...known(this.member(this.evaluate(value, undefined), key)));
      for (const { target, value } of this.world.memberWrites(key, this.scriptAround(of))) {
        const holder = plain(target.object);
        if (
          value &&
          holder.type === 'MemberExpression' &&
          keyOf(holder) === 'prototype' &&
          this.isFunctionNamed(holder.object, of)
        )
          values.push(this.evaluate(value, undefined));
      }
    }
    return values;
  }

  private isFunctionNamed(node: Node, of: Node): boolean {
    return this.evaluate(node, undefined).some((shape) => shape.kind === 'function' && shape.node === of);
  }

  private staticMembers(of: Node, key: string): Value[] {
    return ((of.body?.type === 'ClassBody' ? of.body.body : []) as Node[])
      .filter((member) => member.static && member.key && this.propertyKey(member, undefined) === key && member.value)
      .map((member) =>
        member.kind === 'get' ? this.resultOf(member.value, undefined) : this.evaluate(member.value, undefined),
      );
  }

  private call(node: Node, frames: Frames): Value {
    const callee = plain(node.callee);
    if (callee.type === 'Super' || callee.type === 'Import') return UNKNOWN_VALUE;
    if (isFunction(callee))
      return this.invoke({ kind: 'function', node: callee }, this.frameOf(node.arguments, frames), frames, node);
    const frame = this.frameOf(node.arguments, frames);
    if (callee.type === 'MemberExpression') {
      const object = this.evaluate(callee.object, frames);
      const values = this.keys(callee, frames).flatMap((key) =>
        object.map((shape) => this.callMember(shape, key, frame, frames, node)),
      );
      return either(...values);
    }
    return either(...this.evaluate(callee, frames).map((shape) => this.invoke(shape, frame, frames, node)));
  }

  private callMember(object: Shape, key: string, frame: Frame, frames: Frames, node: Node): Value {
    const builtin = callResult(this, object, key, frame, node);
    if (builtin) return builtin;
    const methods = this.memberOf(object, key, node);
    return either(...methods.map((shape) => this.invoke(shape, { ...frame, self: [object] }, frames, node)));
  }

  /** What a call of a shape gives back. */
  invoke(shape: Shape, frame: Frame, frames: Frames, node: Node): Value {
    if (shape.kind === 'function') {
      if (node.type === 'NewExpression' || /^Class/.test(shape.node.type))
        return [{ kind: 'instance', of: shape.node }];
      const given = shape.given;
      const whole: Frame = given
        ? {
            count: frame.count + given.length,
            argument: (index) => (index < given.length ? given[index] : frame.argument(index - given.length)),
          }
        : { count: frame.count, argument: frame.argument };
      const self = shape.self ?? frame.self;
      return this.resultOf(shape.node, { ...whole, ...(self && { self }) }, frames);
    }
    if (shape.kind === 'method')
      return (
        callResult(this, shape.of, shape.name, withGiven(frame, shape.given), node) ?? [{ kind: 'unknown', site: node }]
      );
    if (shape.kind === 'global') return callResult(this, shape, '', frame, node) ?? [{ kind: 'unknown', site: node }];
    return [{ kind: 'unknown', site: node }];
  }

  /** What a function returns, when it is called like this. */
  resultOf(fn: Node, frame: Frame | undefined, frames?: Frames): Value {
    if (fn.generator || (frames?.size ?? 0) >= MAX_FRAMES || frames?.has(fn)) return UNKNOWN_VALUE;
    const within: Frames = frame ? new Map([...(frames ?? []), [fn, frame]]) : frames;
    const results =
      fn.body?.type === 'BlockStatement' ? (this.results.get(fn) ?? []) : fn.body ? [fn.body as Node] : [];
    if (!results.length) return constant(undefined);
    return either(...results.slice(0, MAX_WRITES).map((result) => this.evaluate(result, within)));
  }
}

const WRAPS =
  /^(TS|ParenthesizedExpression|ChainExpression|LogicalExpression|ConditionalExpression|SequenceExpression)/;

function known(value: Value): Value[] {
  return value.some(({ kind }) => kind !== 'unknown') ? [value] : [];
}

function isNothingElse(shape: Shape, binding: Binding): boolean {
  return shape.kind === 'unknown' && (shape.site === undefined || shape.site === binding);
}

function siteNode(site: Node | Binding): Node {
  return 'start' in site ? site : (site.references[0] ?? { type: 'Site', start: 0, end: 0 });
}

function withGiven(frame: Frame, given: readonly Value[] | undefined): Frame {
  if (!given) return frame;
  return {
    count: frame.count + given.length,
    argument: (index) => (index < given.length ? given[index] : frame.argument(index - given.length)),
  };
}

export function listFrame(values: readonly Value[] | undefined): Frame {
  return { count: values?.length ?? 0, argument: (index) => (values ? values[index] : UNKNOWN_VALUE) };
}

/** `a || b`: what is on the right is there only where the left is nothing. */
function orElse(left: Value, right: Value): Value {
  const isNothing = left.every(
    (shape) => shape.kind === 'constant' && (shape.value === '' || shape.value == null || shape.value === false),
  );
  if (isNothing) return right;
  const isConstant = left.every((shape) => shape.kind === 'constant' || shape.kind === 'referrer');
  const rest = left.filter((shape) => !(shape.kind === 'constant' && shape.value == null));
  return either(rest, isConstant ? right : asFallback(right));
}

/** `c ? a : b`, which often asks for what it then takes. */
function choice(consequent: Value, alternate: Value, { test, consequent: chosen }: Node): Value {
  const asksForIt = test.type === 'Identifier' && chosen.type === 'Identifier' && test.name === chosen.name;
  const isUnknown = consequent.some(({ kind }) => kind === 'unknown' || kind === 'global');
  return either(consequent, asksForIt && isUnknown ? asFallback(alternate) : alternate);
}

function asFallback(value: Value): Value {
  return value.map((shape) => (shape.kind === 'referrer' ? { kind: 'referrer', isFallback: true } : shape));
}

/** The function that a node is in; `this` goes past arrow functions. */
export function functionAround(node: Node, isForThis = false): Node | undefined {
  for (let around = node.parent, steps = 0; around && steps < 3000; around = around.parent, steps++) {
    if (/^Function/.test(around.type) || (!isForThis && around.type === 'ArrowFunctionExpression')) return around;
    if (isForThis && /^(PropertyDefinition|AccessorProperty|StaticBlock)$/.test(around.type)) return around;
  }
  return undefined;
}

/** What a function expression stands in, without what only wraps it. */
function around(fn: Node): Node | undefined {
  let node = fn.parent;
  while (node && /^(TS|ParenthesizedExpression|ChainExpression)/.test(node.type)) node = node.parent;
  return node;
}

function classOf(member: Node): Value | undefined {
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

/** Whether two shapes are one and the same object. */
function isSameThing(a: Shape, b: Shape): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'object':
      return a.node === (b as typeof a).node;
    case 'function':
      return a.node === (b as typeof a).node;
    case 'instance':
      return a.of === (b as typeof a).of;
    case 'global':
      return a.name === (b as typeof a).name && a.site === (b as typeof a).site;
    case 'unknown':
      return a.site !== undefined && a.site === (b as typeof a).site;
    default:
      return false;
  }
}
