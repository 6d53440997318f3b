/** Texts of the card, in the language of the request. A language is a file in `texts/`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The language where the address names no other by `?lang=`. */
const LANGUAGE = 'en';

const loaded = new Map();

/** @param wanted a language; one that is not there is the default. */
export function textsFor(wanted) {
  const language = /^[a-z]{2,3}(-[a-z]+)?$/i.test(wanted) && existsSync(fileOf(wanted)) ? wanted : LANGUAGE;
  if (!loaded.has(language)) loaded.set(language, JSON.parse(readFileSync(fileOf(language), 'utf8')));
  const texts = loaded.get(language);
  /** A text, with its `{placeholders}` filled. What is no text's name is text itself. */
  const text = (name, values = {}) => (texts[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
  const money = (amount) => new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(amount);
  return { text, texts, money, language };
}

function fileOf(language) {
  return path.join(import.meta.dirname, 'texts', `${language}.json`);
}
