/** The events that are looked at. */
import { click } from './clicks.js';
import { addEventListener, removeEventListener } from './dom.js';
import { report } from './facts.js';
import { formdata, submit } from './forms.js';
import { atEnd, endStep } from './step.js';

/** Each looks at an event and says what is to be done when no listener cancels it, if anything. */
const looks: Record<string, (event: any, path: EventTarget[]) => any> = {
  click,
  submit,
  formdata,
};

/** Looks at the events of a root: a window, a shadow root, an element outside the document. */
export function watch(root: EventTarget, listen = addEventListener): void {
  for (const type in looks) listen.call(root, type, look, true);
}

/**
 * Has the last word on an event: acts after every listener of the page, just before the browser does.
 *
 * A click that is not cancelled loads the link's address as it is when dispatch ends. To change that address, and yet
 * show every listener of the page the link as its author wrote it, we must run after the last of them. Any listener may
 * stop propagation, or add another one further on. So at each node of the event's path we wait behind the node's own
 * listeners, look whether propagation has ended there, and otherwise wait at the next node.
 */
function look(this: EventTarget, event: any): void {
  // Once, whatever other roots and other runtimes in the page it comes to.
  if (event.ld) return;
  // Engines without `composedPath` show no more than this.
  const path: EventTarget[] = event.composedPath ? event.composedPath() : [event.target, window];
  // Submits do not leave a shadow root, but the click that leads to one does, also the one that the Enter key makes.
  for (const node of path) if ((node as Node).nodeType == 11) watch(node);
  const { type } = event;
  const act = looks[type]!(event, path);
  if (!act) return;
  event.ld = true;
  // The step before is over: listeners of the page see what its author wrote.
  endStep();
  const depth = path.indexOf(this);
  // Down to the target, then from the target up.
  const nodes = [...path.slice(0, depth).reverse(), ...path];
  let at = 0;

  function wait(passing: Event): void {
    // Another one of the type may be fired meanwhile.
    if (passing != event) return;
    const node = !event.cancelBubble && (event.bubbles || at <= depth) && nodes[at];
    if (node) addEventListener.call(node, type, wait, at++ < depth);
    else if (!event.defaultPrevented) act!();
    else if (DEBUG) report({ is: 'cancelled', event, path });
  }

  // Also where a listener of the page has stopped everything, so that ours was never called.
  atEnd(() => event.eventPhase || nodes.forEach((node, at) => removeEventListener.call(node, type, wait, at < depth)));
  wait(event);
}
