/** Changes of a page on its way to the browser. Bytes of whatever charset stay as they are. */

/** The type of a page: UTF-8, as web hosts say, unless the page names its charset within the bytes that browsers look at. */
export function charsetOf(page: Buffer): string {
  const declared = /<meta[^>]+charset/i.test(page.toString('latin1', 0, 1024));
  return declared ? 'text/html' : 'text/html; charset=utf-8';
}
