import { reactionsTo } from '../events.js';
import type { Check, Raised } from '../finding.js';
import { offsetOf } from '../script.js';
import { childrenOf, globalName, isFunction, memberOf, type Node } from '../syntax/walk.js';

export const idleEndsCall: Check = {
  id: 'idle-ends-call',
  severity: 'error',
  title: 'callLineIdle taken for the end of a call',
  *script(script) {
    for (const { node, does } of reactionsTo('callLineIdle', script)) {
      if (does.some(actsUnasked)) yield { at: offsetOf(script, node), ...what };
    }
  },
};

const what: Pick<Raised, 'effect' | 'fix'> = {
  effect: 'LeadDesk sends callLineIdle at every page load too, so this happens to the agent in the middle of a call.',
  fix: 'Act on it only after callLineRinging or callLineOn of the same call was heard in this page.',
};

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
