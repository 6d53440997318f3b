/** Where in a source an edit goes, and what it must not touch. Pure. */
import { type Attribute, attributeOf, type StartTag, startTags } from '../../../shared/html/tokens.js';
import type { Edit } from '../../../shared/text.js';
import type { Card } from '../card.js';
import type { Page } from '../page.js';
import type { Script } from '../script.js';

/** An edit of one of the card's files. */
export interface FileEdit extends Edit {
  file: string;
}

/** What becomes of a file. */
export interface Change {
  before: string;
  after: string;
}

/** What mends a finding: edits; or why nothing does. */
export type Proposal = FileEdit[] | string;

/** Where the text of a script stands in its source, and how text is written there. */
export interface Spot {
  /** The offset in the source of one in the script's text. */
  at(offset: number): number;
  /** Text as it has to be written there. */
  write(text: string): string;
}

/** @returns nothing where the script's text is made of its source in a way that is not known. */
export function spotOf(script: Script, card: Card): Spot | undefined {
  if (script.isExact) return { at: (offset) => script.offset + offset, write: (text) => text };
  const page = card.pages.find(({ source }) => source === script.source);
  if (!page) return undefined;
  const value = /[^\s=>]+\s*=\s*(["']?)/y;
  value.lastIndex = script.offset;
  const quote = value.exec(page.masked)?.[1];
  if (quote === undefined) return undefined;
  const start = value.lastIndex;
  const end = start + page.masked.slice(start).search(quote || /[\s>]|$/);
  const { text, places } = withoutReferences(page.masked.slice(start, Math.max(start, end)));
  // `javascript:` stands before the script.
  const before = text.length - script.text.length;
  if (before < 0 || !text.endsWith(script.text)) return undefined;
  const special = quote ? new RegExp(`[&${quote}]`, 'g') : /[&"'`=<>\s]/g;
  return {
    at: (offset) => start + places[before + offset]!,
    write: (added) => added.replace(special, (character) => `&#${character.charCodeAt(0)};`),
  };
}

const REFERENCES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\xa0' };

/** The value of an attribute, and where each of its characters stands in the source (HTML, "character references"). */
function withoutReferences(source: string): { text: string; places: number[] } {
  const places: number[] = [];
  let text = '';
  let next = 0;
  for (const [whole, hex, decimal, name] of source.matchAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));|[^]/gi)) {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const character = name
      ? (REFERENCES[name] ?? whole)
      : hex || decimal
        ? String.fromCodePoint(code % 0x110000)
        : whole;
    for (let unit = 0; unit < character.length; unit++) places.push(next);
    text += character;
    next += whole.length;
  }
  return { text, places: [...places, source.length] };
}

/** The tag that begins at a place, or has an attribute there. */
export function tagAt({ masked }: Page, at: number): { tag: StartTag; attribute: Attribute | undefined } | undefined {
  for (const tag of startTags(masked)) {
    if (tag.start > at) return undefined;
    if (at < tag.end) return { tag, attribute: tag.attributes.find(({ start }) => start === at) };
  }
  return undefined;
}

/** An edit of an attribute: another value, or a new attribute behind the one at `after`. */
export function attributeEdit(tag: StartTag, name: string, value: string, after: Attribute): Edit {
  const there = attributeOf(tag, name);
  return there
    ? { start: there.start, end: there.end, text: `${name}="${value}"` }
    : { start: after.end, end: after.end, text: ` ${name}="${value}"` };
}

/** Whether an edit changes what a template puts out or decides. */
export function touchesTemplate({ source, masked }: Page, { start, end }: Edit): boolean {
  return source.text.slice(start, end) !== masked.slice(start, end);
}
