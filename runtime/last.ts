/**
 * The last word on an event: acts after every listener of the page, whatever they do, just before the browser does.
 *
 * A click that nobody cancels loads the link's address as it is when dispatch ends. To change that address, and yet
 * show every listener of the page the link as its author wrote it, we must run after the last of them. Which one that
 * is is not known beforehand: any listener may stop propagation, or add another one further on. So at each node of
 * the event's path we queue up behind the node's own listeners, look whether propagation has ended there, and
 * otherwise queue up at the next node. The cost is one path a click, whatever the size of the page.
 */
import { acts } from './acts.js';
import { listen } from './listen.js';
import { page } from './page.js';

/**
 * Has acts follow the events of a root: a window, `navigation`, a shadow root, an element that is not in the document.
 * Done again, it puts us behind the listeners that the root has been given since.
 */
export function watch(root: EventTarget): void {
  for (var type in acts) {
    listen(root, type, arrive, 1, 1);
    listen(root, type, arrive, 1);
  }
}

function arrive(this: EventTarget, event: any): void {
  // Engines without `composedPath` show us no more than this.
  var path: EventTarget[] = event.composedPath ? event.composedPath() : [event.target, page];
  var node: EventTarget | false | undefined;
  // Where we wait: negative on the way down (~0 is the target), then up from the target, 0.
  var at = ~path.indexOf(this);

  function wait(passing: Event) {
    if (passing == event) {
      // else another one of the type, fired meanwhile
      if (node) listen(node, event.type, wait, at < 0, 1);
      // What does not bubble is acted on where we stand: Chromium does not call what is added to `navigation` meanwhile,
      // so that we see to it that we stand last (see connect).
      node = !event.cancelBubble && event.bubbles && path[++at < 0 ? ~at : at];
      if (node) listen(node, event.type, wait, at < 0);
      else if (!event.defaultPrevented) acts[event.type]!(event, path);
    }
  }

  // Once, whatever other roots and other runtimes in the page it comes to.
  if (!event.ld) {
    event.ld = 1;
    // Submits do not leave a shadow root, but the click or the key that leads to one does.
    path.forEach(function (node) {
      if ((node as ShadowRoot).host) watch(node);
    });
    wait(event);
  }
}
