/**
 * What expressions come to, followed from where they are used to where they come from: through names, members, calls,
 * parameters and results, across the scripts of a page and what they import. It asks only for what is asked of it,
 * takes a bounded number of steps for each question, and says "unknown" beyond that.
 */
import { isEncoded, PUT_OUT } from '../../../../shared/html/templating.js';
import type { Script } from '../../script.js';
import type { Binding, Write } from '../scopes.js';
import {
  type Constant,
  constant,
  either,
  type Frame,
  type Frames,
  joined,
  OUTPUT,
  type Shape,
  textOf,
  UNKNOWN_VALUE,
  type Value,
} from '../values.js';
import { isFunction, keyOf, type Node, plain } from '../walk.js';
import type { World } from '../world.js';
import { Callers } from './callers.js';
import { Calls } from './calls.js';
import { Contents } from './contents.js';
import type { CallSite, Evaluation } from './evaluation.js';
import { Functions } from './functions.js';
import { Members } from './members.js';
import { Modules } from './modules.js';
import { Names } from './names.js';
import { choice, orElse, sum, unary } from './operators.js';
import { Owners } from './owners.js';
import { Storage } from './storage.js';

/** Steps that one question may take, and how deep it may go. */
const MAX_STEPS = 6000;
/** After so many for all questions, as only large bundles need them, each question may take few; then none. */
const MANY_STEPS = 1_000_000;
const MAX_STEPS_IN_ALL = 2_500_000;
const FEW_STEPS = 100;
const MAX_DEPTH = 70;

/** Parts of one `+` that are looked at. */
const MAX_PARTS = 500;
/** Keys that one member may have. */
const MAX_KEYS = 4;

export class Evaluator implements Evaluation {
  /** How many expressions were looked at, for all questions. */
  steps = 0;
  /** Functions whose parameters were asked for outside of any call. */
  readonly touched = new Set<Node>();
  readonly functions: Functions;
  private touches = 0;
  private left = 0;
  private depth = 0;
  /** Members of members, such as of what is spread into an object: `o = { ...o }`. */
  private memberDepth = 0;
  private readonly known = new Map<Node, Value>();
  private readonly open = new Set<Node>();
  private readonly modules = new Modules(this);
  private readonly names = new Names(this, this.modules);
  private readonly contents = new Contents(this);
  private readonly members = new Members(this, this.modules, this.contents);
  private readonly storage = new Storage(this);
  private readonly sites = new Map<string, Node>();
  private readonly callers = new Callers(this);
  private readonly calls = new Calls(this);
  private readonly owners = new Owners(this);

  constructor(
    readonly world: World,
    scripts: readonly Script[],
  ) {
    this.functions = new Functions(scripts);
  }

  /** The value of an expression. @param frames calls within which it is looked at. */
  valueOf(node: Node, frames?: Frames): Value {
    if (this.depth === 0) this.left = this.isExhausted ? 0 : this.steps < MANY_STEPS ? MAX_STEPS : FEW_STEPS;
    return this.evaluate(node, frames);
  }

  evaluate(given: Node, frames: Frames): Value {
    const node = plain(given);
    const known = frames ? undefined : this.known.get(node);
    if (known) return known;
    if (!this.takesStep() || this.depth >= MAX_DEPTH || (!frames && this.open.has(node))) return UNKNOWN_VALUE;
    this.steps++;
    this.depth++;
    if (!frames) this.open.add(node);
    const { touches } = this;
    try {
      const value = this.expression(node, frames);
      // What depends on a parameter, or was cut short, is not the same for the next question.
      if (!frames && this.touches === touches && this.left > 0 && !this.isDeep) this.known.set(node, value);
      return value;
    } finally {
      this.depth--;
      if (!frames) this.open.delete(node);
    }
  }

  /** Whether there was too much to follow all of it. */
  get isExhausted(): boolean {
    return this.steps > MAX_STEPS_IN_ALL;
  }

  takesStep(): boolean {
    return this.left-- > 0;
  }

  get isDeep(): boolean {
    return this.depth > MAX_DEPTH / 2;
  }

  touch(fn: Node): void {
    this.touched.add(fn);
    this.touches++;
  }

  private expression(node: Node, frames: Frames): Value {
    switch (node.type) {
      case 'Literal':
        if (node.regex) return [{ kind: 'global', name: 'RegExp.prototype', site: node }];
        return typeof node.value === 'string'
          ? textOf(node.value, node.value.includes(PUT_OUT) ? this.output(node) : UNKNOWN_VALUE)
          : constant(node.value as Constant);
      case 'TemplateLiteral':
        return this.template(node, frames);
      case 'Identifier':
        return this.name(node, frames);
      case 'Super':
        return this.owners.above(node);
      case 'ThisExpression':
        return this.owners.at(node, frames);
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
        return this.calls.resultOfCall(node, frames);
      case 'BinaryExpression':
        return node.operator === '+' ? sum(addends(node).map((part) => this.evaluate(part, frames))) : UNKNOWN_VALUE;
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
        return /^(\|\||\?\?)=$/.test(node.operator) ? orElse(this.evaluate(node.left, frames), right) : UNKNOWN_VALUE;
      }
      case 'SequenceExpression':
        return this.evaluate(node.expressions.at(-1), frames);
      case 'AwaitExpression':
        return this.evaluate(node.argument, frames);
      case 'UnaryExpression':
        return unary(node.operator, () => this.evaluate(node.argument, frames));
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
      const text: string = quasi.value.cooked ?? '';
      parts.push(textOf(text, text.includes(PUT_OUT) ? this.output(quasi) : UNKNOWN_VALUE));
      if (expressions[at]) parts.push(this.evaluate(expressions[at], frames));
    });
    return joined(parts);
  }

  private name(node: Node, frames: Frames): Value {
    if (node.name === 'undefined') return constant(undefined);
    if (node.name.startsWith(PUT_OUT)) return this.output(node);
    return node.binding ? this.names.valueOf(node.binding, frames) : [{ kind: 'unknown', site: node }];
  }

  /** What a template puts out in the place of an expression or in a text. */
  private output(node: Node): Value {
    const script = this.functions.scriptAround(node);
    const tag = script?.isExact ? script.source.text.slice(script.offset + node.start, script.offset + node.end) : '';
    return tag && !isEncoded(tag) ? OUTPUT : [{ kind: 'unknown', site: node }];
  }

  /** What the key of a member may be; `*` where it is not known. */
  keys(node: Node, frames: Frames): string[] {
    const key = keyOf(node);
    if (key !== undefined) return [key];
    const known = this.evaluate(node.property, frames).flatMap((shape) =>
      shape.kind === 'constant' ? [String(shape.value)] : [],
    );
    return known.length ? known.slice(0, MAX_KEYS) : ['*'];
  }

  /** A member of whatever a value may be. @param site where it is asked for. */
  member(value: Value, key: string, site?: Node): Value {
    return either(...value.map((shape) => this.memberOf(shape, key, site)));
  }

  memberOf(shape: Shape, key: string, site: Node | undefined): Value {
    if (!this.takesStep() || this.memberDepth >= MAX_DEPTH) return UNKNOWN_VALUE;
    this.memberDepth++;
    try {
      return this.members.of(shape, key, site);
    } finally {
      this.memberDepth--;
    }
  }

  /** The elements of a list, where all are known. */
  elements(value: Value): Value[] | undefined {
    return this.members.elements(value);
  }

  /** The key of a property, as far as it is known. */
  propertyKey(property: Node, frames: Frames): string | undefined {
    return this.members.keyOf(property, frames);
  }

  binding(binding: Binding, frames: Frames): Value {
    return this.names.valueOf(binding, frames);
  }

  written(writes: readonly Write[], frames: Frames): Value[] {
    return this.names.written(writes, frames);
  }

  stored(key: string | undefined, from: Script | undefined): Value {
    return this.storage.read(key, from);
  }

  siteNamed(words: string): Node {
    let site = this.sites.get(words);
    if (!site) this.sites.set(words, (site = { type: 'Site', start: 0, end: 0 }));
    return site;
  }

  pairs(value: Value): [Value, Value][] {
    return this.members.pairs(value);
  }

  /** What a map has by a key. */
  mapped(shape: Shape, key: Value): Value[] {
    return this.contents.mapped(shape, key);
  }

  globalNamed(name: string, from: Script | undefined): Value {
    return this.names.globalNamed(name, from);
  }

  invoke(shape: Shape, frame: Frame, frames: Frames, node: Node): Value {
    return this.calls.invoke(shape, frame, frames, node);
  }

  resultOf(fn: Node, frame: Frame | undefined, frames?: Frames): Value {
    return this.calls.resultOf(fn, frame, frames);
  }

  /** All calls of a function that are known. @param most how many: of one that posts messages each call counts. */
  callSites(fn: Node, most?: number): CallSite[] {
    return this.callers.of(fn, most);
  }

  frameOf(given: readonly Node[], frames: Frames): Frame {
    return this.callers.frameOf(given, frames);
  }
}

/** The parts of `a + b + …`, without a call for each. */
function addends(node: Node): Node[] {
  const parts: Node[] = [];
  let left = node;
  for (; left.type === 'BinaryExpression' && left.operator === '+' && parts.length < MAX_PARTS; left = plain(left.left))
    parts.push(left.right);
  parts.push(left);
  return parts.reverse();
}
