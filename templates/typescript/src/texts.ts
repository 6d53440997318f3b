/** Texts of the card, in the page's language. A language is a file in `texts/`. */
import english from './texts/en.json';

export type TextName = keyof typeof english;

/** esbuild puts every file of the folder into the script. */
declare const require: (file: string) => Record<TextName, string>;

const wanted = new URLSearchParams(location.search).get('lang') ?? document.documentElement.lang;
const texts = load(wanted) ?? load(document.documentElement.lang) ?? english;

function load(name: string): Record<TextName, string> | undefined {
  try {
    return require(`./texts/${name}.json`);
  } catch {
    return undefined;
  }
}

export const language = texts.language;

/** A text, with its `{placeholders}` filled. */
export function text(name: TextName, values: Record<string, string | undefined> = {}): string {
  return texts[name].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

/** A text whose name comes from outside; what is no text's name is text itself. */
export function textOrName(name: string): string {
  return name in texts ? text(name as TextName) : name;
}

export function money(amount: number): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(amount);
}
