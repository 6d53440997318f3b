/** Commands to the host, events from it. */
import { consider, host, origin } from './host.js';
import { later } from './step.js';

type Handler = (event: any) => void;

/** How long a command waits for a host to be known: a hangup that arrives late could end the wrong call. */
const HOST_TIMEOUT_MS = 5000;

/** Commands that wait for the host to be known. */
let waiting: string[] = [];
const handlers = new Map<string, Set<Handler>>();
/** Events that had no handler yet: the latest of each type. */
const unheard = new Map<string, unknown>();

/** Posts a command, or has it wait for the host to be known. Returns whether it was posted. */
export function send(action: string, params?: unknown): boolean {
  if (!host) return false;
  const command = JSON.stringify({ action, params: params || undefined });
  if (origin) host.postMessage(command, origin);
  else {
    waiting.push(command);
    later(drop, HOST_TIMEOUT_MS);
  }
  return !!origin;
}

/** All wait equally long, so the first one's time is up. */
function drop(): void {
  if (waiting[0]) console.error(`no host for ${waiting.shift()}`);
}

/** Posts what waits. */
function flush(): void {
  for (const command of waiting) host!.postMessage(command, origin);
  waiting = [];
}

/** Subscribes a handler to a type of event, or to all with `*`. Returns the function that unsubscribes it. */
export function on(type: string, handler: Handler): () => void {
  // A handler that is subscribed twice is called twice.
  const call: Handler = (event) => handler(event);
  const all = handlers.get(type) || new Set();
  handlers.set(type, all.add(call));
  // Not at once: the page may not be ready before `on` has returned.
  later(() => {
    if (unheard.has(type)) emit(type, unheard.get(type));
  });
  return () => {
    all.delete(call);
  };
}

/** A `message` listener: takes what the host posts, and ignores what is malformed or from others. */
export function receive({ source, origin: from, data }: MessageEvent): void {
  // An origin that the browser vouches for corrects whatever was believed before.
  if (source !== host || (from !== origin && !consider(from))) return;
  if (waiting.length) flush();
  const message = parse(data) || {};
  if (typeof message.type !== 'string') return;
  if (message.type !== '*') emit(message.type, message.data);
  emit('*', message);
}

function parse(data: any): any {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data;
  } catch {}
}

/** Hands an event to its handlers; keeps it for the first one, the latest of each type, if there is none yet. */
function emit(type: string, event: unknown): void {
  const all = handlers.get(type);
  if (!all || !all.size) {
    unheard.set(type, event);
    return;
  }
  unheard.delete(type);
  for (const handler of [...all]) {
    try {
      // An earlier one may have unsubscribed it.
      if (all.has(handler)) handler(event);
    } catch (error) {
      later(() => {
        throw error;
      });
    }
  }
}
