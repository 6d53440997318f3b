/** The DOM, past what shadows it: a form's fields can be called `getAttribute` or `closest`. */

/** Listens to events of a page, before its own listeners. @param types separated by a space. */
export function listen(types: string, listener: (event: any) => void): void {
  for (const type of types.split(' ')) addEventListener(type, listener, true);
}

/** An element's `data-ld-…` attribute, `null` if it has none; other nodes have none. */
export function attribute(node: unknown, name: string): string | null {
  return node instanceof Element ? Element.prototype.getAttribute.call(node, 'data-ld-' + name) : null;
}

/** Where an event passes, from its target up, through shadow roots. */
export function pathOf(event: Event): EventTarget[] {
  return event.composedPath();
}

/** The nearest element of a path that has a `data-ld-…` attribute. */
export function nearest(path: EventTarget[], name: string): Element | undefined {
  return path.find((node) => attribute(node, name) != null) as Element | undefined;
}
