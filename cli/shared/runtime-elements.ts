/** Where in a page's source the runtime is, or where it belongs. */

import { mask, PUT_OUT } from './html/templating.js';
import { attributeOf, type StartTag, startTags } from './html/tokens.js';
import { isCompanion, isRuntime } from './runtime-script.js';

export interface Inlined {
  /** `card`: the companion. */
  what: 'runtime' | 'card';
  tag: StartTag;
  /**
   * `inline`: the script stands there. `linked`: the element loads it from a file. `code`: the page's own
   * code puts it in.
   */
  form: 'inline' | 'linked' | 'code';
  /** Where the element's text is. */
  text: { start: number; end: number };
  /** Behind the element. */
  end: number;
  /** The comment behind the element that names its hash, if there is one. */
  comment: { start: number; end: number } | undefined;
}

export const RUNTIME_FILE = /(?:^|\/)ld(?:\.debug|\.min)?\.js(?:[?#]|$)/;
const COMPANION_FILE = /(?:^|\/)ld\.card(?:\.min)?\.js(?:[?#]|$)/;

/** Comments of all languages, as `policyComment` writes them. */
const POLICY_COMMENT =
  /\s*(?:<!--\/?\*?|<\?php \/\*|<%#|<%--|@\*|\{\{--|\{\{!|\{#) Content-Security-Policy: script-src (?:'[^'\s]+' )+(?:\*?\/?-->|\*\/ \?>|%>|--%>|\*@|--\}\}|\}\}|#\})/y;

/** All script elements with the runtime or its companion. @param file its name tells the template language. */
export function findInlined(source: string, file: string): Inlined[] {
  const masked = mask(source, file);
  const found: Inlined[] = [];
  for (const tag of startTags(masked)) {
    if (tag.name !== 'script' || !tag.text) continue;
    const [what, form] = kindOf(tag, source, masked) ?? [];
    if (!what || !form) continue;
    const close = masked.indexOf('>', tag.text.end);
    const end = close < 0 ? masked.length : close + 1;
    POLICY_COMMENT.lastIndex = end;
    const comment = POLICY_COMMENT.exec(source)?.[0].trimStart();
    const commentEnd = POLICY_COMMENT.lastIndex;
    found.push({
      what,
      tag,
      form,
      text: tag.text,
      end,
      comment: comment === undefined ? undefined : { start: commentEnd - comment.length, end: commentEnd },
    });
  }
  return found;
}

function kindOf(tag: StartTag, source: string, masked: string): [Inlined['what'], Inlined['form']] | undefined {
  const { start, end } = tag.text!;
  const src = attributeOf(tag, 'src');
  if (src) {
    const address = src.value.replaceAll('&amp;', '&');
    if (RUNTIME_FILE.test(address)) return ['runtime', 'linked'];
    return COMPANION_FILE.test(address) ? ['card', 'linked'] : undefined;
  }
  const text = source.slice(start, end);
  if (isRuntime(text)) return ['runtime', 'inline'];
  if (isCompanion(text)) return ['card', 'inline'];
  if (!tag.attributes.some(({ name }) => /^data-ld-(allow|keep|param)$/.test(name))) return undefined;
  const content = masked.slice(start, end).trim();
  return ['runtime', content !== '' && [...content].every((character) => character === PUT_OUT) ? 'code' : 'inline'];
}

/** Elements of a head that may stand before its tag is written. */
const IN_HEAD = /^(title|meta|link|script|style|base)$/;

/**
 * Where the runtime belongs: before every other script. A declaration of the encoding goes before it, since browsers
 * look for that in the first 1,024 bytes only (HTML, "prescan a byte stream to determine its encoding").
 *
 * @returns nothing when the source has no head.
 */
export function placeInHead(source: string, file: string): number | undefined {
  const masked = mask(source, file);
  let place: number | undefined;
  for (const tag of startTags(masked)) {
    if (tag.name === 'html' || tag.name === 'head') place = tag.end;
    else if (!IN_HEAD.test(tag.name)) break;
    else if (isEncoding(tag)) return tag.end;
    else if (tag.name === 'script' || tag.name === 'style') return place ?? tag.start;
    else place ??= tag.start;
  }
  const doctype = /^\ufeff?\s*<!doctype[^>]*>/i.exec(masked);
  return place ?? (doctype ? doctype[0].length : undefined);
}

function isEncoding(tag: StartTag): boolean {
  return (
    tag.name === 'meta' &&
    (attributeOf(tag, 'charset') !== undefined || /^content-type$/i.test(attributeOf(tag, 'http-equiv')?.value ?? ''))
  );
}
