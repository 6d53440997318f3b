/** The script element, written in a template language. */

import { hashSource } from '../../shared/runtime-script.js';
import { type LanguageName, language, putOut } from './languages.js';

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
  const { literal } = language(name);
  const attributes: [string, string][] = [];
  if (settings.nonce !== undefined) attributes.push(['nonce', putOut(name, settings.nonce)]);
  for (const setting of ['allow', 'keep', 'param'] as const) {
    const value = settings[setting];
    if (value !== undefined) attributes.push([`data-ld-${setting}`, literal(forAttribute(value))]);
  }
  return attributes;
}

/** The element, whole. */
export function scriptElement(runtime: string, settings: Settings, name: LanguageName): string {
  const attributes = attributesOf(settings, name).map(([attribute, value]) => ` ${attribute}="${value}"`);
  return `<script${attributes.join('')}>${scriptText(runtime, name)}</script>`;
}

export function scriptText(runtime: string, name: LanguageName): string {
  const { script, literal } = language(name);
  return (script ?? literal)(runtime);
}

/** What the page's Content Security Policy may name instead of a nonce, as a comment. */
export function policyComment(runtime: string, name: LanguageName): string {
  return language(name).comment(`Content-Security-Policy: script-src ${hashSource(runtime)}`);
}

/** Whatever the encoding of the page: other characters than ASCII go as references. */
function forAttribute(value: string): string {
  return value.replace(/[&"<>]|[^\x20-\x7e]/gu, (character) => `&#${character.codePointAt(0)};`);
}
