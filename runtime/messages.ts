/** Commands to the host, events from it. */
import { report } from './facts.js';
import { host, isHosts, origin } from './host.js';
import { later } from './step.js';

type Handler = (event: any) => void;

/** How long a command waits for a host to be known: a hangup that arrives late could end the wrong call. */
const HOST_TIMEOUT_MS = 5000;

/** Commands that wait for the host to be known. */
const waiting: string[] = [];
const handlers = new Map<string, Set<Handler>>();
/** Events that had no handler yet: the latest of each type. */
const unheard = new Map<string, unknown>();
/** How many handlers the message at hand was given to. */
let called = 0;

/** Posts a command, or has it wait for the host to be known. Returns whether it was posted. */
export function send(action: string, params?: unknown): boolean {
  if (DEBUG) report({ is: 'command', action, params, fate: !host ? 'unframed' : origin ? 'posted' : 'waiting' });
  if (!host) return false;
  waiting.push(JSON.stringify({ action, params: params || undefined }));
  if (!origin) later(drop, HOST_TIMEOUT_MS);
  return post();
}

/** Posts what waits, when the host is known. Returns whether it is. */
function post(): boolean {
  while (origin && waiting.length) host!.postMessage(waiting.shift(), origin);
  return !!origin;
}

/** All wait equally long, so the first one's time is up. */
function drop(): void {
  const text = waiting.shift();
  if (!text) return;
  if (DEBUG) report({ is: 'dropped', text });
  else console.error(`ld: no host for ${text}`);
}

/** Subscribes a handler to a type of event, or to all with `*`. Returns the function that unsubscribes it. */
export function on(type: string, handler: Handler): () => void {
  const all = handlers.get(type) || new Set();
  // A handler that is subscribed twice is called twice.
  const call: Handler = (event) => handler(event);
  handlers.set(type, all.add(call));
  if (DEBUG) report({ is: 'handlers', type, more: 1 });
  // Not at once: the page may not be ready before `on` has returned.
  later(() => {
    if (!unheard.has(type)) return;
    if (DEBUG) report({ is: 'late', type });
    emit(type, unheard.get(type));
  });
  return () => {
    if (all.delete(call) && DEBUG) report({ is: 'handlers', type, more: -1 });
  };
}

/** A `message` listener: takes what the host posts, and ignores what is malformed or from others. */
export function receive(event: MessageEvent): void {
  if (event.source != host) return;
  let message: any;
  if (isHosts(event.origin)) {
    post();
    try {
      message = typeof event.data == 'string' ? JSON.parse(event.data) : event.data;
    } catch {}
  }
  const { type } = message || {};
  if (DEBUG) called = 0;
  if (typeof type == 'string') {
    if (type != '*') emit(type, message.data);
    emit('*', message);
  }
  if (DEBUG) report({ is: 'message', event, type, called });
}

/** Hands an event to its handlers; keeps it for the first one, the latest of each type, if there is none yet. */
function emit(type: string, event: unknown): void {
  const all = handlers.get(type) || new Set();
  unheard.delete(type);
  if (!all.size) unheard.set(type, event);
  for (const handler of [...all]) {
    try {
      // An earlier one may have unsubscribed it.
      if (all.has(handler)) {
        if (DEBUG) called++;
        handler(event);
      }
    } catch (error) {
      later(() => {
        throw error;
      });
    }
  }
}
