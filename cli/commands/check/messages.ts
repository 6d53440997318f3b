/** Messages that a script posts to the host by itself, and commands that it sends. */
import { parseJson } from '../../shared/json.js';
import { nodesOf, type Script } from './script.js';
import { names } from './syntax/values.js';
import { globalName, memberOf, type Node, plain } from './syntax/walk.js';

export interface Message {
  call: Node;
  /** What is posted, and where it is said. */
  message: Node;
  /** `text`: as JSON. `object`: as it is. */
  form: 'text' | 'object' | 'unknown';
  /** What the message says, as far as that is known. */
  value: unknown;
  /** The origin that it is meant for; absent where none is said. */
  target?: Node;
}

/** Calls of the host window's `postMessage`. */
export function messagesOf(script: Script): Message[] {
  return nodesOf(script, 'CallExpression').flatMap((call) => {
    const callee = plain(call.callee);
    const [message, target] = call.arguments as Node[];
    if (memberOf(callee) !== 'postMessage' || !message || !isHost(callee.object)) return [];
    return [{ call, message, ...contentOf(message), ...(target && { target: targetOf(target) }) }];
  });
}

/** `parent`, `top` and what stands for them; the source of a message, which is the host's window too. */
function isHost(node: Node): boolean {
  const resolved = names.resolve(node);
  if (resolved.type === 'LogicalExpression') return isHost(resolved.left) || isHost(resolved.right);
  return /^(parent|top)(\.(parent|top))*$/.test(globalName(resolved) ?? '') || memberOf(resolved) === 'source';
}

/** `{ targetOrigin }` is another way to say it (HTML, "window post message steps"). */
function targetOf(node: Node): Node {
  const resolved = names.resolve(node);
  if (resolved.type !== 'ObjectExpression') return resolved;
  const property = resolved.properties.find(({ key }: Node) => key?.name === 'targetOrigin');
  return property ? names.resolve(property.value) : resolved;
}

function contentOf(message: Node): { form: Message['form']; value: unknown } {
  const resolved = names.resolve(message);
  if (resolved.type === 'CallExpression' && globalName(resolved.callee) === 'JSON.stringify' && resolved.arguments[0]) {
    return { form: 'text', value: names.valueOf(resolved.arguments[0]) };
  }
  const value = names.valueOf(resolved);
  if (typeof value === 'string') return { form: 'text', value: parseJson(value, value) };
  return resolved.type === 'ObjectExpression' ? { form: 'object', value } : { form: 'unknown', value };
}

export interface Command {
  /** Where it is said. */
  node: Node;
  action: string;
  params: unknown;
}

/** Commands whose action is known: in messages, and in calls of the runtime's `send`. */
export function commandsOf(script: Script): Command[] {
  const posted = messagesOf(script).flatMap(({ message, value }) => commandIn(message, value));
  const sent = nodesOf(script, 'CallExpression').flatMap((call) => {
    const [action, params] = call.arguments as Node[];
    if (!/^ld\.send$/.test(globalName(call.callee) ?? '') || !action) return [];
    const value = names.valueOf(action);
    return typeof value === 'string' ? [{ node: call, action: value, params: params && names.valueOf(params) }] : [];
  });
  return [...posted, ...sent];
}

function commandIn(node: Node, value: unknown): Command[] {
  const { action, params } = (typeof value === 'object' && value ? value : {}) as Record<string, unknown>;
  return typeof action === 'string' ? [{ node, action, params }] : [];
}
