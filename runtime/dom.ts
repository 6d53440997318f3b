/**
 * The DOM, past what shadows it: frames, images and fields of forms can be called `createElement`, `getAttribute` or
 * `addEventListener`, and hide the methods of the document, of their form and of the window.
 */

let resolver: HTMLAnchorElement | undefined;

/** Resolves an address as the browser does in a link: against `<base>` and in the document's own encoding. */
export function resolve(href: string): HTMLAnchorElement {
  resolver ||= Document.prototype.createElement.call(document, 'a') as HTMLAnchorElement;
  resolver.href = href;
  return resolver;
}

/** A property of the document. */
export function ofDocument<Name extends keyof Document>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document);
}

/** An attribute of an element, `null` if it has none. Other nodes have none. */
export function attribute(node: unknown, name: string): string | null {
  // Not `instanceof`: an element can come from another frame.
  const isElement = node && node !== document && node !== window && 'localName' in (node as Node);
  return isElement ? Element.prototype.getAttribute.call(node, name) : null;
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value == null) Element.prototype.removeAttribute.call(element, name);
  else Element.prototype.setAttribute.call(element, name, value);
}

/** Whether an element is to be left alone, by its own attribute or one around it. */
export function isSkipped(element: Element | null | undefined): boolean {
  let node: any = element;
  while (node && attribute(node, 'data-ld-skip') == null) {
    node = Reflect.get(Node.prototype, 'parentNode', node) || (node.nodeType === 11 && node.host);
  }
  return !!node;
}

type Listener = (this: EventTarget, event: any) => void;

export function listen(target: EventTarget, type: string, listener: Listener, capture = false): void {
  EventTarget.prototype.addEventListener.call(target, type, listener, capture);
}

export function unlisten(target: EventTarget, type: string, listener: Listener, capture = false): void {
  EventTarget.prototype.removeEventListener.call(target, type, listener, capture);
}
