/** Navigations that a script makes by itself. */
import { aliasesOf, goesBy, lastName } from './aliases.js';
import { groupOf, valueIn } from './group.js';
import type { Script } from './script.js';
import { constantOf, ingredients, type Shape, startOf, type Value } from './syntax/values.js';
import { type Node, plain } from './syntax/walk.js';

export interface Navigation {
  node: Node;
  /** The address it goes to; absent where it is only loaded again. */
  to?: Node;
  /** What that may come to. */
  address: Value;
  /** Whose page it replaces: the card's, or the one around it. */
  frame: 'card' | 'host';
  /** Whether only this part of the address is set. */
  part?: string;
}

const PARTS = ['href', 'search', 'pathname', 'host', 'hostname', 'port', 'protocol'];

/** Navigations of the card's page and of the one around it, without those that only a window of the script's makes. */
export function navigationsOf(script: Script): Navigation[] {
  return [...assigned(script), ...called(script)]
    .filter(({ node }) => !isUnframed(script, node))
    .sort((a, b) => a.node.start - b.node.start);
}

/** In a frame of the card's own page, what is around it is the card, and only the top is LeadDesk's. */
function frameIn(
  script: Script,
): (frame: Navigation['frame'] | undefined, object: Value) => Navigation['frame'] | undefined {
  const isInner = groupOf(script).inner.has(script);
  const isParent = (shape: Shape) =>
    (shape.kind === 'window' && shape.which === 'parent') || (shape.kind === 'global' && /^parent\b/.test(shape.name));
  return (frame, object) => (frame === 'host' && isInner && object.some(isParent) ? 'card' : frame);
}

function assigned(script: Script): Navigation[] {
  const of = frameIn(script);
  const found: Navigation[] = [];
  for (const { parent } of script.syntax.globals.get('location')?.references ?? [])
    if (
      parent?.type === 'AssignmentExpression' &&
      plain(parent.left).name === 'location' &&
      valueIn(script, parent.left).some(isLocation)
    )
      found.push({ node: parent, to: parent.right, address: valueIn(script, parent), frame: 'card' });
  const names = aliasesOf(groupOf(script), 'location');
  for (const key of ['location', ...PARTS])
    for (const { target, value, node } of script.syntax.memberWrites.get(key) ?? []) {
      if (node.type !== 'AssignmentExpression' || !value) continue;
      if (key !== 'location' && !goesBy(names, target.object)) continue;
      const object = valueIn(script, target.object);
      const frame = of(key === 'location' ? ownerIn(object) : locationIn(object), object);
      const part = key === 'location' || key === 'href' ? {} : { part: key };
      if (frame) found.push({ node, to: node.right, address: valueIn(script, value), frame, ...part });
    }
  return found;
}

/** Whose `location` a member of that name is. */
function ownerIn(object: Value): Navigation['frame'] | undefined {
  for (const shape of object) {
    if (shape.kind === 'window') {
      if (shape.which === 'self') return 'card';
      if (shape.which !== 'other') return 'host';
    }
    if (shape.kind === 'global' && shape.name === 'document' && !shape.site) return 'card';
    if (shape.kind === 'global' && /^(parent|top|source)\.document$/.test(shape.name)) return 'host';
  }
  return undefined;
}

function isLocation(shape: Shape): boolean {
  return shape.kind === 'location' && shape.part === 'object';
}

function locationIn(value: Value): Navigation['frame'] | undefined {
  if (value.some(isLocation)) return 'card';
  return value.some(
    (shape) => shape.kind === 'global' && /^(parent|top|source)(\.document)?\.location$/.test(shape.name),
  )
    ? 'host'
    : undefined;
}

function called(script: Script): Navigation[] {
  const of = frameIn(script);
  const found: Navigation[] = [];
  const add = (node: Node, to: Node | undefined, frame: Navigation['frame'] | undefined, part?: string) => {
    if (frame)
      found.push({ node, ...(to && { to }), address: to ? valueIn(script, to) : [], frame, ...(part && { part }) });
  };
  const names = aliasesOf(groupOf(script), 'location');
  for (const name of ['assign', 'replace', 'reload'])
    for (const node of script.syntax.calls.get(name) ?? []) {
      const callee = plain(node.callee);
      if (!goesBy(names, callee.object)) continue;
      const object = valueIn(script, callee.object);
      const frame = of(locationIn(object), object);
      if (frame === 'host' || node.arguments.length) add(node, node.arguments[0], frame);
    }
  for (const node of script.syntax.calls.get('navigate') ?? [])
    if (valueIn(script, node.callee).some((shape) => shape.kind === 'global' && shape.name === 'navigation.navigate'))
      add(node, node.arguments[0], 'card');
  for (const node of script.syntax.calls.get('open') ?? []) add(node, node.arguments[0], openedIn(script, node));
  // `$(location).attr('href', …)`
  for (const name of ['attr', 'prop'])
    for (const node of script.syntax.calls.get(name) ?? []) {
      const callee = plain(node.callee);
      if (!callee.object || !node.arguments[1] || !names.has(lastName(elementOf(callee.object)))) continue;
      const key = constantOf(valueIn(script, node.arguments[0]))?.value;
      if (typeof key !== 'string' || !PARTS.includes(key)) continue;
      for (const shape of valueIn(script, callee.object))
        if (shape.kind === 'jquery')
          add(node, node.arguments[1], locationIn(shape.of), key === 'href' ? undefined : key);
    }
  return found;
}

/** What jQuery is given in `$(location)`. */
function elementOf(object: Node): Node {
  const call = plain(object);
  return (call.type === 'CallExpression' && call.arguments[0]) || call;
}

/** `window.open` with a name that is a frame's that is there already. */
function openedIn(script: Script, node: Node): Navigation['frame'] | undefined {
  const callee = plain(node.callee);
  if (!node.arguments[1] || !/_(self|top|parent)/.test(script.text)) return undefined;
  const opener = callee.object
    ? valueIn(script, callee.object).some((shape) => shape.kind === 'window')
    : callee.binding?.kind === 'global';
  const target = opener && constantOf(valueIn(script, node.arguments[1]))?.value;
  if (target === '_self') return 'card';
  return target === '_top' || target === '_parent' ? 'host' : undefined;
}

/** Whether an address has the parameter: from the runtime, or with the current address. */
export function isCarried(address: Value): boolean {
  for (const shape of ingredients(address)) {
    if (shape.kind === 'carried' && shape.by === 'runtime') return true;
    if (shape.kind === 'location' && /^(object|href|search)$/.test(shape.part)) return true;
    const texts = shape.kind === 'text' ? shape.parts : shape.kind === 'constant' ? [shape.value] : [];
    if (texts.some((text) => typeof text === 'string' && /[?&]ld_referrer=/.test(text))) return true;
  }
  return false;
}

/** Files that a browser saves, and does not show in the place of the page. */
const SAVED = /\.(csv|tsv|xlsx?|ods|docx?|odt|pptx?|zip|gz|tgz|7z|rar|ics|vcf|eml|msi|exe|dmg|apk|mp3|wav)([?#]|$)/i;

/** Whether an address loads another page in the frame. */
export function loadsPage(address: Value, part: string | undefined): boolean {
  if (part) return part !== 'hash';
  const start = startOf(address).trim();
  if (/^(#|javascript:|mailto:|tel:|sms:|callto:|sip:|blob:|data:|about:)/i.test(start)) return false;
  return !(constantOf(address) && SAVED.test(start));
}

/** Whether code runs only where no other page frames the card: `if (parent === window) …`. */
function isUnframed(script: Script, node: Node): boolean {
  let inner = node;
  for (let around = node.parent, steps = 0; around && steps < 200; inner = around, around = around.parent, steps++) {
    if (/^(IfStatement|ConditionalExpression)$/.test(around.type)) {
      if (around.consequent === inner && asksUnframed(script, around.test)) return true;
      if (around.alternate === inner && asksUnframed(script, around.test, true)) return true;
    }
    if (around.type === 'LogicalExpression' && around.right === inner) {
      if (asksUnframed(script, around.left, around.operator === '||')) return true;
    }
    if (/^(BlockStatement|Program)$/.test(around.type) && inner.start >= guardOf(script, around)) return true;
  }
  return false;
}

const guards = new WeakMap<Node, number>();

/** Behind which place of a block only pages that are in no frame get: `if (parent !== window) return;` */
function guardOf(script: Script, block: Node): number {
  let end = guards.get(block);
  if (end === undefined) {
    const guard = (block.body as Node[]).find(
      (statement) =>
        statement.type === 'IfStatement' && leaves(statement.consequent) && asksUnframed(script, statement.test, true),
    );
    guards.set(block, (end = guard ? guard.end : Number.POSITIVE_INFINITY));
  }
  return end;
}

function leaves(node: Node): boolean {
  return /^(Return|Throw)/.test(node.type) || (node.type === 'BlockStatement' && node.body.some(leaves));
}

/** Whether a test says that the page is in no frame. @param isNot whether it says so where it is false. */
function asksUnframed(script: Script, given: Node, isNot = false): boolean {
  const test = plain(given);
  if (test.type === 'UnaryExpression' && test.operator === '!') return asksUnframed(script, test.argument, !isNot);
  if (test.type === 'LogicalExpression') {
    const isSure = test.operator === (isNot ? '||' : '&&');
    return isSure && (asksUnframed(script, test.left, isNot) || asksUnframed(script, test.right, isNot));
  }
  if (test.type === 'MemberExpression' || test.type === 'Identifier')
    return isNot && valueIn(script, test).some((shape) => shape.kind === 'global' && shape.name === 'frameElement');
  if (test.type !== 'BinaryExpression' || !(isNot ? /^!==?$/ : /^===?$/).test(test.operator)) return false;
  const sides = [test.left, test.right].map((side) => windowIn(valueIn(script, side)));
  return sides.includes('self') && sides.some((side) => side === 'parent' || side === 'top');
}

function windowIn(value: Value): string | undefined {
  for (const shape of value) {
    if (shape.kind === 'window') return shape.which;
    if (shape.kind === 'location') return 'self';
    if (shape.kind === 'global' && /^(parent|top)\.location/.test(shape.name)) return shape.name.split('.')[0];
  }
  return undefined;
}
