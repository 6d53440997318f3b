/** The runtime, first in the head of a page that has none. Pure. */
import path from 'node:path';
import { UserError } from '../../../shared/errors.js';
import { policyComment, scriptElement } from '../../../shared/inline/element.js';
import { insertion } from '../../../shared/inline/insert.js';
import type { LanguageName } from '../../../shared/inline/languages.js';
import { languageOfPage, syntaxName } from '../../../shared/inline/markup.js';
import { readRuntime } from '../../../shared/runtime-script.js';
import type { Card } from '../card.js';
import type { Page } from '../page.js';
import { allowsInline, contentPolicies } from '../policies.js';
import type { Proposal } from './edit.js';

export function insertRuntime(page: Page, card: Card): Proposal {
  const { source } = page;
  const language = languageOr(page);
  if (typeof language !== 'string') return language.why;
  const runtime = readRuntime();
  const linked = language === 'html' ? linkedElement(page, card) : undefined;
  if (!linked && !contentPolicies(page).every((policy) => allowsInline(policy, runtime, null)))
    return 'its Content-Security-Policy blocks inline scripts: decide how it may run there';
  const lines = linked
    ? [linked]
    : [scriptElement(runtime, settingsOf(card), language), policyComment([runtime], language, source.name)];
  const edit = insertion(source.text, syntaxName(source.name, language), lines);
  return edit ? [{ file: source.name, ...edit }] : `it has no head. The runtime belongs first in ${headOf(page, card)}`;
}

/** The language of a page, or why the runtime cannot stand in it. */
function languageOr({ source }: Page): LanguageName | { why: string } {
  try {
    return languageOfPage(source.name, source.text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { why: 'the runtime cannot stand inline in a page of this kind: load it from a file' };
  }
}

const SETTINGS = ['allow', 'keep', 'param'] as const;

/** The settings that the card's other pages give the runtime. */
function settingsOf(card: Card): Partial<Record<(typeof SETTINGS)[number], string>> {
  for (const { scripts, source } of card.pages) {
    const element = scripts.find(({ runtime }) => runtime)?.element;
    if (!element || !/\.html?$/i.test(source.name)) continue;
    return Object.fromEntries(
      SETTINGS.flatMap((name) => {
        const value = element.getAttribute(`data-ld-${name}`);
        return value === null ? [] : [[name, value]];
      }),
    );
  }
  return {};
}

/** An element that loads the file which other pages of the folder load. */
function linkedElement(page: Page, card: Card): string | undefined {
  for (const other of card.pages) {
    const found = other.scripts.find(({ runtime, src }) => runtime?.text !== undefined && src !== undefined);
    const src = found?.src;
    if (!src || /^[a-z][a-z\d+.-]*:|^\/\//i.test(src) || !/\.html?$/i.test(other.source.name)) continue;
    const address = src.startsWith('/') ? src : relativeTo(page.source.name, other.source.name, src);
    const settings = [...found.element.attributes]
      .filter(({ name }) => /^data-ld-(allow|keep|param)$/.test(name))
      .map(({ name, value }) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
    return `<script src="${address.replaceAll('"', '&quot;')}"${settings.join('')}></script>`;
  }
  return undefined;
}

function relativeTo(page: string, other: string, src: string): string {
  const [, file = '', rest = ''] = /^([^?#]*)([^]*)$/.exec(src)!;
  const target = path.posix.join(path.posix.dirname(other), file);
  return path.posix.relative(path.posix.dirname(page), target) + rest;
}

/** Which file's head that is, as far as it can be told. */
function headOf(page: Page, { pages }: Card): string {
  const heads = pages.filter((other) => other !== page && /<head[\s>]/i.test(other.masked));
  return heads.length === 1 ? `that of ${heads[0]!.source.name}` : 'the head of the layout that it is shown in';
}
