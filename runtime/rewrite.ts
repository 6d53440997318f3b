/** Attributes, read past what shadows them and changed for the browser's next step only. */
import { resolver } from './page.js';

/**
 * An element's attribute, `null` or `undefined` if there is none; other nodes have none.
 *
 * By the methods of another element: a form's fields can shadow its own.
 */
export function attribute(node: unknown, name: string): string | null {
  return (node && (node as Element).localName && resolver.getAttribute.call(node, name)) as string | null;
}

/** What puts back a change that was made for the browser's next step. */
var undo: (() => void) | void;

/** The form whose fields the browser is about to collect for a GET: other `formdata` events are the page's own. */
export var collecting: unknown;

/**
 * Ends the step: puts back what was changed for it.
 *
 * @param form whose fields the next step collects.
 */
export function settle(form?: unknown): void {
  undo = undo && undo();
  collecting = form;
}

/**
 * Sets an attribute for the browser's next step. `settle()` puts it back, at the latest in a task of its own: a
 * microtask would come too soon.
 */
export function rewrite(element: Element, name: string, value: string): void {
  var before = attribute(element, name);
  if (value != before) {
    settle();
    resolver.setAttribute.call(element, name, value);
    undo = function () {
      resolver[before == null ? 'removeAttribute' : 'setAttribute'].call(element, name, before!);
    };
    setTimeout(settle);
  }
}
