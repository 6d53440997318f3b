/** Messages that scripts post to the window around the card by themselves, and commands that they send. */
import { isKnownAction } from '../../../runtime/protocol.js';
import { aliasesOf, goesBy } from './aliases.js';
import { type Group, groupOf } from './group.js';
import { offsetOf, type Script } from './script.js';
import { BARE, dataOf, Either, UNKNOWN } from './syntax/data.js';
import { ENCODED, readJson } from './syntax/json.js';
import { either, type Frame, type Shape, stringsOf, type Value } from './syntax/values.js';
import { globalName, memberOf, type Node, plain } from './syntax/walk.js';
import { push } from './syntax/world.js';

export interface Message {
  call: Node;
  /** What is posted, as it is said at the call. */
  message: Node;
  /**
   * `text`: as JSON. `object`: as it is. `broken`: as a text that is meant to be JSON and is none. `double`: as JSON of
   * a text that is JSON.
   */
  form: 'text' | 'object' | 'broken' | 'double' | 'unknown';
  /** What the message says, as far as that is known. */
  value: unknown;
  /** The origin that it is meant for, as it is said at the call; absent where none is said. */
  target?: Node;
  /** What that may come to. */
  targetValue?: Value;
  /** Where the message is said: the call itself, or the one of the card's own function around it. */
  said: { script: Script; node: Node };
  /** The windows that get it. */
  receivers: Value;
}

/** A command, in a message or by the runtime's `send`. */
export interface Command {
  /** Where it is said. */
  node: Node;
  action: string;
  /** What its params may be; `UNKNOWN` for what is not known. */
  params: unknown[];
}

/** What is posted and sent in a group, once it was looked for. */
const postedIn = new WeakMap<Group, ReadonlyMap<Script, Message[]>>();
const sentIn = new WeakMap<Group, ReadonlyMap<Script, Sent[]>>();

function messagesIn(group: Group): ReadonlyMap<Script, Message[]> {
  const posted = postedIn.get(group) ?? allMessages(group);
  postedIn.set(group, posted);
  return posted;
}

/** Calls of the host window's `postMessage`, one for each thing that is said by it. */
export function messagesOf(script: Script): readonly Message[] {
  return messagesIn(groupOf(script)).get(script) ?? [];
}

export interface Target {
  call: Node;
  /** Absent where none is said. */
  target: Value | undefined;
  /** Whether the message is none of LeadDesk's, but of a script's own protocol. */
  isOthers: boolean;
}

/** Each call that posts to the host, with all that its target may be. */
export function eachTarget(script: Script): Target[] {
  const targets = new Map<Node, Target>();
  for (const { call, targetValue, form, value } of messagesOf(script)) {
    const known = targets.get(call);
    const target = known?.target && targetValue ? either(known.target, targetValue) : (known?.target ?? targetValue);
    const isOthers = (known?.isOthers ?? true) && /^(text|object)$/.test(form) && !mayBeCommand(value);
    targets.set(call, { call, target, isOthers });
  }
  return [...targets.values()];
}

/** Whether an object has keys that LeadDesk's commands do not have, as other protocols have them. */
function hasOtherKeys(value: object): boolean {
  return Object.keys(value).some((key) => key !== 'action' && key !== 'params');
}

/** Whether a message with an `action` is one of another protocol. */
export function isOthersMessage(value: object): boolean {
  const { action } = value as { action?: unknown };
  return hasOtherKeys(value) && !alternatives(action).some((name) => typeof name === 'string' && isKnownAction(name));
}

/** Whether a message may be one for LeadDesk. */
export function mayBeCommand(value: unknown): boolean {
  if (value instanceof Either) return value.values.some(mayBeCommand);
  if (typeof value === 'string') return isKnownAction(value);
  return (
    value === UNKNOWN ||
    value === BARE ||
    (typeof value === 'object' && value !== null && 'action' in value && !isOthersMessage(value))
  );
}

/** Calls of the runtime's `send`, where they are said. */
export interface Sent extends Command {
  script: Script;
}

/** Commands whose action is known, by the script in which they are said. */
export function commandsOf(script: Script): readonly Command[] {
  const group = groupOf(script);
  const sent = sentIn.get(group) ?? allSent(group);
  sentIn.set(group, sent);
  return sent.get(script) ?? [];
}

/** Where a command is in the source of its script. */
export function placeOf(script: Script, { node }: Command): number {
  return offsetOf(script, node);
}

function allMessages(group: Group): Map<Script, Message[]> {
  const names = aliasesOf(group, 'postMessage');
  const all = new Map<Script, Message[]>();
  for (const script of group.scripts) {
    const found: Message[] = [];
    const direct = [...names].flatMap((name) => script.syntax.calls.get(name) ?? []);
    const indirect = ['call', 'apply'].flatMap((how) =>
      (script.syntax.calls.get(how) ?? []).filter(({ callee }) => goesBy(names, plain(callee).object)),
    );
    for (const call of [...direct, ...indirect, ...computed(group, script), ...reflected(script)])
      found.push(...messagesBy(group, script, call));
    all.set(script, found);
  }
  return all;
}

/** `parent[name](…)` */
function computed(group: Group, { syntax }: Script): Node[] {
  const windows = WINDOWS.map((name) => aliasesOf(group, name));
  return (syntax.calls.get('') ?? []).filter(({ callee: called }) => {
    const callee = plain(called);
    return (
      callee.computed &&
      windows.some((names) => goesBy(names, callee.object)) &&
      group.evaluator.keys(callee, undefined).includes('postMessage')
    );
  });
}

/** What the window around the card's page is called. */
const WINDOWS = ['parent', 'top', 'source'];

/** `Reflect.apply(parent.postMessage, parent, […])` */
function reflected({ syntax }: Script): Node[] {
  return (syntax.calls.get('apply') ?? []).filter(({ callee }) => globalName(callee) === 'Reflect.apply');
}

/** The frame of windows around the page's own. */
const HOST = /^(parent|top|source)$/;

function hostsIn(value: Value): Value {
  return value.flatMap((shape): Shape[] => {
    const of = shape.kind === 'method' && shape.name === 'postMessage' ? shape.of : undefined;
    return of?.kind === 'window' && HOST.test(of.which) ? [of] : [];
  });
}

interface Posting {
  receivers: Value;
  message: Value;
  target: Value | undefined;
}

function messagesBy(group: Group, script: Script, call: Node): Message[] {
  const found: Message[] = [];
  const read = (frames: Frames) => {
    const posting = postingOf(group, call, frames);
    return {
      ...posting,
      contents: posting.receivers.length ? posting.message.map((shape) => contentOf(group, shape)) : [],
    };
  };
  within(group, script, call, read, ({ receivers, contents, target }, said) => {
    for (const content of contents)
      found.push({
        call,
        message: call.arguments[0] ?? call,
        ...content,
        ...(target && { target: call.arguments[1] ?? call, targetValue: target }),
        said,
        receivers,
      });
  });
  return found;
}

/** What is posted by a call, in whatever way it calls. */
function postingOf({ evaluator }: Group, call: Node, frames: Frames): Posting {
  let callee = plain(call.callee);
  let given: Value[] | undefined;
  const how = memberOf(callee);
  const object = callee.object && plain(callee.object);
  const value = (node: Node | undefined): Value => (node ? evaluator.valueOf(node, frames) : []);
  if (globalName(callee) === 'Reflect.apply' && call.arguments[2]) {
    callee = plain(call.arguments[0]);
    given = evaluator.elements(value(call.arguments[2])) ?? [];
  } else if (how === 'call' && object && !/^(parent|top)$/.test(how)) {
    callee = object;
    given = (call.arguments as Node[]).slice(1).map(value);
  } else if (how === 'apply' && object) {
    callee = object;
    given = evaluator.elements(value(call.arguments[1])) ?? [];
  }
  const called = evaluator.valueOf(callee, frames);
  const receivers = [...hostsIn(called)];
  if (!receivers.length && memberOf(callee) === 'postMessage' && memberOf(callee.object) === 'source') {
    // The source of a message, whatever the parameter is called that it came in.
    const source = evaluator.valueOf(callee.object, frames);
    if (source.every(({ kind }) => kind === 'unknown' || kind === 'global'))
      receivers.push({ kind: 'window', which: 'source' });
  }
  const bound = called.flatMap((shape) => (shape.kind === 'method' ? [shape.given ?? []] : []))[0] ?? [];
  const spread = (call.arguments as Node[]).some(({ type }) => type === 'SpreadElement');
  given ??= spread ? spreadOut(call, value, (list) => evaluator.elements(list)) : (call.arguments as Node[]).map(value);
  const all = [...bound, ...given];
  return {
    receivers,
    message: all[0] ?? [],
    target: all.length > 1 ? targetOf(all[1]!, (whole) => evaluator.member(whole, 'targetOrigin')) : undefined,
  };
}

function spreadOut(call: Node, value: (node: Node) => Value, elements: (value: Value) => Value[] | undefined): Value[] {
  return (call.arguments as Node[]).flatMap((node) =>
    node.type === 'SpreadElement'
      ? (elements(value(node.argument)) ?? [[{ kind: 'unknown' }], [{ kind: 'unknown' }]])
      : [value(node)],
  );
}

/** `{ targetOrigin }` is another way to say it (HTML, "window post message steps"). */
function targetOf(value: Value, inOptions: (value: Value) => Value): Value {
  return value.flatMap((shape) => (shape.kind === 'object' || shape.kind === 'merged' ? inOptions([shape]) : [shape]));
}

function contentOf(group: Group, shape: Shape): Pick<Message, 'form' | 'value'> {
  switch (shape.kind) {
    case 'json': {
      const isDouble = shape.of.some((inner) => inner.kind === 'json' || /^\s*\{/.test(firstOf(inner)));
      if (isDouble) return { form: 'double', value: contentOf(group, shape.of[0]!).value };
      return { form: 'text', value: dataOf(group.evaluator, shape.of) };
    }
    case 'constant':
      if (typeof shape.value !== 'string') return { form: 'unknown', value: shape.value };
      return readJson([shape.value]);
    case 'text':
      return readJson(shape.parts.map((part) => (typeof part === 'string' ? part : isBare(part) ? null : ENCODED)));
    case 'object':
    case 'merged':
      return { form: 'object', value: dataOf(group.evaluator, [shape]) };
    default:
      return { form: 'unknown', value: UNKNOWN };
  }
}

/** Whether a part of JSON is put into it as it is; what a function makes of it may have its quotes. */
function isBare(part: Shape): boolean {
  if (part.kind === 'unknown') return part.site === undefined || 'references' in part.site;
  if (part.kind === 'list') return part.of.every((value) => value.every(isBare));
  return /^(output|carried|location|global|text|constant)$/.test(part.kind);
}

function firstOf(shape: Shape): string {
  if (shape.kind === 'constant' && typeof shape.value === 'string') return shape.value;
  return shape.kind === 'text' && typeof shape.parts[0] === 'string' ? shape.parts[0] : '';
}

/**
 * A map that is added to while it is looked at, so that what is given by a call is looked at within the call around it.
 */
type Frames = Map<Node, Frame>;

/** More ways to a call than this are not told apart. */
const MAX_WAYS = 5000;
const MAX_DEEP = 4;
/** Expressions that may be looked at to tell them apart. */
const MAX_STEPS = 200_000;

/**
 * Looks at a call once for each way in which the card's own functions lead to it, so that what they are given is known:
 * each call of `send(action, params)` for the one `postMessage` in it.
 */
function within<T>(
  group: Group,
  script: Script,
  call: Node,
  read: (frames: Frames) => T,
  look: (seen: T, said: Message['said']) => void,
): void {
  const { evaluator } = group;
  const frames: Frames = new Map();
  let ways = 0;
  const last = evaluator.steps + MAX_STEPS;
  const go = (said: Message['said'], deep: number): void => {
    evaluator.touched.clear();
    const seen = read(frames);
    const asked =
      ways > MAX_WAYS || deep > MAX_DEEP || evaluator.steps > last
        ? []
        : [...evaluator.touched].filter((fn) => !frames.has(fn));
    const next = asked
      .map((fn) => ({ fn, sites: evaluator.callSites(fn, MAX_WAYS) }))
      .find(({ sites }) => sites.length);
    if (!next) {
      ways++;
      look(seen, said);
      return;
    }
    for (const site of next.sites) {
      frames.set(next.fn, site.frame(frames));
      const around = evaluator.functions.scriptAround(site.node);
      go(around ? { script: around, node: site.node } : said, deep + 1);
      frames.delete(next.fn);
    }
  };
  go({ script, node: call }, 0);
}

function allSent(group: Group): Map<Script, Sent[]> {
  const all = new Map<Script, Sent[]>();
  const seen = new Map<Node, Set<string>>();
  const add = (script: Script, sent: Omit<Sent, 'script'>) => {
    const key = JSON.stringify([sent.action, sent.params], (_, value) => (value === UNKNOWN ? '?' : value));
    const keys = seen.get(sent.node) ?? new Set();
    seen.set(sent.node, keys);
    if (keys.has(key)) return;
    keys.add(key);
    push(all, script, { ...sent, script });
  };
  for (const messages of messagesIn(group).values())
    for (const { value, said } of messages)
      for (const { action, params } of commandsIn(value)) add(said.script, { node: said.node, action, params });
  const names = aliasesOf(group, 'send');
  for (const script of group.scripts)
    for (const name of names)
      for (const call of script.syntax.calls.get(name) ?? []) {
        if (!mayBeOfLd(group, call.callee) || !isSend(group, call.callee)) continue;
        const read = (frames: Frames) => sentBy(group, call, frames);
        within(group, script, call, read, ({ actions, params }, { script: around, node }) => {
          for (const action of actions) add(around, { node, action, params: alternatives(params) });
        });
      }
  return all;
}

/** Whether what is called may be a method of the runtime's, by its names. */
export function mayBeOfLd(group: Group, callee: Node): boolean {
  const { object } = plain(callee);
  return object === undefined || goesBy(aliasesOf(group, 'ld'), object);
}

function isSend({ evaluator }: Group, callee: Node): boolean {
  return evaluator.valueOf(callee).some((shape) => shape.kind === 'global' && shape.name === 'ld.send');
}

/** The actions and params of a call of `send`. */
function sentBy({ evaluator }: Group, call: Node, frames: Frames): { actions: string[]; params: unknown } {
  const [action, params] = call.arguments as Node[];
  return {
    actions: action ? stringsOf(evaluator.valueOf(action, frames)) : [],
    params: params && dataOf(evaluator, evaluator.valueOf(params, frames)),
  };
}

/** The commands that a message may be, where their actions are known. */
export function commandsIn(value: unknown): { action: string; params: unknown[] }[] {
  if (value instanceof Either) return value.values.flatMap(commandsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { action, params } = value as Record<string, unknown>;
  const isOthers = hasOtherKeys(value);
  return alternatives(action).flatMap((name) =>
    typeof name === 'string' && !(isOthers && !isKnownAction(name))
      ? [{ action: name, params: alternatives(params) }]
      : [],
  );
}

function alternatives(value: unknown): unknown[] {
  return value instanceof Either ? [...value.values] : [value];
}
