/** What members of values are: of objects, instances, classes, lists and the browser's own things. */
import type { Script } from '../../script.js';
import { globalMember, textMember } from '../builtins.js';
import type { Binding } from '../scopes.js';
import {
  constant,
  constantOf,
  either,
  type Frames,
  madeOf,
  type Shape,
  stringsOf,
  UNKNOWN_VALUE,
  type Value,
} from '../values.js';
import { isFunction, keyOf, type Node, plain } from '../walk.js';
import type { Contents } from './contents.js';
import type { Evaluation } from './evaluation.js';
import type { Modules } from './modules.js';

/** Classes above a class that are looked at. */
const MAX_ANCESTORS = 8;
/** Properties of an object that are looked at one by one. */
const MAX_PAIRS = 40;

const ADDRESS_PART = /^(protocol|host|hostname|origin|port)$/;

export class Members {
  constructor(
    private readonly evaluation: Evaluation,
    private readonly modules: Modules,
    private readonly contents: Contents,
  ) {}

  /** @param site where it is asked for. */
  of(shape: Shape, key: string, site: Node | undefined): Value {
    const { evaluation } = this;
    switch (shape.kind) {
      case 'window':
        if (shape.which !== 'self')
          return globalMember(shape, key) ?? [{ kind: 'global', name: `${shape.which}.${key}` }];
        return key === '*' ? UNKNOWN_VALUE : evaluation.globalNamed(key, site && this.scriptAround(site));
      case 'global': {
        if (!shape.site && /^(session|local)Storage$/.test(shape.name) && !/^(\w+Item|clear|key)$/.test(key))
          return evaluation.stored(key, site && this.scriptAround(site));
        const builtin = globalMember(shape, key);
        if (builtin) return builtin;
        const written = this.written(shape, key, site);
        return written.length
          ? either(...written)
          : [{ kind: 'global', name: `${shape.name}.${key}`, ...(shape.site && { site: shape.site }) }];
      }
      case 'object':
        return shape.node.type === 'ArrayExpression' ? this.element(shape, key) : this.property(shape, key, site);
      case 'instance':
        return this.ofInstance(shape, key, site);
      case 'function': {
        if (/^(call|apply|bind)$/.test(key)) return [{ kind: 'method', of: shape, name: key }];
        const written = [...this.written(shape, key, site), ...this.statics(shape.node, key)];
        return written.length ? either(...written) : [{ kind: 'unknown' }];
      }
      case 'method':
        return /^(call|apply|bind)$/.test(key) ? [{ kind: 'method', of: shape, name: key }] : UNKNOWN_VALUE;
      case 'list':
        if (key === 'length') return UNKNOWN_VALUE;
        return key === '*'
          ? either(...shape.of)
          : (shape.of[Number(key)] ?? [{ kind: 'method', of: shape, name: key }]);
      case 'record':
        return Object.hasOwn(shape.of, key) ? shape.of[key]! : UNKNOWN_VALUE;
      case 'merged':
        return this.ofMerged(shape, key, site);
      case 'unknown':
        return this.ofUnknown(shape, key, site);
      default:
        return textMember(shape, key) ?? [{ kind: 'unknown', ...(site && { site }) }];
    }
  }

  private ofMerged(shape: Shape & { kind: 'merged' }, key: string, site: Node | undefined): Value {
    const { evaluation } = this;
    const parts = shape.of
      .map((part) => evaluation.member(part, key, site))
      .filter((part) => part.some(({ kind }) => kind !== 'unknown'));
    // `Object.assign(document.createElement('a'), { href }).origin`
    const isOfAddress = ADDRESS_PART.test(key) && !parts.some((part) => part.some(({ kind }) => kind !== 'global'));
    const address = isOfAddress ? madeOf(this.ofMerged(shape, 'href', site)) : [];
    return address.some(({ kind }) => kind !== 'unknown') ? address : either(...parts);
  }

  private ofUnknown(shape: Shape & { kind: 'unknown' }, key: string, site: Node | undefined): Value {
    const written = key === '*' ? this.contentsOf(shape) : this.written(shape, key, site);
    if (written.length) return either(...written);
    if (shape.site && (ADDRESS_PART.test(key) || key === 'href')) {
      const address = key === 'href' ? [] : this.written(shape, 'href', site);
      const set = this.attributesSet(shape, 'href', site);
      if (address.length || set.length) return madeOf(either(...address, ...set));
    }
    return (
      textMember(shape, key) ??
      (shape.site ? [{ kind: 'global', name: key, site: siteNode(shape.site) }] : UNKNOWN_VALUE)
    );
  }

  /** What is in a map or set. */
  private contentsOf(shape: Shape): Value[] {
    const made = this.contents.made(shape);
    return [...(made.length ? [this.evaluation.member(made, '*')] : []), ...this.contents.added(shape)];
  }

  /** What is written to a member of the same thing, anywhere. */
  private written(shape: Shape, key: string, site: Node | undefined): Value[] {
    const { evaluation } = this;
    if (key === '*' || evaluation.isDeep) return [];
    const from = this.scriptOf(shape) ?? (site && this.scriptAround(site));
    const writes = evaluation.world.memberWrites(key, from).filter(({ target, value }) => {
      if (!value) return false;
      return evaluation.evaluate(target.object, undefined).some((other) => isSameThing(shape, other));
    });
    const assigned = shape.kind === 'object' || shape.kind === 'unknown' ? this.contents.assigned(shape, key) : [];
    return [...evaluation.written(writes, undefined), ...assigned];
  }

  private attributesSet(shape: Shape, name: string, site: Node | undefined): Value[] {
    const { evaluation } = this;
    const from = site && this.scriptAround(site);
    return evaluation.world.calls('setAttribute', from).flatMap(({ callee, arguments: [attribute, value] }: Node) => {
      if (!value || plain(callee).type !== 'MemberExpression') return [];
      const isNamed = stringsOf(evaluation.evaluate(attribute, undefined)).includes(name);
      const isThat =
        isNamed && evaluation.evaluate(plain(callee).object, undefined).some((other) => isSameThing(shape, other));
      return isThat ? [evaluation.evaluate(value, undefined)] : [];
    });
  }

  private scriptAround(node: Node): Script | undefined {
    return this.evaluation.functions.scriptAround(node);
  }

  private scriptOf(shape: Shape): Script | undefined {
    if (shape.kind === 'object' || shape.kind === 'function') return this.scriptAround(shape.node);
    return shape.kind === 'instance' ? this.scriptAround(shape.of) : undefined;
  }

  private property(shape: Shape & { kind: 'object' }, key: string, site: Node | undefined): Value {
    const { evaluation } = this;
    const { node, frames } = shape;
    if (node.type === 'TSEnumDeclaration') {
      const members = (node.body?.members ?? node.members) as Node[];
      const found = members.find(({ id }) => (id.name ?? id.value) === key);
      return found?.initializer ? evaluation.evaluate(found.initializer, undefined) : UNKNOWN_VALUE;
    }
    const values: Value[] = [];
    for (const property of node.properties as Node[]) {
      if (property.type === 'SpreadElement') {
        const part = evaluation.member(evaluation.evaluate(property.argument, frames), key, site);
        if (part.some(({ kind }) => kind !== 'unknown' && kind !== 'global')) values.push(part);
      } else if (key === '*' || this.keyOf(property, frames) === key) {
        values.push(
          property.kind === 'get'
            ? evaluation.resultOf(property.value, undefined)
            : evaluation.evaluate(property.value, frames),
        );
      }
    }
    values.push(...this.written(shape, key, site));
    return values.length ? either(...values) : [{ kind: 'unknown' }];
  }

  /** The key of a property, as far as it is known. */
  keyOf({ computed, key }: Node, frames: Frames): string | undefined {
    if (!computed) return key.name ?? String(key.value);
    const known = constantOf(this.evaluation.evaluate(key, frames));
    return known && String(known.value);
  }

  private element(shape: Shape & { kind: 'object' }, key: string): Value {
    const elements = this.elements([shape]);
    if (key === '*' || /^\d+$/.test(key)) {
      const set = this.written(shape, key, undefined);
      if (!elements) return set.length ? either(...set) : UNKNOWN_VALUE;
      return key === '*'
        ? either(...elements)
        : either(...set, elements[Number(key)] ?? (set.length ? [] : constant(undefined)));
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
        const part = this.elements(this.evaluation.evaluate(element.argument, frames));
        if (!part) return undefined;
        elements.push(...part);
      } else elements.push(element ? this.evaluation.evaluate(element, frames) : constant(undefined));
    }
    return [...elements, ...this.contents.added(shape!)];
  }

  /** The keys and values of an object, as far as they are written down. */
  pairs(value: Value): [Value, Value][] {
    return value.flatMap((shape) => {
      if (shape.kind !== 'object' || shape.node.type !== 'ObjectExpression') return [];
      return (shape.node.properties as Node[]).slice(0, MAX_PAIRS).flatMap((property): [Value, Value][] => {
        const key = property.type === 'Property' ? this.keyOf(property, shape.frames) : undefined;
        return key === undefined ? [] : [[constant(key), this.of(shape, key, undefined)]];
      });
    });
  }

  private ofInstance(shape: Shape & { kind: 'instance' }, key: string, site: Node | undefined): Value {
    const { of } = shape;
    if (of.type === 'Program') {
      const script = this.scriptAround(of);
      return script ? this.modules.exported(script, key) : UNKNOWN_VALUE;
    }
    if (key === 'constructor') return [{ kind: 'function', node: of }];
    const values: Value[] = [];
    let family: Node | undefined = of;
    for (let steps = 0; family && steps < MAX_ANCESTORS; steps++) {
      values.push(...this.declared(family, key), ...this.written({ kind: 'instance', of: family }, key, site));
      const parent: Value = family.superClass ? this.evaluation.evaluate(family.superClass, undefined) : [];
      family = parent.flatMap((other) => (other.kind === 'function' ? [other.node] : []))[0];
    }
    return values.length ? either(...values) : [{ kind: 'unknown', site: of }];
  }

  /** What a class or its prototype says of a member of its instances. */
  private declared(of: Node, key: string): Value[] {
    const { evaluation } = this;
    const values: Value[] = [];
    for (const member of membersOf(of)) {
      if (member.static || member.key === undefined) continue;
      if (member.kind === 'constructor') {
        for (const param of member.value.params as Node[])
          if (param.type === 'TSParameterProperty') {
            const id = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
            if (id.name === key && id.binding) values.push(evaluation.binding(id.binding, undefined));
          }
      } else if (
        this.keyOf(member, undefined) === key ||
        (member.key.type === 'PrivateIdentifier' && member.key.name === key)
      ) {
        if (member.kind === 'get') values.push(evaluation.resultOf(member.value, undefined));
        else if (member.value) values.push(evaluation.evaluate(member.value, undefined));
      }
    }
    // `F.prototype = { … }`, `F.prototype.m = …`
    if (isFunction(of) || of.body) {
      for (const { target, value } of evaluation.world.memberWrites('prototype', this.scriptAround(of)))
        if (value && this.isFunctionNamed(target.object, of)) {
          const member = evaluation.member(evaluation.evaluate(value, undefined), key);
          if (member.some(({ kind }) => kind !== 'unknown')) values.push(member);
        }
      for (const { target, value } of evaluation.world.memberWrites(key, this.scriptAround(of))) {
        const holder = plain(target.object);
        if (
          value &&
          holder.type === 'MemberExpression' &&
          keyOf(holder) === 'prototype' &&
          this.isFunctionNamed(holder.object, of)
        )
          values.push(evaluation.evaluate(value, undefined));
      }
    }
    return values;
  }

  private isFunctionNamed(node: Node, of: Node): boolean {
    return this.evaluation.evaluate(node, undefined).some((shape) => shape.kind === 'function' && shape.node === of);
  }

  private statics(of: Node, key: string): Value[] {
    return membersOf(of)
      .filter((member) => member.static && member.key && this.keyOf(member, undefined) === key && member.value)
      .map((member) =>
        member.kind === 'get'
          ? this.evaluation.resultOf(member.value, undefined)
          : this.evaluation.evaluate(member.value, undefined),
      );
  }
}

function membersOf(of: Node): Node[] {
  return of.body?.type === 'ClassBody' ? of.body.body : [];
}

function siteNode(site: Node | Binding): Node {
  return 'start' in site ? site : (site.references[0] ?? { type: 'Site', start: 0, end: 0 });
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
