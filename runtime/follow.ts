/**
 * The last word on an event: acts after every listener of the page, just before the browser does.
 *
 * A click that is not cancelled loads the link's address as it is when dispatch ends. To change that address, and yet
 * show every listener of the page the link as its author wrote it, we must run after the last of them. Any listener may
 * stop propagation, or add another one further on. So at each node of the event's path we wait behind the node's own
 * listeners, look whether propagation has ended there, and otherwise wait at the next node.
 */
import { addEventListener, removeEventListener } from './dom.js';
import { report } from './facts.js';
import { atEnd } from './step.js';

/** Acts when an event that comes to a root has been to every listener, unless one has cancelled it. */
export function follow(event: Event, root: EventTarget, path: EventTarget[], act: () => void): void {
  const { type } = event;
  const depth = path.indexOf(root);
  // Down to the target, then from the target up.
  const nodes = [...path.slice(0, depth).reverse(), ...(event.bubbles ? path : path.slice(0, 1))];
  let at = 0;

  function wait(passing: Event): void {
    // Another one of the type may be fired meanwhile.
    if (passing !== event) return;
    const node = !event.cancelBubble && nodes[at];
    if (node) addEventListener.call(node, type, wait, at++ < depth);
    else if (!event.defaultPrevented) act();
    else if (DEBUG) report({ is: 'cancelled', event, path });
  }

  // Also where a listener of the page has stopped everything, so that ours was never called.
  atEnd(() => event.eventPhase || nodes.forEach((node, at) => removeEventListener.call(node, type, wait, at < depth)));
  wait(event);
}
