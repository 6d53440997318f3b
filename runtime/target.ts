import { document, page } from './page.js';
import { attribute } from './rewrite.js';

/**
 * Whether a link or form loads in this frame (HTML, "get an element's target").
 *
 * @param target its own attribute; `null` if it has none, then the document's `<base target>` counts.
 */
export function staysInFrame(target: string | null): boolean {
  // In the head only: a search for what is not there would walk the whole document at each click.
  if (target == null) target = attribute(document.head.querySelector('base[target]'), 'target');
  return !target || /^_self$/i.test(target) || target == page.name;
}
