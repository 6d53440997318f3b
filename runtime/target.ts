/** Where links and forms load, and what submits. */
import { attribute, ofDocument } from './dom.js';

/**
 * Whether a link or form loads in this frame (HTML, "get an element's target").
 *
 * @param target its own attribute; `null` if it has none, then the document's `<base target>` counts.
 */
export function staysInFrame(target: string | null): boolean {
  // In the head only: a search for what is not there would walk the whole document at each click.
  const head = ofDocument('head');
  const name = target ?? attribute(head && head.querySelector('base[target]'), 'target');
  return !name || /^_self$/i.test(name) || name === window.name;
}

export function isSubmitButton(node: any): node is HTMLButtonElement {
  return node.form && /^(submit|image)$/.test(node.type);
}
