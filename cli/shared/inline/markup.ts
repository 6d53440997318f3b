/** Which files are pages that a script element can be written into, and in which language they are. */
import path from 'node:path';
import { UserError } from '../errors.js';
import { LANGUAGE_NAMES, type LanguageName, languageIn, languageOf } from './languages.js';

/** Files of which people might expect it, and why it can not be. */
const REFUSED: [files: RegExp, why: string][] = [
  [
    /\.([cm]?[jt]sx?|vue|svelte|astro|py[wi]?|rb|go|rs|java|kt|scala|cs|vb|fs|swift|pl|pm|cgi|lua|exs?|clj|dart|c|h|cc|cpp|hpp|sh|bash|ps1|bat|sql|r)$/i,
    'is a program',
  ],
  [/\.(xhtml|xml|xslt?|svg|jspx|tagx|rss|atom)$/i, 'is XML, where a script’s & and < break the page'],
  [/\.(json5?|jsonc|ya?ml|toml|ini|env|lock|csv|txt|log|conf)$/i, 'is data'],
  [/\.(css|s[ac]ss|less|styl)$/i, 'is a style sheet'],
  [/\.(md|mdx|markdown|rst|adoc)$/i, 'is text that something else makes pages of'],
  [/\.(haml|slim|heex|leex|eex|gsp|vm|ftlh?|cfml?|mako|latte|volt|tpl|tmpl|gohtml|liquid)$/i, ''],
];

/**
 * The language of a page.
 *
 * @param asked the language that the user said it is in.
 * @throws UserError for a file that is no page, or whose language is not known.
 */
export function languageOfPage(file: string, text: string, asked?: LanguageName): LanguageName {
  const known = languageOf(file);
  const [, why] = REFUSED.find(([files]) => files.test(file)) ?? [];
  if (!known && why)
    throw new UserError(
      `${file} ${why}, so the runtime cannot be written into it. Name the page or template with the <head>, or load dist/ld.js from there.`,
    );
  if (!known && !asked && path.extname(file))
    throw new UserError(
      `${file} is in no language that inline knows by its name. If it is in one of these, say so by --for: ${LANGUAGE_NAMES.join(', ')}.`,
    );
  if (!known && asked !== 'pug' && !/^\ufeff?\s*(<[a-z!?%/]|\{[{%#!]|@)/i.test(text))
    throw new UserError(`${file} does not begin as a page does. Name the page or template with the <head>.`);
  if (asked) return asked;
  return known && known !== 'html' ? known : languageIn(text);
}

/** A name that tells the syntax of the page as its language would: a file's own may tell nothing. */
export function syntaxName(file: string, name: LanguageName): string {
  if (languageOf(file)) return file;
  return `${file}.${name === 'thymeleaf' ? 'html' : name === 'django' ? 'djhtml' : name === 'blade' ? 'blade.php' : name}`;
}
