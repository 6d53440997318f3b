/** A page's source with the runtime, and its companion, in it. Pure. */

import { UserError } from '../errors.js';
import { attributeOf } from '../html/tokens.js';
import { findInlined, type Inlined, placeInHead } from '../runtime-elements.js';
import { type Edit, edited, indentationAt, lineBreakOf } from '../text.js';
import { attributesOf, policyComment, type Settings, scriptElement, scriptText } from './element.js';
import { type LanguageName, language } from './languages.js';
import { syntaxName } from './markup.js';
import { pugState, withRuntimeInPug } from './pug.js';
import type { Request, State } from './request.js';

/** @throws UserError when there are several. */
export function stateOf(source: string, request: Request): State {
  if (request.language === 'pug') return pugState(source, request);
  const inlined = onlyOne(source, request, 'runtime');
  if (!inlined) return 'missing';
  if (inlined.form !== 'inline') return inlined.form;
  const companion = onlyOne(source, request, 'card');
  const isCurrent = ({ text }: Inlined, script: string) =>
    source.slice(text.start, text.end) === scriptText(script, request.language);
  if (!isCurrent(inlined, request.runtime)) return 'outdated';
  if (companion?.form === 'inline' && request.companion && !isCurrent(companion, request.companion.script))
    return 'outdated';
  if (request.companion?.isWanted && companion?.form !== 'inline') return 'no companion';
  return withElements(source, inlined, companion, request) === source ? 'current' : 'other settings';
}

/**
 * Inserts the runtime, or replaces what is there of it. Settings that were not asked for, and all else, stay as they
 * are.
 *
 * @throws UserError when there is no place for it.
 */
export function withRuntime(source: string, request: Request): string {
  if (request.language === 'pug') return withRuntimeInPug(source, request);
  const inlined = onlyOne(source, request, 'runtime');
  if (inlined?.form === 'code') {
    throw new UserError(
      `${request.file} puts the runtime in by its own code, so there is nothing to write. Update the file that the code reads.`,
    );
  }
  const companion = onlyOne(source, request, 'card');
  return inlined ? withElements(source, inlined, companion, request) : inserted(source, companion, request);
}

function onlyOne(source: string, { file, language: name }: Request, wanted: Inlined['what']): Inlined | undefined {
  const [first, ...more] = findInlined(source, syntaxName(file, name)).filter(({ what }) => what === wanted);
  if (more.length)
    throw new UserError(
      `${file} has the ${wanted === 'card' ? 'companion' : 'runtime'} ${more.length + 1} times. Remove all script elements of it but the first.`,
    );
  return first;
}

function withElements(source: string, inlined: Inlined, companion: Inlined | undefined, request: Request): string {
  const { runtime, settings, language: name, file } = request;
  const nonce = settings.nonce === undefined ? {} : { nonce: settings.nonce };
  const edits: Edit[] = elementEdits(inlined, runtime, settings, name);
  const scripts = [runtime];
  // The comment that names the hashes stands behind the last of the elements.
  let last = inlined;
  let added = '';
  const between = lineBreakOf(source) + indentationAt(source, inlined.tag.start);
  if (request.companion && (companion?.form === 'inline' || request.companion.isWanted)) {
    scripts.push(request.companion.script);
    if (companion) {
      edits.push(...elementEdits(companion, request.companion.script, nonce, name));
      if (companion.comment || companion.tag.start > inlined.tag.start) last = companion;
    } else {
      const element = scriptElement(request.companion.script, nonce, name);
      added = between + (settings.nonce === undefined ? withNonceOf(inlined, source, element) : element);
    }
  }
  const policy = policyComment(scripts, name, file);
  const stale = [inlined, companion].filter((element) => element?.comment && element !== last);
  for (const element of stale) edits.push({ start: element!.end, end: element!.comment!.end, text: '' });
  if (last.comment) edits.push({ ...last.comment, text: policy });
  else if (last.form === 'linked' || added || stale.length) added += between + policy;
  if (added) edits.push({ start: last.end, end: last.end, text: added });
  return edited(source, edits);
}

/** The companion's element with the nonce that the runtime has. */
function withNonceOf({ tag }: Inlined, source: string, element: string): string {
  const nonce = attributeOf(tag, 'nonce') ?? attributeOf(tag, 'th:attr');
  return nonce ? `<script ${source.slice(nonce.start, nonce.end)}${element.slice(7)}` : element;
}

/** What makes a script element the current one, with the settings asked for. */
function elementEdits({ tag, text }: Inlined, script: string, settings: Settings, name: LanguageName): Edit[] {
  const edits: Edit[] = [];
  const additions: string[] = [];
  for (const [attribute, value] of attributesOf(settings, name)) {
    const there = attributeOf(tag, attribute);
    if (there) edits.push({ start: there.start, end: there.end, text: `${attribute}="${value}"` });
    else additions.push(` ${attribute}="${value}"`);
  }
  const { verbatim } = language(name);
  if (verbatim && !attributeOf(tag, verbatim.slice(0, verbatim.indexOf('=')))) additions.push(` ${verbatim}`);
  const src = attributeOf(tag, 'src');
  if (src) edits.push({ start: src.start - 1, end: src.end, text: '' });
  edits.push({ start: tag.start + 7, end: tag.start + 7, text: additions.join('') });
  edits.push({ ...text, text: scriptText(script, name) });
  return edits;
}

function inserted(source: string, companion: Inlined | undefined, request: Request): string {
  const { runtime, settings, language: name, file } = request;
  const isWanted = request.companion?.isWanted && !companion;
  const scripts = [runtime, ...(isWanted ? [request.companion!.script] : [])];
  const nonce = settings.nonce === undefined ? {} : { nonce: settings.nonce };
  const lines = [
    ...scripts.map((script, at) => scriptElement(script, at ? nonce : settings, name)),
    policyComment(scripts, name, file),
  ];
  const edit = insertion(source, syntaxName(file, name), lines);
  if (!edit)
    throw new UserError(
      `${file} has no head to put the runtime into. Name the file in which the pages' <head> is written.`,
    );
  return edited(source, [edit]);
}

/**
 * Puts lines where the runtime belongs, indented and ended as those around them.
 *
 * @param file its name tells the template language. @returns nothing where the source has no head.
 */
export function insertion(source: string, file: string, lines: readonly string[]): Edit | undefined {
  const place = placeInHead(source, file);
  if (place === undefined) return undefined;
  const restOfLine = /[ \t]*(\r\n?|\n)/y;
  restOfLine.lastIndex = place;
  // A file may have line breaks of several kinds: that of the line in front counts.
  const lineBreak = restOfLine.exec(source)?.[1];
  if (lineBreak === undefined) return { start: place, end: place, text: lines.join('') };
  const indentation = indentationOfNext(source, place) ?? indentationAt(source, place);
  return { start: place, end: place, text: lines.map((line) => lineBreak + indentation + line).join('') };
}

/** How far the next line with something on it is indented. */
function indentationOfNext(source: string, index: number): string | undefined {
  const something = /\S/g;
  something.lastIndex = index;
  const found = something.exec(source);
  if (!found) return undefined;
  let start = found.index;
  while (source[start - 1] === ' ' || source[start - 1] === '\t') start--;
  return source.slice(start, found.index);
}
