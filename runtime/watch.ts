/** The events that are looked at. */
import { click } from './clicks.js';
import { addEventListener } from './dom.js';
import { follow } from './follow.js';
import { formdata, submit } from './forms.js';
import { endStep } from './step.js';

/** Each looks at an event and says what is to be done when no listener cancels it, if anything. */
const looks: Record<string, (event: any, elements: Element[]) => (() => void) | void> = {
  click,
  submit,
  formdata,
  // The Enter key can submit a form in a shadow root without a click.
  keydown() {},
};

/** Looks at the events of a root: a window, a shadow root, an element outside the document. */
export function watch(root: EventTarget, listen = addEventListener): void {
  for (const type in looks) listen.call(root, type, look, true);
}

function look(this: EventTarget, event: any): void {
  // Once, whatever other roots and other runtimes in the page it comes to.
  if (event.ld) return;
  // Engines without `composedPath` show no more than this.
  const path: EventTarget[] = event.composedPath ? event.composedPath() : [event.target, window];
  // Submits do not leave a shadow root, but the click or the key that leads to one does.
  for (const node of path) if ((node as Node).nodeType === 11) watch(node);
  const act = looks[event.type]!(
    event,
    path.filter((node: any): node is Element => node.nodeType === 1),
  );
  if (act) {
    event.ld = true;
    // The step before is over: listeners of the page see what its author wrote.
    endStep();
    follow(event, this, path, act);
  }
}
