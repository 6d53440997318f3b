/**
 * The DOM, past what shadows it: frames, images and fields of forms can be called `createElement`, `getAttribute` or
 * `addEventListener`, and hide the methods of the document, of their form and of the window.
 */

/** Resolves an address as the browser does in a link: against `<base>` and in the document's own encoding. */
export function resolve(href: string): HTMLAnchorElement {
  const link = ofDocument('createElement').call(document, 'a') as HTMLAnchorElement;
  link.href = href;
  return link;
}

/** A property of the document. */
export function ofDocument<Name extends keyof Document>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document);
}

/** An attribute, `null` if there is none. */
export function attribute(element: Element | null | undefined, name: string): string | null | undefined {
  return element && Element.prototype.getAttribute.call(element, name);
}

/** @param value `null` takes the attribute off. */
export function setAttribute(element: Element, name: string, value: string | null | undefined): void {
  Element.prototype[value == null ? 'removeAttribute' : 'setAttribute'].call(element, name, value!);
}

/** Whether an element is to be left alone, by its own attribute or one around it. */
export function isSkipped(node: any): boolean {
  return (
    node &&
    ((node.nodeType == 1 && attribute(node, 'data-ld-skip') != null) ||
      isSkipped(Reflect.get(Node.prototype, 'parentNode', node) || (node.nodeType == 11 && node.host)))
  );
}

/** As they are before a library of the page replaces them, for any target. */
export const { addEventListener, removeEventListener } = EventTarget.prototype;
