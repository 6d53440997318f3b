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
  const whole = statementOf(call);
  if (!whole) return 'what the call returns is used';
  const said = partsOf(script, call);
  if (typeof said === 'string') return said;
  const edits = replacing(script.text, { start: whole.start, end: call.end }, said);
  const removed = edits.map(({ start, end }) => script.text.slice(start, end)).join('\n');
  return /\/[/*]/.test(removed.replace(/"[^"\n]*"|'[^'\n]*'/g, '')) ? 'there is a comment in it' : edits;
}

/** The call with `?.` around it, where nothing is done with what it returns. */
function statementOf(call: Node): Node | undefined {
  let whole = call;
  if (whole.parent?.type === 'ChainExpression') whole = whole.parent;
  for (let inner = whole, around = whole.parent; around; inner = around, around = around.parent) {
    if (around.type === 'ExpressionStatement') return whole;
    if (isFunction(around) && around.body === inner) return whole;
    const isPassedOn =
      (around.type === 'LogicalExpression' && around.right === inner) ||
      (around.type === 'ConditionalExpression' && around.test !== inner) ||
      around.type === 'SequenceExpression' ||
      around.type === 'ParenthesizedExpression' ||
      (around.type === 'UnaryExpression' && around.operator === 'void');
    if (!isPassedOn) return undefined;
  }
  return undefined;
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
  if (message.type === 'Literal' && typeof message.value === 'string') return partsOfText(script, message);
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
    said[key as keyof Said] = { start: property.value.start, end: property.value.end };
  }
  return said.action ? (said as Said) : 'its message has no action';
}

/** A message in a text: as JSON, or as what was meant for JSON. */
function partsOfText({ text }: Script, { start, value }: Node): Said | string {
  const quote = text[start]!;
  const meant = jsonMeant(value);
  if (typeof meant !== 'object' || meant === null || Array.isArray(meant)) return 'its message is no command';
  const { action, params, ...rest } = meant as Record<string, unknown>;
  if (typeof action !== 'string' || Object.keys(rest).length) return 'its message has more than action and params';
  const written = (part: unknown) => literal(part, quote);
  const parts = [written(action), params === undefined ? '' : written(params)];
  if (parts.includes(undefined)) return 'its message has quotation marks in it';
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
function literal(value: unknown, quote: string): string | undefined {
  if (typeof value === 'string')
    return /["'`\\\n\r\u2028\u2029<]/.test(value)
      ? undefined
      : quote.replace('`', "'") + value + quote.replace('`', "'");
  if (Array.isArray(value))
    return joined(
      value.map((item) => literal(item, quote)),
      '[',
      ']',
    );
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, item]) => {
    const text = literal(item, quote);
    return text === undefined || !/^[A-Za-z_$][\w$]*$/.test(key) ? undefined : `${key}: ${text}`;
  });
  return members.length ? joined(members, '{ ', ' }') : '{}';
}

function joined(items: (string | undefined)[], open: string, close: string): string | undefined {
  return items.includes(undefined) ? undefined : open + items.join(', ') + close;
}

/** A message that has a name: all that is known of it must be a command. */
function partsOfName(script: Script, call: Node, { name }: Node): Said | string {
  const values = messagesOf(script).flatMap((message) => (message.call === call ? alternatives(message.value) : []));
  const isCommand = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    'action' in value &&
    !(OPEN in value) &&
    Object.keys(value).every((key) => key === 'action' || key === 'params');
  if (!values.length || !values.every(isCommand)) return 'it is not known what its message is';
  const hasParams = values.some((value) => 'params' in (value as object));
  return { action: `${name}.action`, ...(hasParams && { params: `${name}.params` }) };
}

function alternatives(value: unknown): readonly unknown[] {
  return value instanceof Either ? value.values : [value];
}

/** Replaces a call, and keeps the expressions in it where they stand. */
function replacing(text: string, { start, end }: Range, { action, params }: Said): Edit[] {
  const isKept = (part: Part | undefined): part is Range => typeof part === 'object';
  if (isKept(action) && isKept(params) && params.start < action.start) {
    const sent = `ld.send(${text.slice(action.start, action.end)}, ${text.slice(params.start, params.end)})`;
    return [{ start, end, text: sent }];
  }
  const edits: Edit[] = [];
  let at = start;
  let pending = 'ld.send(';
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
