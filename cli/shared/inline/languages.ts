/** What each template language needs to print a script as it is, and an expression in an attribute. */
import { UserError } from '../errors.js';

interface Language {
  /** Files that are written in it, by the end of their names. */
  files?: RegExp;
  /** How a page called `.html` shows that it is written in it. */
  signs?: RegExp;
  /** A script's text so that the language prints the script itself. When absent: as it is. */
  script?(script: string): string;
  /** An attribute that keeps the language's hands off the script. */
  verbatim?: string;
  /** The nonce's attribute with an expression of the language. When absent: the text is the value. */
  nonce?: { open: string; close: string; value?(expression: string): string; attribute?: string };
  /** A comment that does not reach the browser. When absent: an HTML comment. */
  comment?(text: string): string;
}

const inPercent = { open: '<%= ', close: ' %>' };
const inBraces = { open: '{{ ', close: ' }}' };
const escapedInBraces = { ...inBraces, value: (expression: string) => `(${expression})|e` };

/** Wraps only what needs it: what has none of the language's signs is printed as it is. */
const wrapped = (signs: RegExp, open: string, close: string) => (script: string) =>
  signs.test(script) ? open + script + close : script;

/** The order is that of signs and of names, the longer one first. */
const LANGUAGES = {
  html: { files: /\.(html?|shtml)$/i },
  blade: {
    files: /\.blade\.php$/i,
    script: (script) => `@verbatim${script}@endverbatim`,
    nonce: inBraces,
    comment: (text) => `{{-- ${text} --}}`,
  },
  php: {
    files: /\.(php\d?|phtml|inc)$/i,
    signs: /<\?(php\b|=)/i,
    script: (script) => script.replaceAll('<?', "<<?= '?' ?>"),
    nonce: { open: '<?= ', close: ' ?>', value: (expression) => `htmlspecialchars(${expression}, ENT_QUOTES)` },
    comment: (text) => `<?php /* ${text} */ ?>`,
  },
  ejs: {
    files: /\.(ejs|eta)$/i,
    signs: /<%[-=_]?\s/,
    script: (script) => script.replaceAll('<%', '<%%').replaceAll('%>', '%%>'),
    nonce: inPercent,
    comment: (text) => `<%# ${text} %>`,
  },
  erb: {
    files: /\.(erb|rhtml)$/i,
    script: (script) => script.replaceAll('<%', '<%%'),
    nonce: inPercent,
    comment: (text) => `<%# ${text} %>`,
  },
  jsp: {
    files: /\.(jsp|jspf|tag)$/i,
    script: (script) => script.replaceAll('<%', '<\\%').replace(/[$#]\{/g, '\\$&'),
    nonce: { open: '${', close: '}' },
    comment: (text) => `<%-- ${text} --%>`,
  },
  asp: {
    files: /\.(asp|aspx|ascx|master)$/i,
    script: refusing('<%'),
    nonce: inPercent,
  },
  razor: {
    files: /\.(cshtml|vbhtml|razor)$/i,
    script: (script) => script.replaceAll('@', '@@'),
    nonce: { open: '@(', close: ')' },
    comment: (text) => `@* ${text} *@`,
  },
  twig: {
    files: /\.twig$/i,
    script: (script) => `{% verbatim %}${script}{% endverbatim %}`,
    nonce: escapedInBraces,
    comment: (text) => `{# ${text} #}`,
  },
  thymeleaf: {
    signs: /\s(xmlns:th|th:[a-z]+|data-th-[a-z]+)\s*=/i,
    // Its inlining reads [[…]] and [(…)] in the text of every element.
    verbatim: 'th:inline="none"',
    nonce: { open: '${', close: '}', attribute: 'th:attr' },
    comment: (text) => `<!--/* ${text} */-->`,
  },
  django: {
    files: /\.(djhtml|dtl)$/i,
    signs: /\{%-?\s*(load|csrf_token|static\s+["'\w]|url\s+["'\w]|endcomment|endwith)\b/,
    script: wrapped(/\{[{%#]/, '{% verbatim %}', '{% endverbatim %}'),
    nonce: inBraces,
    comment: (text) => `{# ${text} #}`,
  },
  jinja: {
    files: /\.(jinja2?|j2|njk|nunjucks)$/i,
    signs: /\{%-?\s*(extends|block|include|import|from|if|for|set|macro|call|raw|with)\b/,
    script: wrapped(/\{[{%#]/, '{% raw %}', '{% endraw %}'),
    nonce: escapedInBraces,
    comment: (text) => `{# ${text} #}`,
  },
  handlebars: {
    files: /\.(hbs|handlebars|mustache)$/i,
    signs: /\{\{(\{|~?[#>^/]\s*[a-z*@])/i,
    script: (script) => script.replaceAll('{{', '\\{{'),
    nonce: { open: '{{', close: '}}' },
    comment: (text) => `{{! ${text} }}`,
  },
  pug: {
    files: /\.(pug|jade)$/i,
    script: (script) => script.replace(/[#!]\{|#\[/g, '\\$&'),
    nonce: { open: '', close: '' },
    comment: (text) => `//- ${text}`,
  },
} satisfies Record<string, Language>;

export type LanguageName = keyof typeof LANGUAGES;

export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as LanguageName[];

/** A language by its name; they all look alike from outside. */
export function language(name: LanguageName): Language {
  return LANGUAGES[name];
}

/** The language of a file by its name; nothing where the name tells none. */
export function languageOf(file: string): LanguageName | undefined {
  return LANGUAGE_NAMES.find((name) => language(name).files?.test(file));
}

/** The language of a page by what it contains: Django, Thymeleaf and others call their templates `.html`. */
export function languageIn(text: string): LanguageName {
  return LANGUAGE_NAMES.find((name) => language(name).signs?.test(text)) ?? 'html';
}

function refusing(sign: string) {
  return (script: string) => {
    if (script.includes(sign))
      throw new UserError(`The script contains ${sign}, which this language cannot print. Load it from a file.`);
    return script;
  };
}

/**
 * The attribute with the nonce. An expression that has the language's delimiters already stays as it is.
 *
 * @throws UserError when it would end its tag too soon.
 */
export function nonceAttribute(name: LanguageName, expression: string): [attribute: string, value: string] {
  const { nonce } = language(name);
  if (!nonce) return ['nonce', expression.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')];
  const { attribute = 'nonce' } = nonce;
  const prefix = attribute === 'nonce' ? '' : 'nonce=';
  const [open, close] = [nonce.open.trim(), nonce.close.trim()];
  if (open && expression.startsWith(open) && expression.endsWith(close)) return [attribute, prefix + expression];
  if (close.length > 1 && expression.includes(close)) {
    throw new UserError(
      `The nonce ${JSON.stringify(expression)} contains ${close}, which would end it there. Give the expression alone.`,
    );
  }
  return [attribute, prefix + nonce.open + (nonce.value?.(expression) ?? expression) + nonce.close];
}
