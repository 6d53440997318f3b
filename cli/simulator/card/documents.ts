/** Tells which requests load a page in a frame or a window, and which answers are pages. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Fetch Standard, "request destination": what these load becomes a document that is shown. */
const SHOWN = /^(document|iframe|frame)$/;
const FRAMED = /^(iframe|frame)$/;

/** Whether a browser asks for a page to show. What scripts fetch is none, whatever its type. */
export function asksForDocument(headers: IncomingHttpHeaders): boolean {
  const destination = headers['sec-fetch-dest'];
  if (destination !== undefined) return SHOWN.test(String(destination));
  // Older engines do not send the header. Their navigations name these two types; scripts and libraries that fetch
  // pages name one of them at most, or say who they are.
  const { accept = '' } = headers;
  return accept.includes('text/html') && accept.includes('application/xhtml+xml') && !headers['x-requested-with'];
}

/** Whether the page is for a frame; `undefined`: the browser does not say. */
export function asksForFrame(headers: IncomingHttpHeaders): boolean | undefined {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined ? undefined : FRAMED.test(String(destination));
}

const HTML = /^text\/html\s*(;|$)/i;
const XHTML = /^application\/xhtml\+xml\s*(;|$)/i;

export function isXhtml(type: string): boolean {
  return XHTML.test(type);
}

/** Whether an answer is a page that browsers show, as far as its head can tell; without a type, its text will. */
export function isDocument(status: number, headers: OutgoingHttpHeaders): boolean {
  const type = String(headers['content-type'] ?? '');
  return (
    (HTML.test(type) || XHTML.test(type) || (type === '' && headers['x-content-type-options'] === undefined)) &&
    !/^\s*attachment\b/i.test(String(headers['content-disposition'] ?? '')) &&
    (status >= 400 || (status >= 200 && status < 300)) &&
    ![204, 205, 206].includes(status) &&
    !isWide(type)
  );
}

/** Charsets in which ASCII is not ASCII: nothing can be put into them without knowing them. */
function isWide(type: string): boolean {
  return /charset\s*=\s*"?\s*(utf-?(16|32|7)|ucs-?[24]|iso-10646|unicode|csunicode)/i.test(type);
}
