/** Template languages: where their tags are in a page's source. */

/** Stands in a masked text for what a template puts out: a letter that no page has, so that scripts stay scripts. */
export const PUT_OUT = '\ua7f7';

/**
 * Whether a tag puts its value out as a script takes it, a text with its quotes: by a function or filter of its
 * language, or because the language does so by itself in scripts, as Go's and Thymeleaf's do.
 */
export function isEncoded(tag: string): boolean {
  return /json|serialize|\bdump\b|\bJs::from\b|\bquote|var_export|inspect\b|\{\{-?\s*\.\w|\[\[[$*]\{/i.test(tag);
}

interface Syntax {
  /** How a tag begins: matched where it stands. */
  open: RegExp;
  /** Where a tag ends that begins at `start`: behind its last character; before `start` where none ends any more. */
  end(text: string, start: number, opened: string): number;
  /** Whether such a tag puts something out. */
  putsOut(tag: string): boolean;
}

const until = (close: string) => (text: string, start: number, opened: string) => {
  const found = text.indexOf(close, start + opened.length);
  return found < 0 ? text.length : found + close.length;
};

const PHP: Syntax = {
  open: /<\?(?:php\b|=|(?=\s))/iy,
  end: endOfPhp,
  putsOut: (tag) => /^<\?(=|php\s+(echo|print)\b|\s*(echo|print)\b)/i.test(tag),
};
const XML: Syntax = { open: /<\?xml\b/iy, end: until('?>'), putsOut: () => false };
const COMMENT_IN_PERCENT: Syntax = { open: /<%--/y, end: until('--%>'), putsOut: () => false };
const PERCENT: Syntax = { open: /<%(?!%)/y, end: until('%>'), putsOut: (tag) => /^<%(=|-|:)/.test(tag) };
const COMMENT_IN_BRACES: Syntax = { open: /\{\{!?--/y, end: until('--}}'), putsOut: () => false };
const BRACES: Syntax = {
  open: /\{\{\{?/y,
  end: (text, start, opened) => until('}'.repeat(opened.length))(text, start, opened),
  putsOut: (tag) => !/^\{\{\{?~?\s*([#/^!>]|else\b)/.test(tag),
};
const BANG: Syntax = { open: /\{!!/y, end: until('!!}'), putsOut: () => true };
const BRACE_PERCENT: Syntax = { open: /\{%/y, end: until('%}'), putsOut: () => false };
/** Where a page may be no template at all: one that is never closed is text. */
const BRACE_PERCENT_CLOSED: Syntax = {
  open: /\{%/y,
  end: (text, start) => text.indexOf('%}', start) + 2,
  putsOut: () => false,
};
const BRACE_HASH: Syntax = { open: /\{#/y, end: until('#}'), putsOut: () => false };
const EXPRESSION: Syntax = { open: /(?<!\\)[$#]\{/y, end: until('}'), putsOut: () => true };
/** Blade's directives of which scripts have some. */
const BLADE_JSON: Syntax = { open: /(?<![\w@])@js(?:on)?(?=\()/y, end: endOfDirective, putsOut: () => true };
const BLADE: Syntax = {
  open: /(?<![\w@])@(?:(?:end)?(?:if|isset|empty|unless|auth|guest|foreach|for|while)|else|elseif)\b/y,
  end: endOfDirective,
  putsOut: () => false,
};
/** Thymeleaf */
const INLINED: Syntax = { open: /\[[[(](?=[$*#@~]\{)/y, end: endOfInlined, putsOut: () => true };
const RAZOR_COMMENT: Syntax = { open: /@\*/y, end: until('*@'), putsOut: () => false };
const RAZOR: Syntax = { open: /(?<![\w@])@(?=\(|[A-Za-z_])/y, end: endOfRazor, putsOut: () => true };

/** By the end of a file's name, the longer one first. */
const SYNTAXES: [end: RegExp, Syntax[]][] = [
  [/\.blade\.php$/i, [PHP, COMMENT_IN_BRACES, BRACES, BANG, BLADE_JSON, BLADE]],
  [/\.(php\d?|phtml|inc)$/i, [PHP, XML]],
  [/\.(ejs|erb|rhtml|eta|asp|ascx|aspx|master)$/i, [COMMENT_IN_PERCENT, PERCENT]],
  [/\.(jspx?|jspf|tag|tagx)$/i, [COMMENT_IN_PERCENT, PERCENT, EXPRESSION]],
  [/\.(cshtml|vbhtml|razor)$/i, [RAZOR_COMMENT, RAZOR]],
  [
    /\.(twig|djhtml|dtl|njk|nunjucks|liquid|jinja2?|j2|hbs|handlebars|mustache)$/i,
    [COMMENT_IN_BRACES, BRACES, BRACE_PERCENT, BRACE_HASH],
  ],
  [
    /\.(s?html?|xhtml)$/i,
    [PHP, XML, COMMENT_IN_PERCENT, PERCENT, COMMENT_IN_BRACES, BRACES, BRACE_PERCENT_CLOSED, INLINED],
  ],
];

/** Whether a file is a page, or a template of one, by its name. */
export function isPageName(file: string): boolean {
  return SYNTAXES.some(([end]) => end.test(file));
}

/**
 * A page's source of the same length without its template's tags: `PUT_OUT` for each character of what puts something
 * out, a space for each of the rest. So what is found in it is in the same place of the source.
 */
export function mask(text: string, file: string): string {
  const syntaxes = SYNTAXES.find(([end]) => end.test(file))?.[1] ?? [];
  if (!syntaxes.length) return text;
  let masked = '';
  let at = 0;
  const open = [...syntaxes];
  for (const { index } of text.matchAll(/<(?=[?%])|\{(?=[{%!#])|@|[$#](?=\{)|\[(?=[[(][$*#@~]\{)/g)) {
    if (index < at) continue;
    const found = tagAt(text, index, open);
    if (!found) continue;
    masked += text.slice(at, index) + found.mask;
    at = index + found.mask.length;
  }
  return masked + text.slice(at);
}

function tagAt(text: string, index: number, syntaxes: Syntax[]): { mask: string } | undefined {
  for (const syntax of [...syntaxes]) {
    const { open, end, putsOut } = syntax;
    open.lastIndex = index;
    const opened = open.exec(text)?.[0];
    if (opened === undefined) continue;
    const behind = end(text, index, opened);
    // None of its kind ends from here on: no more is looked for.
    if (behind <= index) {
      syntaxes.splice(syntaxes.indexOf(syntax), 1);
      continue;
    }
    const tag = text.slice(index, behind);
    return { mask: (putsOut(tag) ? PUT_OUT : ' ').repeat(tag.length) };
  }
  return undefined;
}

/**
 * PHP, "Instruction separation": `?>` ends the code even in a one-line comment, but not in a string or another comment.
 */
function endOfPhp(text: string, start: number): number {
  const step =
    /\?>|\/\*[^]*?(?:\*\/|$)|(?:\/\/|#(?!\[))[^\n]*?(?=\?>|\n|$)|'(?:\\[^]|[^\\']+)*'?|"(?:\\[^]|[^\\"]+)*"?|`(?:\\[^]|[^\\`]+)*`?|<<<\s*(["']?)(\w+)\1\r?\n[^]*?(?:\n[ \t]*\2\b|$)/g;
  step.lastIndex = start + 2;
  for (let found = step.exec(text); found; found = step.exec(text)) {
    if (found[0] === '?>') return step.lastIndex;
    if (step.lastIndex === found.index) step.lastIndex++;
  }
  return text.length;
}

function endOfDirective(text: string, start: number, opened: string): number {
  const behind = start + opened.length;
  const bracket = behind + /^[ \t]*/.exec(text.slice(behind, behind + 20))![0].length;
  return text[bracket] === '(' ? endOfBrackets(text, bracket) : behind;
}

function endOfInlined(text: string, start: number): number {
  const end = text.indexOf(text[start + 1] === '[' ? '}]]' : '})]', start);
  return end < 0 ? 0 : end + 3;
}

/** An implicit expression of Razor: a name with its members, arguments and indices; or a whole one in parentheses. */
function endOfRazor(text: string, start: number): number {
  let at = start + 1 + /^\w*/.exec(text.slice(start + 1))![0].length;
  const member = /[?!]?\.[A-Za-z_]\w*/y;
  for (;;) {
    member.lastIndex = at;
    if (text[at] === '(' || text[at] === '[') at = endOfBrackets(text, at);
    else if (member.test(text)) at = member.lastIndex;
    else return at;
  }
}

function endOfBrackets(text: string, start: number): number {
  const step = /"(?:\\[^]|[^\\"]+)*"|'(?:\\[^]|[^\\']+)*'|[()[\]]/g;
  step.lastIndex = start;
  let depth = 0;
  for (let found = step.exec(text); found; found = step.exec(text)) {
    if (/^[([]/.test(found[0])) depth++;
    else if (/^[)\]]/.test(found[0]) && --depth === 0) return step.lastIndex;
  }
  return text.length;
}
