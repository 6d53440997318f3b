/**
 * The last word on an event: acts after every listener of the page, just before the browser does.
 *
 * A click that is not cancelled loads the link's address as it is when dispatch ends. To change that address, and yet
 * show every listener of the page the link as its author wrote it, we must run after the last of them. Any listener may
 * stop propagation, or add another one further on. So at each node of the event's path we wait behind the node's own
 * listeners, look whether propagation has ended there, and otherwise wait at the next node.
 */
import { listen, unlisten } from './dom.js';
import { report } from './facts.js';
import { atEnd } from './step.js';

/** A place where listeners can run: a node, and whether on the way down to the target. */
type Stop = [node: EventTarget, capture: boolean];

/** Events on their way, each with what takes our listener off the node where it waits. */
let following: [event: Event, leave: () => void][] = [];

/** Takes our listeners off where a listener of the page has stopped everything, so that they were never called. */
function sweep(): void {
  following = following.filter(([event, leave]) => event.eventPhase || leave());
}

/** Acts when an event that comes to a root has been to every listener, unless one has cancelled it. */
export function follow(event: Event, root: EventTarget, path: EventTarget[], act: () => void): void {
  const down = path.slice(0, path.indexOf(root)).reverse();
  const up = event.bubbles ? path : path.slice(0, 1);
  const stops: Stop[] = [...down.map((node): Stop => [node, true]), ...up.map((node): Stop => [node, false])];
  let here: Stop | undefined;

  function leave(): void {
    if (here) unlisten(here[0], event.type, wait, here[1]);
  }
  function wait(passing: Event): void {
    // Another one of the type may be fired meanwhile.
    if (passing !== event) return;
    leave();
    here = event.cancelBubble ? undefined : stops.shift();
    if (here) listen(here[0], event.type, wait, here[1]);
    else if (!event.defaultPrevented) act();
    else if (DEBUG) report({ is: 'cancelled', event, path });
  }

  sweep();
  following.push([event, leave]);
  atEnd(sweep);
  wait(event);
}
