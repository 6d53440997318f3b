/** Changes of a page on its way to the browser. Bytes of whatever charset stay as they are. */

/** Where the observer is served. Short: browsers look for a page's charset in its first 1,024 bytes only. */
export const OBSERVER = '/__ld/o.js';

/** What may stand before a page's first script: comments, the doctype, the beginning of html and head. */
const PREAMBLE =
  /^(?:\xef\xbb\xbf)?(?:\s|<!--[^]*?-->)*(?:<!doctype[^>]*>)?(?:\s|<!--[^]*?-->)*(?:<html(?:\s[^>]*)?>)?(?:\s|<!--[^]*?-->)*(?:<head(?:\s[^>]*)?>)?/i;

export interface Injected {
  /** Whether the page answers a form that was sent by POST. */
  answer?: boolean;
  nonce?: string | undefined;
}

/** Puts the observer into a page, before its first script and on the same line: line numbers stay. */
export function injectObserver(page: Buffer, { answer, nonce }: Injected = {}): Buffer {
  const text = page.toString('latin1');
  const at = PREAMBLE.exec(text)![0].length;
  const attributes = `${answer ? ' data-answer' : ''}${nonce ? ` nonce="${nonce}"` : ''}`;
  return Buffer.from(`${text.slice(0, at)}<script src="${OBSERVER}"${attributes}></script>${text.slice(at)}`, 'latin1');
}

/** The type of a page: UTF-8, as web hosts say, unless the page names its charset within the bytes that browsers look at. */
export function pageType(page: Buffer): string {
  const declared = /<meta[^>]+charset/i.test(page.toString('latin1', 0, 1024));
  return declared ? 'text/html' : 'text/html; charset=utf-8';
}
