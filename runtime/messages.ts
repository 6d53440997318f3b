/** Messages: commands to the host, events from it. */

export type Handler = (data: any, type: string) => void;

/** How long a command waits for a host to be known, in ms: a hangup that arrives late could end the wrong call. */
var PATIENCE = 5000;

/** A handler's or a page's error is its own: reported as uncaught, without stopping what we are doing. */
export function report(error: unknown): void {
  setTimeout(function () {
    throw error;
  });
}

export interface Outbox {
  /** Posts a command, or keeps it until the host is known. True when it was posted. */
  send(action: string, params?: unknown): boolean;
  /** To be called when the host has become known: posts what waited for it. */
  flush(): void;
}

/**
 * @param origin the host's at the moment, `''` while it is not known.
 */
export function createOutbox(host: Window, origin: () => string): Outbox {
  var waiting: { message: string; deadline: number }[] = [];

  function post(message: string) {
    try {
      host.postMessage(message, origin());
      return true;
    } catch (_) {
      return false; // the host has gone
    }
  }

  // By the clock, not by the timer: that of a sleeping page comes late.
  function settleWaiting() {
    waiting = waiting.filter(function (command) {
      if (Date.now() < command.deadline) return !origin() || !post(command.message);
      console.error('ld: dropped ' + command.message + ': after 5 s it is still not known who the host is');
      return false;
    });
  }

  return {
    send: function (action, params) {
      var message = JSON.stringify({ action: action, params: params === null ? undefined : params });
      if (origin()) return post(message);
      waiting.push({ message: message, deadline: Date.now() + PATIENCE });
      setTimeout(settleWaiting, PATIENCE);
      return false;
    },
    flush: settleWaiting,
  };
}

export interface Inbox {
  /** Subscribes; returns the function that unsubscribes. */
  on(type: string, handler: Handler): () => void;
  /** Takes what the host posted; ignores whatever is no event. Never throws. */
  receive(data: unknown): void;
}

interface Received {
  type: string;
  data: unknown;
}

export function createInbox(): Inbox {
  // Without a prototype, so that `constructor` and `__proto__` are names like any other.
  var handlers: Record<string, Handler[]> = Object.create(null);
  /** The latest event of each type that no handler of the type has had yet. */
  var kept: Record<string, Received> = Object.create(null);

  function handlersOf(type: string): Handler[] {
    return handlers[type] || [];
  }

  function deliver(event: Received, type: string) {
    handlersOf(type).slice().forEach(function (handler) {
      // Not to those that an earlier one has unsubscribed.
      if (handlersOf(type).indexOf(handler) >= 0) call(handler, event);
    });
  }

  function call(handler: Handler, event: Received) {
    try {
      handler(event.data, event.type);
    } catch (error) {
      report(error);
    }
  }

  return {
    on: function (type, handler) {
      // Its own function each time, so that a handler subscribed twice is unsubscribed one by one.
      function own(data: unknown, of: string) {
        handler(data, of);
      }
      handlers[type] = handlersOf(type).concat(own);
      var early = Object.keys(kept).map(function (of) {
        return kept[of]!;
      });
      // Not at once: the page may not be ready before `on` has returned.
      setTimeout(function () {
        early.forEach(function (event) {
          if (kept[event.type] !== event || handlersOf(type).indexOf(own) < 0) return;
          if (type === event.type) delete kept[type];
          else if (type !== '*') return;
          call(own, event);
        });
      });
      return function () {
        handlers[type] = handlersOf(type).filter(function (other) {
          return other !== own;
        });
      };
    },
    receive: function (data) {
      var event: Received;
      try {
        event = typeof data === 'string' ? JSON.parse(data) : data;
        if (typeof event.type !== 'string') return;
      } catch (_) {
        return;
      }
      if (handlersOf(event.type).length) delete kept[event.type];
      else kept[event.type] = event;
      deliver(event, event.type);
      deliver(event, '*');
    },
  };
}
