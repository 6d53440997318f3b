/** Attributes, read past what shadows them and changed for the browser's next step only. */
import { later, resolver } from './page.js';

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

/** Ends the step, at the latest in a task of its own: a microtask would come too soon. */
export function settle(): void {
  collecting = undo = undo && undo();
}

/** Has the next step collect the fields of a form. The caller sees to it that the step ends. */
export function collect(form: unknown): void {
  settle();
  collecting = form;
}

/** Sets an attribute for the browser's next step. */
export function rewrite(element: Element, name: string, value: string): void {
  var before = attribute(element, name);
  if (value != before) {
    settle();
    resolver.setAttribute.call(element, name, value);
    undo = function () {
      // A change that the page has made since is the page's.
      if (attribute(element, name) == value)
        resolver[((before == null ? 'remove' : 'set') + 'Attribute') as 'setAttribute'].call(element, name, before!);
    };
    later(settle);
  }
}
