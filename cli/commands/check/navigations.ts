/** Navigations that a script makes by itself. */
import { eachNode, type Script } from './script.js';
import { names } from './syntax/values.js';
import { globalName, memberOf, type Node, plain } from './syntax/walk.js';

export interface Navigation {
  node: Node;
  /** The address it goes to; absent where it is only loaded again. */
  to?: Node;
  /** Whose page it replaces: the card's, or the one around it. */
  frame: 'card' | 'host';
  /** Whether only the query is set. */
  isQuery: boolean;
}

const LOCATION = /^(?:document\.)?location(?:\.(href|search))?$/;
const LOCATION_CALL = /^(?:document\.)?location\.(?:assign|replace)$/;
const HOST_LOCATION =
  /^(?:parent|top)(?:\.(?:parent|top))*\.(?:document\.)?location(?:\.(?:href|assign|replace|reload|search))?$/;

export function navigationsOf(script: Script): Navigation[] {
  const found: Navigation[] = [];
  eachNode(script, (node) => {
    if (node.type === 'AssignmentExpression' && node.operator === '=') {
      const name = globalName(plain(node.left));
      if (name !== undefined && HOST_LOCATION.test(name))
        found.push({ node, to: node.right, frame: 'host', isQuery: false });
      else if (name !== undefined && LOCATION.test(name))
        found.push({ node, to: node.right, frame: 'card', isQuery: name.endsWith('.search') });
    } else if (node.type === 'CallExpression') {
      found.push(...calledIn(node));
    }
  });
  return found;
}

function calledIn(node: Node): Navigation[] {
  const name = globalName(node.callee);
  const [to, where] = node.arguments as Node[];
  if (name === undefined) return [];
  if (HOST_LOCATION.test(name)) return [{ node, ...(to && { to }), frame: 'host', isQuery: false }];
  if (!to) return [];
  if (LOCATION_CALL.test(name) || name === 'navigation.navigate') return [{ node, to, frame: 'card', isQuery: false }];
  if (name !== 'open' || !where) return [];
  const target = names.valueOf(where);
  if (target === '_self') return [{ node, to, frame: 'card', isQuery: false }];
  return target === '_top' || target === '_parent' ? [{ node, to, frame: 'host', isQuery: false }] : [];
}

/** Whether an expression has the parameter: from the runtime, or with the current address. */
export function isCarried(script: Script, node: Node): boolean {
  const resolved = names.resolve(node);
  if (resolved.type === 'CallExpression' && memberOf(resolved.callee) === 'url') return true;
  if (/^(document\.)?(location(\.(href|search))?|URL)$/.test(globalName(resolved) ?? '')) return true;
  if (resolved.type === 'Literal') return /[?&]ld_referrer=/.test(String(resolved.value));
  if (resolved.type === 'CallExpression')
    return [...resolved.arguments, resolved.callee.object].some((part) => part && isCarried(script, part));
  if (resolved.type === 'NewExpression') return resolved.arguments.some((part: Node) => isCarried(script, part));
  const parts = [
    resolved.left,
    resolved.right,
    resolved.object,
    ...(resolved.expressions ?? []),
    ...(resolved.quasis ?? []),
  ] as (Node | undefined)[];
  if (resolved.type === 'TemplateElement') return /[?&]ld_referrer=/.test(resolved.value.cooked);
  if (resolved.type === 'ConditionalExpression')
    return isCarried(script, resolved.consequent) && isCarried(script, resolved.alternate);
  return parts.some((part) => part !== undefined && part !== resolved && isCarried(script, part));
}
