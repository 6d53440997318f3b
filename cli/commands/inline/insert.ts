/** A page's source with the runtime in it. Pure. */

import { UserError } from '../../shared/errors.js';
import { attributeOf } from '../../shared/html/tokens.js';
import { findInlined, type Inlined, placeInHead } from '../../shared/runtime-elements.js';
import { indentationAt, lineBreakOf } from '../../shared/text.js';
import { attributesOf, policyComment, type Settings, scriptElement, scriptText } from './element.js';
import type { LanguageName } from './languages.js';

export interface Request {
  runtime: string;
  settings: Settings;
  language: LanguageName;
  /** The file's name, for its syntax and for errors. */
  file: string;
}

/** How the runtime stands in a page. `current`: with the settings asked for as well. */
export type State = 'current' | 'outdated' | 'other settings' | 'linked' | 'code' | 'missing';

/** @throws UserError when there are several. */
export function stateOf(source: string, request: Request): State {
  const inlined = onlyOne(source, request);
  if (!inlined) return 'missing';
  if (inlined.form !== 'inline') return inlined.form;
  if (source.slice(inlined.text.start, inlined.text.end) !== scriptText(request.runtime, request.language))
    return 'outdated';
  return withElement(source, inlined, request) === source ? 'current' : 'other settings';
}

/**
 * Inserts the runtime, or replaces what is there of it. Settings that were not asked for, and all else, stay as they are.
 *
 * @throws UserError when there is no place for it.
 */
export function withRuntime(source: string, request: Request): string {
  const inlined = onlyOne(source, request);
  if (inlined?.form === 'code') {
    throw new UserError(
      `${request.file} puts the runtime in with code of its own, so there is nothing to write. Update the file that the code reads.`,
    );
  }
  return inlined ? withElement(source, inlined, request) : inserted(source, request);
}

function onlyOne(source: string, { file }: Request): Inlined | undefined {
  const [first, ...more] = findInlined(source, file);
  if (more.length)
    throw new UserError(
      `${file} has the runtime ${more.length + 1} times. Remove all script elements of it but the first.`,
    );
  return first;
}

function withElement(
  source: string,
  { tag, form, text, end, comment }: Inlined,
  { runtime, settings, language }: Request,
): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const additions: string[] = [];
  for (const [name, value] of attributesOf(settings, language)) {
    const there = attributeOf(tag, name);
    if (there) edits.push({ start: there.start, end: there.end, text: `${name}="${value}"` });
    else additions.push(` ${name}="${value}"`);
  }
  const src = attributeOf(tag, 'src');
  if (src) edits.push({ start: src.start - 1, end: src.end, text: '' });
  edits.push({ start: tag.start + 7, end: tag.start + 7, text: additions.join('') });
  edits.push({ ...text, text: scriptText(runtime, language) });
  const policy = policyComment(runtime, language);
  if (comment) edits.push({ ...comment, text: policy });
  else if (form === 'linked')
    edits.push({ start: end, end, text: lineBreakOf(source) + indentationAt(source, tag.start) + policy });
  // From behind, so that places stay what they are.
  edits.sort((a, b) => b.start - a.start);
  return edits.reduce((edited, { start, end, text }) => edited.slice(0, start) + text + edited.slice(end), source);
}

function inserted(source: string, { runtime, settings, language, file }: Request): string {
  const place = placeInHead(source, file);
  if (place === undefined)
    throw new UserError(
      `${file} has no head to put the runtime into. Name the file in which the pages' <head> is written.`,
    );
  const lines = [scriptElement(runtime, settings, language), policyComment(runtime, language)];
  const rest = /^[ \t]*(\r?\n|\r)/.exec(source.slice(place));
  if (!rest) return source.slice(0, place) + lines.join('') + source.slice(place);
  const next = /^[ \t]*(?:\r?\n|\r)(?:[ \t]*(?:\r?\n|\r))*([ \t]*)(?=\S)/.exec(source.slice(place));
  const indentation = next?.[1] ?? indentationAt(source, place);
  return (
    source.slice(0, place) +
    lines.map((line) => lineBreakOf(source) + indentation + line).join('') +
    source.slice(place)
  );
}
