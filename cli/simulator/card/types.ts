/** Media types of a card's files. */
import { lookup } from 'mrmime';

/** The media type of a file. A page's charset is not in it: the page itself says that, or its server. */
export function typeOf(file: string): string {
  // As scripts, which is what a browser can take them for; the tables have a type for Node.
  const type = /\.[cm]js$/i.test(file) ? 'text/javascript' : (lookup(file) ?? 'application/octet-stream');
  return /^text\/(?!html)|^application\/(json|manifest\+json|xml|xhtml\+xml)$|^image\/svg\+xml$/.test(type)
    ? `${type}; charset=utf-8`
    : type;
}
