/** The DOM, past what shadows it: a form's fields can be called `getAttribute` or `closest`. */

/** Where an event passes, from its target up, through shadow roots. */
export function pathOf(event: Event): EventTarget[] {
  return event.composedPath ? event.composedPath() : ancestors(event.target as Node);
}

/** For engines without `composedPath`. */
function ancestors(node: Node | null): Node[] {
  return node ? [node, ...ancestors(node.parentNode)] : [];
}

/** An element's attribute, `null` if it has none; other nodes have none. */
export function attribute(node: any, name: string): string | null {
  // Any element's method will do: an element's own may be shadowed.
  return node && node.ownerDocument && node.localName
    ? node.ownerDocument.documentElement.getAttribute.call(node, name)
    : null;
}

/** The nearest element of a path that has an attribute. */
export function nearest(path: EventTarget[], name: string): Element | undefined {
  return path.find((node) => attribute(node, name) != null) as Element | undefined;
}
