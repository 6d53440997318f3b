/** Whether a page has the runtime, as far as its source tells. */
import { PUT_OUT } from '../../shared/html/templating.js';
import { allPartsOf } from './includes.js';
import type { Page, ScriptElement } from './page.js';
import type { Script } from './script.js';

/** Whether a script element is the runtime, or imports it. */
export function bringsRuntime({ runtime, script }: ScriptElement): boolean {
  return runtime !== undefined || (script !== undefined && importsRuntime(script));
}

function importsRuntime(script: Script, seen = new Set<Script>()): boolean {
  if (seen.has(script)) return false;
  seen.add(script);
  return (
    namesRuntime(script.text) ||
    script.specifiers.some((name) => /\bld(\.debug)?\.m?js$/.test(name)) ||
    [...script.imports.values()].some((next) => importsRuntime(next, seen))
  );
}

/** Whether a text has the runtime in it, or says where it comes from. */
export function namesRuntime(text: string): boolean {
  return /ld_referrer|create-leaddesk-card/.test(text);
}

/** How templates take in other files, and call what may print a script. */
const PARTS =
  /\b(include|require)(_once|_relative)?\b|\b(render|partial|yield|extends|block|slot|layout|component|insert|decorator)\b|\{\{\{?~?>|runtime|(head|scripts?|assets?|vite|header)\w*\s*\(/i;

/** Functions that may print a script. */
const CALLS = /runtime|\b(head|scripts?|assets?|vite|header)\w*\s*\(/i;

/** A page with what it is put together from. */
export function pageAndParts(page: Page): Page[] {
  const parts = [page, ...allPartsOf(page)];
  return [...parts, ...parts.flatMap(({ fragments }) => fragments)];
}

/** Whether something of the page could not be read that may bring the runtime: a script, another template. */
export function hasBlindSpot(page: Page): boolean {
  return [page, ...allPartsOf(page), ...page.usedBy].some(isPartlyUnread);
}

function isPartlyUnread({ scripts, source, masked, parts, hasUnknownParts }: Page): boolean {
  if (scripts.some(({ src, script, runtime }) => src !== undefined && !script && !runtime)) return true;
  if (!parts.length && /^\s*@(include|extends|yield|section|stack|vite|component|Render|Html)/m.test(source.text))
    return true;
  // Where all that is taken in was found, the rest of the template puts out no scripts but by a call.
  const isRead = parts.length > 0 && !hasUnknownParts;
  return masked !== source.text && (isRead ? CALLS : PARTS).test(hiddenIn(source.text, masked));
}

/** What was masked of a source. */
function hiddenIn(source: string, masked: string): string {
  let hidden = '';
  for (let at = 0; at < source.length; at++) {
    if (masked[at] !== source[at]) hidden += source[at];
    else if (!hidden.endsWith(' ')) hidden += ' ';
  }
  return hidden;
}

/** Whether a template puts something out in a text, so that it is not all known. */
export function hasOutput(text: string): boolean {
  return text.includes(PUT_OUT);
}
