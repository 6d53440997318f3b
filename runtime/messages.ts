/** Commands to the host, events from it. */
import { consider, origin } from './host.js';
import { listen } from './listen.js';
import { host, later, page, resolver } from './page.js';

/** How long a command waits for a host to be known, in ms: a hangup that arrives late could end the wrong call. */
var PATIENCE = 5000;

var waiting: string[] = [];

/** Posts what waits, now that the host is known. */
export function flush(): void {
  waiting = waiting.filter(function (command) {
    host.postMessage(command, origin);
  });
}

/** Posts a command, or has it wait for the host to be known. True when it was posted. */
export function send(action: string, params?: unknown): boolean {
  if (host == page) return false;
  var command = JSON.stringify({ action: action, params: params || undefined });
  if (origin) host.postMessage(command, origin);
  else {
    waiting.push(command);
    later(function () {
      // All wait equally long, so that it is the first one's time that is up.
      if (waiting[0]) console.error('no host ' + waiting.shift());
    }, PATIENCE);
  }
  return !!origin;
}

// Events go through an element that nobody else sees: the DOM takes any name for a type, reports a handler's error
// without stopping the others, and does not call those that an earlier one has unsubscribed.
var heard: 0 | 1;

/** Hands an event to its handlers; keeps it for the first one, the latest of each type, if there is none yet. */
function emit(type: string, event: [detail: unknown] | false | undefined): void {
  if (event) {
    heard = 0;
    resolver.dispatchEvent(new CustomEvent(type, { detail: event[0] }));
    (resolver as any)[' ' + type] = !heard && event;
  }
}

/** Subscribes a handler to a type of event, or to all with `*`. Returns the function that unsubscribes it. */
export function on(type: string, handler: (event: any) => void): () => void {
  function call(event: Event) {
    heard = 1;
    handler((event as CustomEvent).detail);
  }
  listen(resolver, type, call);
  // Not at once: the page may not be ready before `on` has returned.
  later(function () {
    emit(type, (resolver as any)[' ' + type]);
  });
  return function () {
    listen(resolver, type, call, 0, 1);
  };
}

/** A `message` listener: takes what the host posts, and ignores silently whatever is malformed or of others. */
export function receive(event: MessageEvent): void {
  try {
    // An origin the browser vouches for corrects whatever we believed before.
    if (event.source == host && (event.origin == origin || consider(event.origin))) {
      var message = event.data;
      message = message.trim ? JSON.parse(message) : message;
      // Throws unless it is a string. "*" is the handlers of all, and no type.
      emit(message.type.replace(/^\*$/, ''), [message.data]);
      emit('*', [message]);
    }
  } catch (_) {}
}
