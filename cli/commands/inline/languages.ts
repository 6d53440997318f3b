/** How each template language takes text as it is, puts an expression out, and notes what no reader of the page sees. */
import { UserError } from '../../shared/errors.js';

interface Language {
  /** Files that are written in it, by the end of their names. */
  files: RegExp;
  /** Text that the language puts out just as it was before. */
  literal(text: string): string;
  /** A script, likewise. When absent: as any text. */
  script?(script: string): string;
  /** An expression's value in a quoted attribute. When absent: the text itself. */
  attribute?: { open: string; close: string; value?(expression: string): string };
  comment(text: string): string;
}

const same = (text: string) => text;

const LANGUAGES = {
  html: { files: /\.x?html?$/i, literal: same, comment: (text) => `<!-- ${text} -->` },
  php: {
    files: /(?<!\.blade)\.(php\d?|phtml|inc)$/i,
    literal: (text) => text.replaceAll('<?', "<<?= '?' ?>"),
    attribute: { open: '<?= ', close: ' ?>', value: (expression) => `htmlspecialchars(${expression}, ENT_QUOTES)` },
    comment: (text) => `<?php /* ${text} */ ?>`,
  },
  ejs: {
    files: /\.(ejs|eta)$/i,
    literal: (text) => text.replaceAll('<%', '<%%').replaceAll('%>', '%%>'),
    attribute: { open: '<%= ', close: ' %>' },
    comment: (text) => `<%# ${text} %>`,
  },
  jsp: {
    files: /\.(jspx?|jspf|tagx?)$/i,
    literal: (text) => text.replaceAll('<%', '<\\%').replace(/[$#]\{/g, '\\$&'),
    attribute: { open: '${', close: '}' },
    comment: (text) => `<%-- ${text} --%>`,
  },
  razor: {
    files: /\.(cshtml|vbhtml|razor)$/i,
    literal: (text) => text.replaceAll('@', '@@'),
    attribute: { open: '@(', close: ')' },
    comment: (text) => `@* ${text} *@`,
  },
  blade: {
    files: /\.blade\.php$/i,
    literal: (text) => (/[{@]|<\?/.test(text) ? `@verbatim${text}@endverbatim` : text),
    script: (script) => `@verbatim${script}@endverbatim`,
    attribute: { open: '{{ ', close: ' }}' },
    comment: (text) => `{{-- ${text} --}}`,
  },
  twig: {
    files: /\.twig$/i,
    literal: (text) => (text.includes('{') ? `{% verbatim %}${text}{% endverbatim %}` : text),
    script: (script) => `{% verbatim %}${script}{% endverbatim %}`,
    attribute: { open: '{{ ', close: ' }}', value: (expression) => `(${expression})|e` },
    comment: (text) => `{# ${text} #}`,
  },
} satisfies Record<string, Language>;

export type LanguageName = keyof typeof LANGUAGES;

export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as LanguageName[];

/** A language by its name; they all look alike from outside. */
export function language(name: LanguageName): Language {
  return LANGUAGES[name];
}

/** The language of a file, by its name. */
export function languageOf(file: string): LanguageName {
  return LANGUAGE_NAMES.find((name) => LANGUAGES[name].files.test(file)) ?? 'html';
}

/**
 * An expression as the value of an attribute that is quoted with `"`. One that has the language's delimiters already
 * stays as it is.
 *
 * @throws UserError when it would end too soon.
 */
export function putOut(name: LanguageName, expression: string): string {
  const { attribute } = language(name);
  if (!attribute) return expression.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const [open, close] = [attribute.open.trim(), attribute.close.trim()];
  if (expression.startsWith(open) && expression.endsWith(close)) return expression;
  if (close.length > 1 && expression.includes(close)) {
    throw new UserError(
      `The nonce ${JSON.stringify(expression)} contains ${close}, which would end it there. Give the expression alone.`,
    );
  }
  return attribute.open + (attribute.value?.(expression) ?? expression) + attribute.close;
}
