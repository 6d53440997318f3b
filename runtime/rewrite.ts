/** Attributes changed for the browser's next step only, and put back before anyone looks. */

/** What an element's own attribute says, `null` without one. A form's fields can shadow its methods, but not these. */
export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

export function attributeNode(element: Element, name: string): Attr | null {
  return Element.prototype.getAttributeNode.call(element, name);
}

var pending: (() => void)[] = [];

/** Puts back all that was changed for an earlier step. */
export function settle(): void {
  while (pending.length) pending.pop()!();
}

/** Has `undo` run at the next `settle()`, at the latest in a task of its own: a microtask would come too soon. */
export function untilSettled(undo: () => void): void {
  pending.push(undo);
  setTimeout(settle);
}

/**
 * Sets an attribute until `settle()`. If the page changes it in between, the page's value stays.
 *
 * @param node the attribute, whatever its namespace; one that the element does not have is given to it for the time.
 */
export function rewrite(element: Element, node: Attr, value: string): void {
  var written = node.value;
  var added = !node.ownerElement;
  node.value = value;
  if (added) Element.prototype.setAttributeNode.call(element, node);
  untilSettled(function () {
    if (node.value !== value || node.ownerElement !== element) return;
    if (added) Element.prototype.removeAttributeNode.call(element, node);
    else node.value = written;
  });
}
