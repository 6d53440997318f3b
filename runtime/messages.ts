/** Commands to the host, events from it. */
import { report } from './facts.js';
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
/** How many handlers the message at hand was given to. */
let called = 0;

/** Posts a command, or has it wait for the host to be known. Returns whether it was posted. */
export function send(action: string, params?: unknown): boolean {
  if (!host) {
    if (DEBUG) report({ is: 'command', action, params, text: textOf(action, params), fate: 'unframed' });
    return false;
  }
  const command = textOf(action, params);
  if (DEBUG) report({ is: 'command', action, params, text: command, fate: origin ? 'posted' : 'waiting' });
  if (origin) host.postMessage(command, origin);
  else {
    waiting.push(command);
    later(drop, HOST_TIMEOUT_MS);
  }
  return !!origin;
}

function textOf(action: string, params: unknown): string {
  return JSON.stringify({ action, params: params || undefined });
}

/** All wait equally long, so the first one's time is up. */
function drop(): void {
  const text = waiting.shift();
  if (!text) return;
  if (DEBUG) report({ is: 'dropped', text });
  else console.error(`ld: no host for ${text}`);
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
  if (DEBUG) report({ is: 'handlers', type, more: 1 });
  // Not at once: the page may not be ready before `on` has returned.
  later(() => {
    if (DEBUG && unheard.has(type)) report({ is: 'late', type });
    if (unheard.has(type)) emit(type, unheard.get(type));
  });
  return () => {
    if (all.delete(call) && DEBUG) report({ is: 'handlers', type, more: -1 });
  };
}

/** A `message` listener: takes what the host posts, and ignores what is malformed or from others. */
export function receive(event: MessageEvent): void {
  if (event.source !== host) return;
  // An origin that the browser vouches for corrects whatever was believed before.
  const isHosts = event.origin === origin || consider(event.origin);
  if (isHosts && waiting.length) flush();
  const message = (isHosts && parse(event.data)) || {};
  const isEvent = typeof message.type === 'string';
  if (DEBUG) called = 0;
  if (isEvent && message.type !== '*') emit(message.type, message.data);
  if (isEvent) emit('*', message);
  if (DEBUG) report({ is: 'message', event, type: isEvent ? message.type : undefined, called });
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
      if (!all.has(handler)) continue;
      if (DEBUG) called++;
      handler(event);
    } catch (error) {
      later(() => {
        throw error;
      });
    }
  }
}
