/** Commands to the host, events from it. */
import { consider, origin } from './host.js';
import { host, page, resolver } from './page.js';

/** How long a command waits for a host to be known, in ms: a hangup that arrives late could end the wrong call. */
var PATIENCE = 5000;

var waiting: [message: string, deadline: number][] = [];

/** Posts what waits, once the host is known, and drops what has waited too long. */
export function flush(): void {
  waiting = waiting.filter(function (command) {
    // By the clock and not by the timer, which comes late in a page that has slept.
    return Date.now() < command[1] ? !origin || host.postMessage(command[0], origin) : console.error('no host ' + command[0]);
  });
}

/** Posts a command, or has it wait for the host to be known. True when it was posted. */
export function send(action: string, params?: unknown): boolean {
  if (host == page) return false;
  waiting.push([JSON.stringify({ action: action, params: params || undefined }), Date.now() + PATIENCE]);
  flush();
  if (waiting[0]) setTimeout(flush, PATIENCE + 99);
  return !waiting[0];
}

// Events go through an element that nobody else sees: the DOM takes any name for a type, reports a handler's error
// without stopping the others, and does not call those that an earlier one has unsubscribed.
var heard: 0 | 1;

/** Hands an event to its handlers; keeps it for the first one, the latest of each type, if there is none yet. */
function emit(event: CustomEvent | false | undefined): void {
  if (event) {
    heard = 0;
    resolver.dispatchEvent(event);
    (resolver as any)[' ' + event.type] = !heard && event;
  }
}

/** Subscribes a handler to a type of event, or to all with `*`. Returns the function that unsubscribes it. */
export function on(type: string, handler: (event: any) => void): () => void {
  function call(event: Event) {
    heard = 1;
    handler((event as CustomEvent).detail);
  }
  resolver.addEventListener(type, call);
  // Not at once: the page may not be ready before `on` has returned.
  setTimeout(function () {
    emit((resolver as any)[' ' + type]);
  });
  return function () {
    resolver.removeEventListener(type, call);
  };
}

/** A `message` listener: takes what the host posts, and ignores silently whatever is malformed or of others. */
export function receive(event: MessageEvent): void {
  try {
    // An origin the browser vouches for corrects whatever we believed before.
    if (event.source == host && (event.origin == origin || consider(event.origin))) {
      var message = event.data;
      message = message.trim ? JSON.parse(message) : message;
      if (message.type.trim) {
        [message.type, '*'].forEach(function (type) {
          emit(new CustomEvent(type, { detail: type == '*' ? message : message.data }));
        });
      }
    }
  } catch (_) {}
}
