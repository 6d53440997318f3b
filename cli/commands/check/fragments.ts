/** Markup and code that scripts hold as texts, or as JSX: read like a part of the page. */
import { PUT_OUT } from '../../shared/html/templating.js';
import { type Page, parseFragment } from './page.js';
import { offsetOf, parseScript, type Script } from './script.js';
import { dataOf } from './syntax/data.js';
import type { Evaluator } from './syntax/evaluate/index.js';
import { constantOf, type Shape, stringsOf, type Value } from './syntax/values.js';
import { globalName, memberOf, type Node, plain } from './syntax/walk.js';

/** Texts that one expression may be. */
const MAX_TEXTS = 4;
const MAX_FRAGMENTS = 2000;

/** Methods that take markup, by the argument that it is: of the DOM, of jQuery. */
const TAKES_MARKUP: Record<string, number> = {
  insertAdjacentHTML: 1,
  createContextualFragment: 0,
  setHTMLUnsafe: 0,
  html: 0,
  append: 0,
  prepend: 0,
  after: 0,
  before: 0,
  replaceWith: 0,
  $: 0,
  jQuery: 0,
};

const MARKUP_MEMBERS = ['innerHTML', 'outerHTML', 'srcdoc'];
/** Properties of components that hold their markup. */
const MARKUP_PROPERTIES = /^(template|__html)$/;

/** What a script writes into its page as markup. */
export function fragmentsOf(evaluator: Evaluator, script: Script): Page[] {
  const { syntax, text } = script;
  const found: Page[] = [];
  const add = (node: Node, markup: string) => {
    if (found.length < MAX_FRAGMENTS && /<[a-z]/i.test(markup))
      found.push(parseFragment(script.source, markup, offsetOf(script, node)));
  };
  const addValue = (node: Node | undefined) => {
    if (node) for (const markup of textsIn(evaluator, node)) add(node, markup);
  };
  if (/<[a-z!]/i.test(text)) {
    for (const name of ['write', 'writeln'])
      for (const call of syntax.calls.get(name) ?? [])
        if (/(^|\.)(document|doc)$/i.test(globalName(plain(call.callee).object ?? call) ?? ''))
          add(call, (call.arguments as Node[]).map((node) => textsIn(evaluator, node)[0] ?? PUT_OUT).join(''));
    for (const [name, index] of Object.entries(TAKES_MARKUP))
      for (const call of syntax.calls.get(name) ?? []) addValue(call.arguments[index]);
    for (const key of MARKUP_MEMBERS) for (const { node } of syntax.memberWrites.get(key) ?? []) addValue(node.right);
    for (const { key, value, computed } of syntax.byType.get('Property') ?? [])
      if (!computed && MARKUP_PROPERTIES.test(key.name ?? key.value) && value.type !== 'Identifier') addValue(value);
    for (const node of syntax.byType.get('TaggedTemplateExpression') ?? [])
      if (/^(html|svg|htm)$/.test(node.tag.name ?? memberOf(node.tag) ?? ''))
        add(node, (node.quasi.quasis as Node[]).map(({ value }) => value.cooked ?? '').join(PUT_OUT));
  }
  for (const node of syntax.byType.get('JSXOpeningElement') ?? []) {
    const attributes = (node.attributes as Node[]).map(
      ({ type, name, value }): Given =>
        type === 'JSXAttribute'
          ? [name.name, value?.type === 'JSXExpressionContainer' ? value.expression : value]
          : null,
    );
    if (typeof node.name.name === 'string') addElement(node, node.name.name, attributes);
  }
  for (const name of ['createElement', 'h', 'jsx', 'jsxs', '_jsx', '_jsxs'])
    for (const call of syntax.calls.get(name) ?? []) {
      const [tag, given] = call.arguments as Node[];
      if (typeof tag?.value !== 'string' || given?.type !== 'ObjectExpression') continue;
      const attributes = (given.properties as Node[]).map(
        ({ key, value, computed }): Given => (key && !computed ? [String(key.name ?? key.value), value] : null),
      );
      addElement(call, tag.value, attributes);
    }
  return found;

  function addElement(node: Node, name: string, attributes: readonly Given[]) {
    if (!/^[a-z][\w-]*$/.test(name) || !attributes.some((given) => given && OF_INTEREST.test(given[0]))) return;
    const written = attributes.map((given) => {
      if (!given) return PUT_OUT;
      const value = given[1] ? attributeIn(evaluator, given[1]) : '';
      return OF_INTEREST.test(given[0]) ? `${given[0]}="${escaped(value)}"` : '';
    });
    add(node, `<${name} ${written.join(' ')}>`);
  }
}

/** An attribute and its value; nothing for those that are spread. */
type Given = [name: string, value: Node | null] | null;

const OF_INTEREST = /^(href|src|target|action|formAction|formTarget|method|download|autoComplete|data-ld-[\w-]+)$/i;

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

function attributeIn(evaluator: Evaluator, node: Node): string {
  const value = evaluator.valueOf(node);
  const [shape] = value;
  if (value.length !== 1 || !shape) return PUT_OUT;
  if (shape.kind === 'json') {
    const data = dataOf(evaluator, shape.of);
    return typeof data === 'object' && isKnown(data) ? JSON.stringify(data) : PUT_OUT;
  }
  return textIn(shape) ?? PUT_OUT;
}

function isKnown(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return typeof data !== 'symbol';
  return !Object.getOwnPropertySymbols(data).length && Object.values(data).every(isKnown);
}

/** The texts that an expression may be, with `PUT_OUT` for what is not known of them. */
function textsIn(evaluator: Evaluator, node: Node): string[] {
  const value: Value = evaluator.valueOf(node);
  return value.flatMap((shape) => (shape.kind === 'list' ? [] : (textIn(shape) ?? []))).slice(0, MAX_TEXTS);
}

const MAX_DEPTH = 8;

function textIn(shape: Shape, depth = 0): string | undefined {
  if (shape.kind === 'constant') return shape.value == null ? undefined : String(shape.value);
  // What a text may begin with, as `html += …` makes it: the longest has it all.
  if (shape.kind === 'list' && shape.of.length === 1 && depth < MAX_DEPTH) {
    const texts = shape.of[0]!.flatMap((one) => textIn(one, depth + 1) ?? []);
    return texts.sort((a, b) => b.length - a.length)[0];
  }
  if (shape.kind !== 'text') return undefined;
  return shape.parts.map((part) => (typeof part === 'string' ? part : (textIn(part, depth + 1) ?? PUT_OUT))).join('');
}

/** Code that a script gives to the browser as a text: for timers, as a function, in attributes and addresses. */
export function codeIn(evaluator: Evaluator, script: Script): Script[] {
  const { syntax } = script;
  const found: Script[] = [];
  const add = (node: Node | undefined, isCode: (text: string) => string | undefined = (text) => text) => {
    if (!node || /^(Function|Arrow)/.test(node.type)) return;
    for (const text of textsIn(evaluator, node)) {
      const code = isCode(text);
      if (!code?.trim()) continue;
      const read = parseScript(script.source, code, {
        offset: offsetOf(script, node),
        isExact: false,
        dialect: 'handler',
        isTemplated: code.includes(PUT_OUT),
      });
      if (read.program) found.push(read);
    }
  };
  const address = (text: string) => /^\s*javascript:([^]*)/i.exec(text)?.[1];
  for (const name of ['setTimeout', 'setInterval', 'execScript', 'eval'])
    for (const call of syntax.calls.get(name) ?? []) if (globalName(call.callee) === name) add(call.arguments[0]);
  for (const call of syntax.calls.get('Function') ?? [])
    if (globalName(call.callee) === 'Function') add(call.arguments.at(-1));
  for (const name of ['setAttribute', 'attr', 'prop'])
    for (const call of syntax.calls.get(name) ?? []) {
      const [key, value] = call.arguments as Node[];
      const named = value && constantOf(evaluator.valueOf(key!))?.value;
      if (typeof named !== 'string') continue;
      if (/^on[a-z]+$/i.test(named)) add(value);
      else if (/^(href|action|formaction|src)$/i.test(named)) add(value, address);
    }
  for (const key of ['href', 'action', 'location', 'src'])
    for (const { value } of syntax.memberWrites.get(key) ?? [])
      if (value && (value.type === 'Literal' || stringsOf(evaluator.valueOf(value)).some(address))) add(value, address);
  return found;
}
