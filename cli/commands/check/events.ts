/** Events of LeadDesk's that a script asks for: by the runtime's `on`, or by a look at each message. */
import { EVENTS, isKnownEvent } from '../../../runtime/protocol.js';
import { aliasesOf } from './aliases.js';
import { groupOf, valueIn } from './group.js';
import { mayBeOfLd } from './messages.js';
import { nodesOf, type Script } from './script.js';
import { constantOf, stringsOf } from './syntax/values.js';
import { isFunction, type Node, plain } from './syntax/walk.js';

export interface Asked {
  node: Node;
  type: string;
}

/** What a script does when an event comes. */
export interface Reaction extends Asked {
  does: Node[];
}

/** Types that handlers, and branches of handlers of all, are for. */
export function eventsAskedFor(script: Script): Asked[] {
  return [...handled(script), ...compared(script)].sort((a, b) => a.node.start - b.node.start);
}

function handled(script: Script): Asked[] {
  const asked: Asked[] = [];
  const group = groupOf(script);
  for (const name of aliasesOf(group, 'on'))
    for (const call of script.syntax.calls.get(name) ?? []) {
      if (!call.arguments[0] || !mayBeOfLd(group, call.callee) || !isOn(script, call.callee)) continue;
      for (const type of stringsOf(valueIn(script, call.arguments[0]))) asked.push({ node: call, type });
    }
  return asked;
}

function isOn(script: Script, callee: Node): boolean {
  return valueIn(script, callee).some((shape) => shape.kind === 'global' && shape.name === 'ld.on');
}

/** What something is compared to, where it is compared to an event of LeadDesk's as well: a chain, or a `switch`. */
function compared(script: Script): Asked[] {
  if (!Object.keys(EVENTS).some((type) => script.text.includes(type))) return [];
  const groups = new Map<string, Asked[]>();
  const add = (subject: Node, node: Node, value: Node) => {
    const type = constantOf(valueIn(script, value))?.value;
    if (typeof type !== 'string') return;
    const key = subjectOf(subject);
    groups.set(key, [...(groups.get(key) ?? []), { node, type }]);
  };
  for (const node of nodesOf(script, 'BinaryExpression')) {
    if (!/^[!=]==?$/.test(node.operator)) continue;
    if (isText(node.right)) add(node.left, node, node.right);
    else if (isText(node.left)) add(node.right, node, node.left);
  }
  for (const { discriminant, cases } of nodesOf(script, 'SwitchStatement'))
    for (const one of cases as Node[]) if (one.test) add(discriminant, one, one.test);
  const ofLeadDesk = [...groups.values()].filter((asked) => asked.some(({ type }) => isKnownEvent(type)));
  return ofLeadDesk.flatMap((asked) => asked.filter(({ type }) => isKnownEvent(type) || looksLikeEvent(type)));
}

/** Other messages are told apart by the same key; a typing mistake is near an event's name. */
function looksLikeEvent(type: string): boolean {
  return /^(call|rec|line)/i.test(type);
}

function isText(node: Node): boolean {
  return /^(Literal|Identifier|MemberExpression|TemplateLiteral)$/.test(plain(node).type);
}

/** Says whether two comparisons are of the same thing. */
function subjectOf(node: Node): string {
  const expression = plain(node);
  if (expression.type === 'Identifier') return `${expression.name} ${expression.binding?.references[0]?.start ?? ''}`;
  if (expression.type === 'MemberExpression')
    return `${subjectOf(expression.object)}.${expression.property.name ?? expression.property.value}`;
  return String(expression.start);
}

/** Handlers of an event, and branches of handlers of all. */
export function reactionsTo(type: string, script: Script): Reaction[] {
  if (!script.text.includes(type)) return [];
  const isIt = (node: Node | undefined) => node !== undefined && constantOf(valueIn(script, node))?.value === type;
  const reactions: Reaction[] = [];
  for (const name of ['on', 'addEventListener', 'once', 'addListener'])
    for (const call of script.syntax.calls.get(name) ?? []) {
      const [asked, handler] = call.arguments as Node[];
      if (!handler || !isIt(asked)) continue;
      for (const shape of valueIn(script, handler))
        if (shape.kind === 'function' && shape.node.body) reactions.push({ node: call, type, does: [shape.node.body] });
    }
  const compares = ({ type: kind, operator, left, right }: Node) =>
    kind === 'BinaryExpression' && /^===?$/.test(operator) && (isIt(left) || isIt(right));
  for (const branch of nodesOf(script, 'IfStatement'))
    if (compares(plain(branch.test))) reactions.push({ node: branch, type, does: [branch.consequent] });
  for (const branch of nodesOf(script, 'LogicalExpression'))
    if (branch.operator === '&&' && branch.parent?.type === 'ExpressionStatement' && compares(plain(branch.left)))
      reactions.push({ node: branch, type, does: [branch.right] });
  for (const { cases } of nodesOf(script, 'SwitchStatement')) {
    const from = (cases as Node[]).findIndex(({ test }) => isIt(test ?? undefined));
    if (from < 0) continue;
    const does: Node[] = [];
    for (const { consequent } of (cases as Node[]).slice(from)) {
      does.push(...consequent);
      if (consequent.some(({ type: kind }: Node) => /^(Break|Return)/.test(kind))) break;
    }
    reactions.push({ node: cases[from], type, does });
  }
  // `{ callLineIdle: () => …, callLineOn: … }`, called by the event's name
  for (const property of nodesOf(script, 'Property'))
    if (
      (property.key.name ?? property.key.value) === type &&
      isFunction(plain(property.value)) &&
      property.parent!.type === 'ObjectExpression'
    )
      reactions.push({ node: property, type, does: [plain(property.value).body] });
  return reactions;
}
