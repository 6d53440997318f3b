/** Where links and forms load, and what submits. */
import { attribute } from './dom.js';

/**
 * Whether a link or form loads in this frame (HTML, "get an element's target").
 *
 * @param target its own attribute; `null` if it has none, then the document's `<base target>` counts.
 */
export function staysInFrame(target: string | null): boolean {
  const name = target ?? baseTarget();
  return !name || /^_self$/i.test(name) || name === window.name;
}

function baseTarget(): string | null | undefined {
  // A collection that the browser keeps: a selector would search the whole document at each click.
  const bases: ArrayLike<Element> = Document.prototype.getElementsByTagName.call(document, 'base');
  return Array.from(bases, (base) => attribute(base, 'target')).find((target) => target != null);
}

export function isSubmitButton(node: any): boolean {
  return node.form && /^(submit|image)$/.test(node.type);
}
