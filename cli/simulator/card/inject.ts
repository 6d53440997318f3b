/** Puts the observer into a page on its way to the browser. Bytes of whatever charset stay as they are. */
import { isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';
import { isXhtml } from './documents.js';

/** Where the observer is served. Short: browsers look for a page's charset in its first 1,024 bytes only. */
export const OBSERVER = '/__ld/o.js';

/** What may stand before a page's first script: comments, the doctype, the beginning of html and head. */
const COMMENTS = String.raw`(?:\s|<!--[^]*?-->|<\?[^>]*>)*`;
const PREAMBLE = new RegExp(
  String.raw`^(?:\xef\xbb\xbf)?${COMMENTS}(?:<!doctype[^>]*>)?${COMMENTS}(?:<html(?:\s[^>]*)?>)?${COMMENTS}(?:<head(?:\s[^>]*)?>)?`,
  'i',
);
const ENDS_WITH_HEAD = /<head(?:\s[^>]*)?>$/i;
/** Text, or a tag that is none of the preamble's, as far as enough of it has come to tell. */
const BEGINS_CONTENT = /^\s*(?:[^<\s]|<(?!!--|!doctype|\?|(?:html|head)(?:[\s>]|$))(?:[^>]{8}|[^>]*>))/i;
/** MIME Sniffing Standard, 7.1: how a page begins that comes without a type. */
const LOOKS_LIKE_HTML =
  /^\s*<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>])/i;
/** As far as it has come. Numbers, words and strings are JSON only where nothing follows. */
const MAY_BE_JSON =
  /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]]|$|(?:-?[\d.eE+-]+|[a-z]+)\s*(?:[,\]]|$))|"|(?:-?[\d.eE+-]+|[a-z]{1,5})\s*$)/;
/** So much of a page is held back at most, until it is known where its preamble ends. */
const MAX_PREAMBLE = 64 * 1024;
/** What does not begin as HTML does is held back whole, to see whether it is JSON. */
const MAX_JSON = 4 * 1024 * 1024;

export interface Injected {
  /** Whether the page answers a form that was sent by POST. */
  answer?: boolean;
  nonce?: string | undefined;
  /** The observer's address. When absent: `OBSERVER`. */
  address?: string;
  /** The answer's type; empty: it has none. When absent: HTML. */
  type?: string;
}

/** Puts the observer into a page, before its first script and on the same line: line numbers stay. */
export function injectObserver(page: Buffer, injected: Injected = {}): Buffer {
  return isOther(page) ? page : insert(page, injected);
}

function insert(page: Buffer, { answer, nonce, address = OBSERVER, type = 'text/html' }: Injected): Buffer {
  const text = page.toString('latin1', 0, MAX_PREAMBLE);
  const preamble = PREAMBLE.exec(text)![0];
  const at = preamble.length;
  // In XML, a script outside the root would be a fault.
  const hasNoPlace =
    (type === '' && !LOOKS_LIKE_HTML.test(text)) ||
    (isXhtml(type) && !ENDS_WITH_HEAD.test(preamble)) ||
    isWideText(page);
  if (hasNoPlace) return page;
  const attributes = `${answer ? ' data-answer=""' : ''}${nonce ? ` nonce="${nonce}"` : ''}`;
  const element = `<script src="${address}"${attributes}></script>`;
  return Buffer.concat([page.subarray(0, at), Buffer.from(element, 'latin1'), page.subarray(at)]);
}

/** The same for a page that comes in pieces: they are passed on as soon as the observer has found its place. */
export function observerInjector(injected: Injected = {}): Transform {
  let held: Buffer[] = [];
  let isOver = false;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (isOver) return done(null, chunk);
      held.push(chunk);
      const begun = Buffer.concat(held);
      held = [begun];
      if (!hasPlace(begun)) return done();
      isOver = true;
      done(null, insert(begun, injected));
    },
    flush(done) {
      done(null, isOver ? null : injectObserver(Buffer.concat(held), injected));
    },
  });
}

/** Whether enough of a page has come to see where its preamble ends. */
function hasPlace(begun: Buffer): boolean {
  if (isWideText(begun)) return true;
  const text = begun.toString('latin1', 0, MAX_PREAMBLE);
  const unmarked = text.replace(/^\xef\xbb\xbf/, '');
  if (!/^\s*(<|$)/.test(unmarked)) return begun.length > MAX_JSON || !MAY_BE_JSON.test(unmarked);
  const preamble = PREAMBLE.exec(text)![0];
  return (
    text.length >= MAX_PREAMBLE || ENDS_WITH_HEAD.test(preamble) || BEGINS_CONTENT.test(text.slice(preamble.length))
  );
}

/** What is sent as HTML and is none: JSON, which many servers send so unless they are told not to, and UTF-16. */
function isOther(page: Buffer): boolean {
  if (isWideText(page)) return true;
  const text = page
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trim();
  return text !== '' && !text.startsWith('<') && page.length <= MAX_JSON && isJson(page.toString('utf8'));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 and UTF-32, by their byte order marks or by their zeros. */
function isWideText(page: Buffer): boolean {
  const [first, second] = page;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || page.subarray(0, 4).includes(0);
}

/** The type of a page: UTF-8, if it is that, unless the page names its charset within the bytes browsers look at. */
export function pageType(page: Buffer): string {
  if (isWideText(page)) return 'text/html';
  const declared = /<meta[^>]+charset/i.test(page.toString('latin1', 0, 1024));
  return declared || !isUtf8(page) ? 'text/html' : 'text/html; charset=utf-8';
}
