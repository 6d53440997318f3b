/** Who calls a function, and what it is given. */
import { type Frame, type Frames, stringsOf, UNKNOWN_VALUE, type Value } from '../values.js';
import { keyOf, type Node, plain } from '../walk.js';
import type { CallSite, Evaluation } from './evaluation.js';
import { MAX_CALL_SITES, referencesTo } from './functions.js';

/** Expressions that may be looked at to find the calls of one function. */
const MAX_STEPS = 20_000;
/** Functions that hand a callback on to the next one. */
const MAX_HANDED_ON = 3;
const MAX_TAKERS = 3;

export class Callers {
  private readonly few = new Map<Node, CallSite[]>();
  private readonly all = new Map<Node, CallSite[]>();

  constructor(private readonly evaluation: Evaluation) {}

  /** All calls of a function that are known. @param most how many: of one that posts messages each call counts. */
  of(fn: Node, most = MAX_CALL_SITES): CallSite[] {
    const cache = most > MAX_CALL_SITES ? this.all : this.few;
    const known = cache.get(fn);
    if (known) return known;
    const sites: CallSite[] = [];
    cache.set(fn, sites);
    const { world, functions } = this.evaluation;
    const { parent } = fn;
    const owner = parent?.type === 'MethodDefinition' && parent.kind === 'constructor' ? parent.parent!.parent! : fn;
    const direct = around(fn);
    if (direct?.type === 'CallExpression' && plain(direct.callee) === fn) sites.push(this.siteOf(direct));
    else if (direct?.type === 'CallExpression' && direct.arguments.includes(fn))
      sites.push(...this.callbackSite(direct, fn));
    if (parent && /^(MethodDefinition|Property)$/.test(parent.type) && parent.kind === 'set')
      sites.push(...this.assignments(fn));
    const script = functions.scriptAround(fn);
    const names = new Set(functions.namesOf(owner));
    const last = this.evaluation.steps + MAX_STEPS;
    for (const name of names) {
      for (const call of world.calls(name, script, most)) {
        if (sites.length >= most || this.evaluation.steps > last) break;
        if (this.isCallOf(call.callee, owner)) sites.push(this.siteOf(call));
      }
    }
    for (const how of names.size ? (['call', 'apply'] as const) : []) {
      for (const call of world.calls(how, script)) {
        const callee = plain(call.callee);
        const object = plain(callee.object ?? callee);
        const name = object.type === 'MemberExpression' ? keyOf(object) : object.name;
        if (names.has(name) && this.isCallOf(object, owner))
          sites.push(how === 'call' ? this.siteOf(call, 1) : this.applied(call));
      }
    }
    for (const reference of referencesTo(owner)) {
      const call = reference.parent;
      if (call?.type === 'CallExpression' && call.arguments.includes(reference))
        sites.push(...this.callbackSite(call, reference));
    }
    return sites;
  }

  private isCallOf(callee: Node, owner: Node): boolean {
    // Asked by itself, it has its own steps.
    const value = this.evaluation.valueOf(callee);
    if (value.some((shape) => shape.kind === 'function' && shape.node === owner)) return true;
    // A method of an object that is not known, where no other function has its name.
    const member = plain(callee);
    if (
      member.type !== 'MemberExpression' ||
      value.some((shape) => shape.kind !== 'unknown' && shape.kind !== 'global')
    )
      return false;
    const key = keyOf(member);
    return key !== undefined && key.length > 3 && this.evaluation.functions.onlyOneNamed(key) === owner;
  }

  private siteOf(call: Node, skipped = 0): CallSite {
    const given = (call.arguments as Node[]).slice(skipped);
    return { node: call, frame: (frames) => this.frameOf(given, frames) };
  }

  private applied(call: Node): CallSite {
    const { evaluation } = this;
    const given = call.arguments[1] as Node | undefined;
    return {
      node: call,
      frame: (frames) => listFrame(given && evaluation.elements(evaluation.evaluate(given, frames))),
    };
  }

  /** What a call gives to the function that it calls. */
  frameOf(given: readonly Node[], frames: Frames): Frame {
    const { evaluation } = this;
    const spread = given.findIndex(({ type }) => type === 'SpreadElement');
    const list = spread < 0 ? undefined : evaluation.elements(evaluation.evaluate(given[spread]!.argument, frames));
    return {
      count: spread < 0 ? given.length : spread + (list?.length ?? 0),
      argument: (index) => {
        if (spread >= 0 && index >= spread) return list ? list[index - spread] : UNKNOWN_VALUE;
        return given[index] && evaluation.evaluate(given[index], frames);
      },
    };
  }

  /** A function that is given to another one, which calls it. */
  private callbackSite(call: Node, fn: Node, depth = 0): CallSite[] {
    const { evaluation } = this;
    const callee = plain(call.callee);
    const name = callee.type === 'MemberExpression' ? keyOf(callee) : callee.name;
    const site = (frame: CallSite['frame']): CallSite[] => [{ node: call, frame }];
    if (/^(forEach|map|filter|find|some|every|flatMap)$/.test(name) && callee.object)
      return site((frames) => listFrame([evaluation.member(evaluation.evaluate(callee.object, frames), '*')]));
    if (/^(then|done|pipe)$/.test(name) && callee.object)
      return site((frames) => listFrame([evaluation.evaluate(callee.object, frames)]));
    if (/^(setTimeout|setInterval|requestAnimationFrame|queueMicrotask)$/.test(name)) return [this.siteOf(call, 2)];
    if (
      /^(addEventListener|on|one|bind|addListener)$/.test(name) &&
      call.arguments.length > 1 &&
      call.arguments.at(-1) === fn
    ) {
      const [type] = stringsOf(evaluation.evaluate(call.arguments[0], undefined));
      return site(() => listFrame([[{ kind: 'event', type: type ?? '' }]]));
    }
    if (name === 'reduce' && callee.object)
      return site((frames) =>
        listFrame([UNKNOWN_VALUE, evaluation.member(evaluation.evaluate(callee.object, frames), '*')]),
      );
    return depth > MAX_HANDED_ON ? [] : this.calledBack(call, fn, depth);
  }

  /** Calls of a callback in the card's own function that it is given to. */
  private calledBack(call: Node, fn: Node, depth: number): CallSite[] {
    const index = (call.arguments as Node[]).indexOf(fn);
    const takers = this.evaluation
      .valueOf(call.callee)
      .flatMap((shape) => (shape.kind === 'function' ? [shape.node] : []));
    return takers.slice(0, MAX_TAKERS).flatMap((taker) => {
      const param = (taker.params?.[index] ?? undefined) as Node | undefined;
      const id = param?.type === 'AssignmentPattern' ? param.left : param;
      return ((id?.binding?.references ?? []) as Node[]).slice(0, MAX_CALL_SITES).flatMap((reference) => {
        const { parent } = reference;
        if (parent?.type === 'CallExpression' && plain(parent.callee) === reference) return [this.siteOf(parent)];
        if (parent?.type === 'CallExpression' && parent.arguments.includes(reference))
          return this.callbackSite(parent, reference, depth + 1);
        const isCall =
          parent?.type === 'MemberExpression' && parent.object === reference && parent.parent?.callee === parent;
        if (isCall && keyOf(parent!) === 'call') return [this.siteOf(parent!.parent!, 1)];
        return isCall && keyOf(parent!) === 'apply' ? [this.applied(parent!.parent!)] : [];
      });
    });
  }

  /** Assignments to a setter: each gives it its value. */
  private assignments(fn: Node): CallSite[] {
    const key = fn.parent!.key.name ?? String(fn.parent!.key.value);
    const { world, functions } = this.evaluation;
    return world
      .memberWrites(key, functions.scriptAround(fn))
      .flatMap(({ node, value }) =>
        value ? [{ node, frame: (frames: Frames) => listFrame([this.evaluation.evaluate(value, frames)]) }] : [],
      );
  }
}

/** A call that gives these values. */
function listFrame(values: readonly Value[] | undefined): Frame {
  return { count: values?.length ?? 0, argument: (index) => (values ? values[index] : UNKNOWN_VALUE) };
}

/** What a function expression stands in, without what only wraps it. */
function around(fn: Node): Node | undefined {
  let node = fn.parent;
  while (node && /^(TS|ParenthesizedExpression|ChainExpression)/.test(node.type)) node = node.parent;
  return node;
}
