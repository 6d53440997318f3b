/**
 * Attributes that a framework reads: handlers and bound values of Vue, Alpine, Angular, Svelte and htmx, as the plain
 * attributes that they stand for.
 */
import { PUT_OUT } from '../../shared/html/templating.js';
import { type Attribute, startTags } from '../../shared/html/tokens.js';

/** `@click`, `v-on:click`, `x-on:click`, `(click)`, `on:click`, `ng-click`, `hx-on:click`, `x-init` */
const HANDLER =
  /^(?:@[\w:.-]+|v-on:[\w:.-]+|x-on:[\w:.-]+|\([\w:.-]+\)|on:[\w:|.-]+|(?:data-)?ng-(?:click|submit|change|init|blur|focus)|(?:data-)?hx-on[\w:-]*|x-init|x-effect)$/;
const PLAIN_HANDLER = /^on[a-z]+$/;

/** Whether an attribute's value is code. */
export function isHandler(name: string): boolean {
  return PLAIN_HANDLER.test(name) || isFrameworkHandler(name);
}

/** Whether it is code that a framework reads, which may have what JavaScript does not have. */
export function isFrameworkHandler(name: string): boolean {
  return HANDLER.test(name);
}

/** `:href`, `v-bind:href`, `x-bind:href`, `[href]`, `[attr.href]`, `bind:href` */
const BOUND = /^(?::|v-bind:|x-bind:|bind:|\[(?:attr\.)?)([\w-]+)(?:\.[\w.]+)?\]?$/;
const OF_INTEREST = /^(href|src|target|action|formaction|formtarget|data-ld-[\w-]+)$/;

/** The attributes, and those that bound ones stand for. @param original the source, with braces for quotes. */
export function withBound(given: Attribute[], original: string): Attribute[] {
  const isBraced = ({ name, valueStart }: Attribute) => original[valueStart - 1] === '{' && !isHandler(name);
  const attributes = given.some(isBraced)
    ? given.map((attribute) => (isBraced(attribute) ? { ...attribute, value: boundText(attribute.value) } : attribute))
    : given;
  const bound = attributes.flatMap((attribute): Attribute[] => {
    const name = BOUND.exec(attribute.name)?.[1];
    if (name === undefined || !OF_INTEREST.test(name) || attributes.some((other) => other.name === name)) return [];
    return [{ ...attribute, name, value: boundText(attribute.value) }];
  });
  return bound.length ? [...attributes, ...bound] : attributes;
}

/** What an expression is known to be: a text, or how one begins. */
export function boundText(expression: string): string {
  const [, , text, more] = /^\s*(['"`])((?:(?!\1)[^\\$])*)(?:\1\s*(\+?)|\$\{)/.exec(expression) ?? [];
  if (text === undefined) return PUT_OUT;
  const isWhole = more === '' && /^\s*(['"`])(?:(?!\1)[^\\$])*\1\s*$/.test(expression);
  return isWhole ? text : more === '' ? PUT_OUT : text + PUT_OUT;
}

const MAX_EXPRESSION = 5000;

/**
 * A component's source, where attributes are given in braces (`href={url}`), with quotation marks for the braces: of
 * the same length, so that it can be read like other markup.
 */
export function bracesAsQuotes(text: string): string {
  let made = '';
  let at = 0;
  const code = [...startTags(text)].flatMap((tag) => tag.text ?? []).reverse();
  // A brace that is not closed soon is no attribute's; nor are those behind it.
  let unclosed = 0;
  for (const { index } of text.matchAll(/=\{/g)) {
    while (code.length && code.at(-1)!.end <= index) code.pop();
    if (index < at || index < unclosed || (code.length && code.at(-1)!.start <= index)) continue;
    const end = endOfBraces(text, index + 1);
    if (end < 0) unclosed = index + MAX_EXPRESSION;
    const inner = text.slice(index + 2, end);
    const quote = ['"', '`', "'"].find((candidate) => !inner.includes(candidate));
    if (end < 0 || quote === undefined) continue;
    made += `${text.slice(at, index)}="${inner.replaceAll('"', quote)}"`;
    at = end + 1;
  }
  return made + text.slice(at);
}

/** Where the brace that opens at `start` is closed; -1 where it is not. */
function endOfBraces(text: string, start: number): number {
  const step = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`(?:\\[^]|[^`\\])*`|[{}]/g;
  step.lastIndex = start;
  let depth = 0;
  for (let found = step.exec(text); found && found.index - start < MAX_EXPRESSION; found = step.exec(text)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}' && --depth === 0) return found.index;
  }
  return -1;
}
