import type { Check, Raised } from '../finding.js';
import { nodesOf, offsetOf, type Script } from '../script.js';
import { names } from '../syntax/values.js';
import { childrenOf, globalName, isFunction, memberOf, type Node, plain } from '../syntax/walk.js';

export const idleEndsCall: Check = {
  id: 'idle-ends-call',
  severity: 'warning',
  title: 'callLineIdle taken for the end of a call',
  *script(script) {
    for (const { node, does } of reactionsToIdle(script)) {
      if (does.some((statement) => actsUnasked(statement))) yield { at: offsetOf(script, node), ...what };
    }
  },
};

const what: Pick<Raised, 'effect' | 'fix'> = {
  effect: 'LeadDesk sends callLineIdle at every page load too, so this happens to the agent in the middle of a call.',
  fix: 'Act on it only after callLineRinging or callLineOn of the same call was heard in this page.',
};

interface Reaction {
  node: Node;
  /** What is done when it comes. */
  does: Node[];
}

/** Handlers of the event, and branches of a handler of all. */
function reactionsToIdle(script: Script): Reaction[] {
  const reactions: Reaction[] = [];
  for (const call of nodesOf(script, 'CallExpression')) {
    const [type, handler] = call.arguments as Node[];
    if (!handler || !/^(on|addEventListener|once)$/.test(memberOf(call.callee) ?? '') || !isIdle(type)) continue;
    const resolved = names.resolve(handler);
    if (isFunction(resolved)) reactions.push({ node: call, does: [resolved.body] });
  }
  for (const branch of nodesOf(script, 'IfStatement')) {
    if (comparesIdle(branch.test)) reactions.push({ node: branch, does: [branch.consequent] });
  }
  for (const choice of nodesOf(script, 'SwitchStatement')) {
    const from = choice.cases.findIndex(({ test }: Node) => test && isIdle(test));
    if (from < 0) continue;
    const does: Node[] = [];
    for (const { consequent } of choice.cases.slice(from)) {
      does.push(...consequent);
      if (consequent.some(({ type }: Node) => /^(Break|Return)/.test(type))) break;
    }
    reactions.push({ node: choice.cases[from], does });
  }
  return reactions;
}

function isIdle(node: Node | undefined): boolean {
  return node !== undefined && names.valueOf(node) === 'callLineIdle';
}

/** A test for this event alone: one that asks for more is a guard. */
function comparesIdle(node: Node): boolean {
  const test = plain(node);
  return test.type === 'BinaryExpression' && /^===?$/.test(test.operator) && (isIdle(test.left) || isIdle(test.right));
}

/** Whether something of consequence is done whatever the state: not behind a condition, nor after one that returns. */
function actsUnasked(node: Node): boolean {
  if (node.type === 'BlockStatement') {
    for (const statement of node.body as Node[]) {
      if (statement.type === 'IfStatement' && leaves(statement.consequent)) return false;
      if (actsUnasked(statement)) return true;
    }
    return false;
  }
  if (/^(If|Conditional|Logical|Switch|For|While)/.test(node.type) || isFunction(node)) return false;
  if (isConsequence(node)) return true;
  return childrenOf(node).some((child) => actsUnasked(child));
}

function leaves(node: Node): boolean {
  return /^(Return|Throw|Break|Continue)/.test(node.type) || (node.type === 'BlockStatement' && node.body.some(leaves));
}

/** What is done at the end of a call, by its name. */
const ENDING =
  /(^|[a-z_.])(end|finish|close|save|submit|finali[sz]e|complete|reset|clear|remove|hang_?up|wrap_?up|over|done|idle|terminate|log_?out)(ed|Call|$|[A-Z_])/i;
const ENDING_WORDS = /\b(ended|is over|finished|completed|hung up|terminated)\b/i;

function isConsequence({ type, callee, arguments: given, left, right, operator, value }: Node): boolean {
  if (type === 'Literal') return typeof value === 'string' && ENDING_WORDS.test(value);
  if (type === 'AssignmentExpression') {
    const name = globalName(left) ?? memberOf(left) ?? '';
    if (/^(document\.)?location(\.\w+)?$/.test(name)) return true;
    return (
      operator === '=' &&
      (/(ended|over|finished|done|completed|closed)$/i.test(name)
        ? right.value !== false
        : /(inCall|onCall|calling|callActive|isActive|talking|active)$/i.test(name) && right.value === false)
    );
  }
  if (type !== 'CallExpression') return false;
  const name = globalName(callee) ?? memberOf(callee) ?? '';
  if (
    name === 'ld.send' ||
    name === 'fetch' ||
    /(^|\.)(postMessage|sendBeacon|navigate)$/.test(name) ||
    /location\.(assign|replace|reload)$/.test(name)
  )
    return true;
  return (
    !/^console\.|^(sessionStorage|localStorage)\.setItem$|classList/.test(name) &&
    (ENDING.test(name) || (/\$\.(post|ajax|get)$/.test(name) && given.length > 0))
  );
}
