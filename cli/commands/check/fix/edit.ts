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

/** Where the text of a script stands in its source: an offset in the text plus `base`; nothing where they differ. */
export function baseOf(script: Script, card: Card): number | undefined {
  if (script.isExact) return script.offset;
  const page = card.pages.find(({ source }) => source === script.source);
  if (!page) return undefined;
  const value = /[^\s=>]+\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/y;
  value.lastIndex = script.offset;
  const found = value.exec(page.masked);
  const raw = found?.[1] ?? found?.[2] ?? found?.[3];
  // Character references stand for other characters than they are.
  if (!found || raw === undefined || raw.includes('&') || !raw.endsWith(script.text)) return undefined;
  const end = value.lastIndex - (found[3] === undefined ? 1 : 0);
  return end - script.text.length;
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
