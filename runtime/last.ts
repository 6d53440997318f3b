/**
 * The last word on an event: acts after every listener of the page, whatever they do, just before the browser does.
 *
 * A click that nobody cancels loads the link's address as it is when dispatch ends. To change that address, and yet
 * show every listener of the page the link as its author wrote it, we must run after the last of them. Which one is
 * the last is not known beforehand: any listener may stop propagation, or add another one further on. So at each node
 * of the event's path we wait behind the node's own listeners, look whether propagation ended there, and otherwise
 * queue up at the next node. The cost is one path a click, whatever the size of the page.
 *
 * `stopImmediatePropagation()` skips us too. It is the page's last listener then, so we act when it returns: in a
 * microtask, which the browser runs before its own action. A dispatch from a script has no such gap; there we act at once.
 */

/** Marks an event that has been taken, so that neither a second root nor a second runtime takes it again. */
var TAKEN = '__ld';

export type Act<E extends Event> = (event: E, path: EventTarget[]) => void;

/** The nodes of an event's way, the innermost first. Engines without `composedPath` do not see into shadow roots. */
export function pathOf(event: Event): EventTarget[] {
  if (event.composedPath) return event.composedPath();
  var path: EventTarget[] = [];
  for (var node = event.target as Node | null; node; node = node.parentNode) path.push(node);
  var view = (event as UIEvent).view || (event.target as Node).ownerDocument!.defaultView;
  if (view) path.push(view);
  return path;
}

/**
 * A capture listener for a root (window, shadow root, detached element, `navigation`).
 *
 * @param before runs at the start of each event, before the page's listeners on this root's inside.
 * @param act runs after the last listener, unless the event was cancelled.
 */
export function last<E extends Event>(before: Act<E>, act: Act<E>): (event: Event) => void {
  return function (event) {
    var marked = event as E & Record<typeof TAKEN, boolean>;
    if (marked[TAKEN]) return;
    marked[TAKEN] = true;

    var path = pathOf(event);
    var at = path.indexOf(event.currentTarget!);
    var outermost = event.bubbles ? path.length - 1 : 0;
    var rising = false;
    var done = false;
    if (at < 0) return;

    function queueUp() {
      if (!rising && !at--) {
        rising = true;
        at = 0;
      } else if (rising) at++;
      path[at]!.addEventListener(event.type, behind, !rising);
    }
    function leave() {
      path[at]!.removeEventListener(event.type, behind, !rising);
    }
    function behind(passing: Event) {
      if (passing === event || !event.eventPhase) leave();
      if (passing !== event) return;
      if (event.cancelBubble || (rising && at >= outermost)) finish();
      else queueUp();
    }
    function finish() {
      if (done) return;
      done = true;
      leave();
      if (!event.defaultPrevented) act(marked, path);
    }

    var stop = event.stopImmediatePropagation;
    event.stopImmediatePropagation = function () {
      stop.call(event);
      if (event.isTrusted && typeof Promise === 'function') Promise.resolve().then(finish);
      else finish();
    };
    before(marked, path);
    queueUp();
  };
}
