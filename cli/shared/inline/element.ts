/** The script elements, written in a template language. */

import { hashSource } from '../runtime-script.js';
import { type LanguageName, language, nonceAttribute } from './languages.js';

export interface Settings {
  /** Values of `data-ld-…`, absent where nothing was asked for. */
  allow?: string | undefined;
  keep?: string | undefined;
  param?: string | undefined;
  /** An expression of the language. */
  nonce?: string | undefined;
}

/** The settings as attributes: their names, and their values as they stand between double quotes. */
export function attributesOf(settings: Settings, name: LanguageName): [attribute: string, value: string][] {
  const attributes: [string, string][] = [];
  if (settings.nonce !== undefined) attributes.push(nonceAttribute(name, settings.nonce));
  for (const setting of ['allow', 'keep', 'param'] as const) {
    const value = settings[setting];
    if (value !== undefined) attributes.push([`data-ld-${setting}`, forAttribute(value)]);
  }
  return attributes;
}

/** A script element, whole. */
export function scriptElement(script: string, settings: Settings, name: LanguageName): string {
  const { verbatim } = language(name);
  const attributes = attributesOf(settings, name).map(([attribute, value]) => ` ${attribute}="${value}"`);
  if (verbatim) attributes.push(` ${verbatim}`);
  return `<script${attributes.join('')}>${scriptText(script, name)}</script>`;
}

export function scriptText(script: string, name: LanguageName): string {
  return language(name).script?.(script) ?? script;
}

/** What the page's Content Security Policy may name instead of a nonce, as a comment. @param file where it goes. */
export function policyComment(scripts: readonly string[], name: LanguageName, file = ''): string {
  const text = `Content-Security-Policy: script-src ${scripts.map(hashSource).join(' ')}`;
  const { comment } = language(name);
  // What an .html file is written in is told from its content, which may mislead: an HTML comment is right in each.
  return comment && !/\.s?html?$/i.test(file) ? comment(text) : `<!-- ${text} -->`;
}

/** Letters of the encoding that every page has; what could mean something to a template language is a reference. */
function forAttribute(value: string): string {
  return value.replace(/[^\w .,:;/*+-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
