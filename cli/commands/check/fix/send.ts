/** `parent.postMessage(JSON.stringify({ action, params }), …)` as `ld.send(action, params)`. Pure. */
import type { Edit } from '../../../shared/text.js';
import { messagesOf } from '../messages.js';
import { eachNode, type Script } from '../script.js';
import { Either, OPEN } from '../syntax/data.js';
import { globalName, isFunction, memberOf, type Node, plain } from '../syntax/walk.js';

/** Edits of a script's text that make a posted message a command. @returns why not, where that would be a guess. */
export function sendEdits(script: Script, call: Node): Edit[] | string {
  if (memberOf(call.callee) !== 'postMessage') return 'it is called in a way that is not taken apart';
  const receivers = messagesOf(script).flatMap((message) => (message.call === call ? message.receivers : []));
  if (!receivers.every((shape) => shape.kind === 'window' && /^(parent|top)$/.test(shape.which)))
    return 'it may go to another window than the host';
  const [, options, ...more] = call.arguments as Node[];
  if (more.length || (options?.type === 'ObjectExpression' && options.properties.length !== 1))
    return 'it hands something over';
  const whole = call.parent?.type === 'ChainExpression' ? call.parent : call;
  const use = useOf(whole);
  if (!use) return 'what the call returns is used';
  const said = partsOf(script, call);
  if (typeof said === 'string') return said;
  const send = use === 'as value' ? 'void ld.send(' : 'ld.send(';
  const edits = replacing(script.text, { start: whole.start, end: call.end }, send, said);
  const removed = edits.map(({ start, end }) => script.text.slice(start, end)).join('\n');
  return /\/[/*]/.test(removed.replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, '')) ? 'there is a comment in it' : edits;
}

/**
 * What is done with what an expression returns: with `as value`, `void` keeps it what postMessage returns. `send`
 * returns false where there is no host, which would stop the browser where a handler returns it.
 */
function useOf(expression: Node): 'as statement' | 'as value' | undefined {
  const around = expression.parent;
  if (!around) return undefined;
  switch (around.type) {
    case 'ExpressionStatement':
      return 'as statement';
    case 'ParenthesizedExpression':
      return useOf(around);
    case 'LogicalExpression':
      return around.right === expression ? useOf(around) : 'as value';
    case 'ConditionalExpression':
      return around.test === expression ? 'as value' : useOf(around);
    case 'SequenceExpression':
      return around.expressions.at(-1) === expression ? useOf(around) : 'as statement';
    case 'UnaryExpression':
      return around.operator === 'void' ? 'as statement' : 'as value';
    case 'AssignmentExpression':
    case 'VariableDeclarator':
    case 'ReturnStatement':
    case 'AwaitExpression':
    case 'Property':
      return 'as value';
    case 'CallExpression':
    case 'NewExpression':
      return around.callee === expression ? undefined : 'as value';
    default:
      if (!isFunction(around) || around.body !== expression) return undefined;
      return isCalledForNothing(around) ? 'as statement' : 'as value';
  }
}

/** Whether a function is handed to what does not look at what it returns. */
function isCalledForNothing(fn: Node): boolean {
  const { parent } = fn;
  return (
    parent?.type === 'CallExpression' &&
    parent.callee !== fn &&
    /^(addEventListener|setTimeout|setInterval|forEach|requestAnimationFrame|queueMicrotask)$/.test(
      memberOf(parent.callee) ?? parent.callee.name ?? '',
    )
  );
}

interface Range {
  start: number;
  end: number;
}

/** An expression that is kept as it is, or new text. */
type Part = Range | string;

interface Said {
  action: Part;
  params?: Part;
}

function partsOf(script: Script, call: Node): Said | string {
  const [given] = call.arguments as Node[];
  if (!given) return 'it posts nothing';
  let message = plain(given);
  let isText = false;
  while (message.type === 'CallExpression' && globalName(message.callee) === 'JSON.stringify') {
    // A replacer or another one than the message may change what is sent.
    if (message.arguments.length !== 1) return 'it is made into JSON in its own way';
    message = plain(message.arguments[0]);
    isText = true;
  }
  if (message.type === 'ObjectExpression') return partsOfObject(message);
  const pieces = piecesOf(message);
  if (pieces) return partsOfText(script, message, pieces);
  if (message.type === 'Identifier' && isText) return partsOfName(script, call, message);
  return 'its message is made elsewhere';
}

function partsOfObject({ properties }: Node): Said | string {
  const said: Partial<Said> = {};
  for (const property of properties as Node[]) {
    const key = property.computed ? undefined : (property.key?.name ?? property.key?.value);
    if (
      property.type !== 'Property' ||
      property.kind !== 'init' ||
      property.method ||
      (key !== 'action' && key !== 'params')
    )
      return 'its message has more than action and params';
    if (said[key as keyof Said]) return 'its message says something twice';
    const { start, end, type } = plain(property.value);
    // Without the braces around it a comma would part it.
    if (type === 'SequenceExpression') return 'its message does something else as well';
    said[key as keyof Said] = { start, end };
    if (key === 'action' && said.params && !/^(Literal|Identifier)$/.test(type))
      return 'its action would come before its params';
  }
  return said.action ? (said as Said) : 'its message has no action';
}

/** A text that is put together: its texts, and the expressions between them; nothing for other expressions. */
function piecesOf(node: Node): (string | Node)[] | undefined {
  const expression = plain(node);
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? [expression.value] : undefined;
  if (expression.type === 'TemplateLiteral')
    return (expression.quasis as Node[]).flatMap(({ value }, at) => [
      value.cooked ?? '',
      ...(expression.expressions[at] ? [expression.expressions[at] as Node] : []),
    ]);
  if (expression.type !== 'BinaryExpression' || expression.operator !== '+') return undefined;
  const left = piecesOf(expression.left);
  const right = piecesOf(expression.right);
  if (!left && !right) return undefined;
  return [...(left ?? [expression.left as Node]), ...(right ?? [expression.right as Node])];
}

/** Stands for an expression in a text. */
const placeholder = (at: number) => `\ue000${at}\ue000`;

/** A message in a text: as JSON, or as what was meant for JSON. */
function partsOfText({ text }: Script, { start }: Node, pieces: readonly (string | Node)[]): Said | string {
  const first = /["'`]/.exec(text.slice(start))![0];
  const quote = first === '`' ? "'" : first;
  const expressions = pieces.filter((piece): piece is Node => typeof piece !== 'string');
  // What has an effect, or is written in several words, might be read differently elsewhere.
  if (!expressions.every(({ type }) => /^(Identifier|MemberExpression|CallExpression)$/.test(type)))
    return 'its message is made elsewhere';
  const whole = pieces.map((piece) => (typeof piece === 'string' ? piece : placeholder(expressions.indexOf(piece))));
  const meant = jsonMeant(whole.join(''));
  if (typeof meant !== 'object' || meant === null || Array.isArray(meant)) return 'its message is no command';
  const { action, params, ...rest } = meant as Record<string, unknown>;
  if (typeof action !== 'string' || Object.keys(rest).length) return 'its message has more than action and params';
  const written = (part: unknown): string | undefined => {
    const [, at] = typeof part === 'string' ? (/^\ue000(\d+)\ue000$/.exec(part) ?? []) : [];
    if (at === undefined) return literal(part, quote, written);
    const { start, end } = expressions[Number(at)]!;
    return `${quote}${quote} + ${text.slice(start, end)}`;
  };
  const parts = [written(action), params === undefined ? '' : written(params)];
  if (parts.includes(undefined)) return 'its message cannot be written without being put together';
  return { action: parts[0]!, ...(parts[1] && { params: parts[1] }) };
}

/** What a text says as JSON, also where it has single quotes or a comma at an end. */
function jsonMeant(text: string): unknown {
  const withoutCommas = (json: string) => json.replace(/,(\s*[}\]])/g, '$1');
  const attempts = text.includes('"') ? [text, withoutCommas(text)] : [text, withoutCommas(text.replaceAll("'", '"'))];
  for (const attempt of attempts) {
    try {
      const value: unknown = JSON.parse(attempt);
      return typeof value === 'string' ? jsonMeant(value) : value;
    } catch {
      // The next one, or none.
    }
  }
  return undefined;
}

/** A value as JavaScript whose texts have the given quotation marks. */
function literal(value: unknown, quote: string, written: (part: unknown) => string | undefined): string | undefined {
  if (typeof value === 'string')
    return /["'`\\\n\r\ue000\u2028\u2029<]/.test(value) ? undefined : quote + value + quote;
  if (Array.isArray(value)) return joined(value.map(written), '[', ']');
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, item]) => {
    const text = written(item);
    return text === undefined || !/^(?!__proto__$)[A-Za-z_$][\w$]*$/.test(key) ? undefined : `${key}: ${text}`;
  });
  return members.length ? joined(members, '{ ', ' }') : '{}';
}

function joined(items: (string | undefined)[], open: string, close: string): string | undefined {
  return items.includes(undefined) ? undefined : open + items.join(', ') + close;
}

/** A message that has a name: all that is known of it must be a command. */
function partsOfName(script: Script, call: Node, { name, binding }: Node): Said | string {
  const values = messagesOf(script).flatMap((message) => (message.call === call ? alternatives(message.value) : []));
  const isCommand = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    'action' in value &&
    !(OPEN in value) &&
    Object.keys(value).every((key) => key === 'action' || key === 'params');
  if (!values.length || !values.every(isCommand)) return 'it is not known what its message is';
  // Of a parameter only those calls are known that are read here.
  const isParameter = binding?.kind === 'param';
  const hasParams = isParameter || values.some((value) => 'params' in (value as object));
  return { action: `${name}.action`, ...(hasParams && { params: `${name}.params` }) };
}

function alternatives(value: unknown): readonly unknown[] {
  return value instanceof Either ? value.values : [value];
}

/** Replaces a call, and keeps the expressions in it where they stand. */
function replacing(text: string, { start, end }: Range, send: string, { action, params }: Said): Edit[] {
  const isKept = (part: Part | undefined): part is Range => typeof part === 'object';
  if (isKept(action) && isKept(params) && params.start < action.start) {
    const sent = `${send}${text.slice(action.start, action.end)}, ${text.slice(params.start, params.end)})`;
    return [{ start, end, text: sent }];
  }
  const edits: Edit[] = [];
  let at = start;
  let pending = send;
  for (const [index, part] of [action, params].entries()) {
    if (part === undefined) continue;
    if (index) pending += ', ';
    if (isKept(part)) {
      edits.push({ start: at, end: part.start, text: pending });
      pending = '';
      at = part.end;
    } else pending += part;
  }
  edits.push({ start: at, end, text: `${pending})` });
  return edits;
}

/** Whether `ld` is something else than the runtime anywhere in a script. */
export function hasOwnLd(script: Script): boolean {
  let hasOwn = false;
  if (/\bld\b/.test(script.text))
    eachNode(script, ({ type, name, binding }) => {
      if (type === 'Identifier' && name === 'ld' && binding && binding.kind !== 'global') hasOwn = true;
    });
  return hasOwn;
}
