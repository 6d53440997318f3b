/**
 * A window of jsdom, happy-dom or linkedom as if LeadDesk framed it, with the runtime and the companion running in it.
 *
 * None of these has frames of other origins. So the runtime's code runs in a scope in which `parent`, `top` and
 * `location.ancestorOrigins` are those of a framed page. Everything else is the window's.
 */
import code from 'runtime:code';
import type { Card } from '../../runtime/card/index.js';
import type { Ld } from '../../runtime/index.js';
import { standIns } from './stand-ins.js';

/** What the attributes of the runtime's script say. */
export interface Settings {
  /** Origins that may be the host. When absent: LeadDesk's, and loopback. */
  allow?: string | readonly string[];
  /** Parameters of the page's address that links and forms carry on. When absent: none. */
  keep?: string | readonly string[];
  /** The name of the parameter that carries the host. When absent: `ld_referrer`. */
  param?: string;
  /** Names of the contact's placeholders. When absent: those of `keep`. */
  contact?: readonly string[];
}

export interface FramedWindow {
  ld: Ld;
  card: Card;
  /** The page's address, as path and query. */
  page(): string;
  /** Has the page receive a message of its host's. */
  receive(data: unknown): void;
  /** Takes everything out of the window that was put into it. */
  restore(): void;
}

export interface Framing {
  /** The host's. */
  origin: string;
  /** The page's address, where the window has none. */
  url: string;
  settings: Settings;
  /** Is told what the page posts to its host. */
  posted(data: unknown, targetOrigin: string): void;
}

/** Frames a window. @param given it, or the global object of a test runner, which has the window's names. */
export function frameWindow(given: Window, { origin, url, settings, posted }: Framing): FramedWindow {
  const { contact, ...runtimeSettings } = settings;
  // A test runner's global is no event target; the document knows the window that is one.
  const win = (given.document.defaultView ?? given) as Window & typeof globalThis;
  const undo: (() => void)[] = [];
  const host = hostWindow(posted);
  const names = standIns(win, origin, url);
  const location = names.location as Location;
  const events = recordingEventTarget(win, undo);
  const scope: Record<PropertyKey, unknown> = {
    window: win,
    parent: host,
    top: host,
    ...names,
    EventTarget: events,
    addEventListener: events.prototype.addEventListener.bind(win),
    removeEventListener: events.prototype.removeEventListener.bind(win),
    setTimeout(act: () => void, delay?: number) {
      const timer = setTimeout(act, delay);
      undo.push(() => clearTimeout(timer));
      return timer;
    },
    clearTimeout,
  };

  for (const target of new Set<any>([given, win])) {
    set(target, 'parent', host, undo);
    set(target, 'top', host, undo);
  }
  for (const [name, method] of [
    ['HTMLElement', 'click'],
    ['HTMLFormElement', 'requestSubmit'],
    ['HTMLFormElement', 'submit'],
  ] as const)
    keep((win[name] as any)?.prototype, method, undo);

  const { createLd, createCard } = run(win, scope);
  const ld: Ld = createLd(runtimeSettings);
  const card: Card = createCard(ld, contact && { contact });
  for (const target of new Set<any>([given, win])) set(target, 'ld', ld, undo);

  return {
    ld,
    card,
    page: () => `${location.pathname}${location.search}`,
    receive(data) {
      const event = new win.Event('message');
      for (const [name, value] of Object.entries({ data, origin, source: host }))
        Object.defineProperty(event, name, { value });
      win.dispatchEvent(event);
    },
    restore: () => {
      while (undo.length) undo.pop()!();
    },
  };
}

/** The host's window as a page of another origin sees it. */
function hostWindow(posted: Framing['posted']): Window {
  const host = {
    postMessage: (data: unknown, target: string | { targetOrigin?: string }) =>
      posted(data, typeof target === 'string' ? target : (target?.targetOrigin ?? '/')),
    get location(): never {
      throw new Error('A window of another origin does not show its location.');
    },
  };
  return Object.assign(host, { parent: host, top: host }) as unknown as Window;
}

/** Evaluates the runtime with the names of the scope, then those of the window, then Node's. */
function run(win: Window, scope: Record<PropertyKey, unknown>): { createLd: any; createCard: any } {
  const names = new Proxy(scope, {
    has: (_, name) =>
      typeof name === 'string' && (name in scope || name in win || Reflect.get(win, name) !== undefined),
    get: (_, name) => (name === Symbol.unscopables ? undefined : name in scope ? scope[name] : Reflect.get(win, name)),
  });
  return new Function('names', `with (names) { ${code}; return leaddesk; }`)(names);
}

/** Listeners that are added through it are taken off at the end. */
function recordingEventTarget(win: Window & typeof globalThis, undo: (() => void)[]): typeof EventTarget {
  const { addEventListener, removeEventListener } = win.EventTarget.prototype;
  type Listener = [type: string, listener: EventListenerOrEventListenerObject, options?: boolean];
  // linkedom's window has the methods, but is no EventTarget by itself.
  const remove = (target: EventTarget, listener: Listener) =>
    target === win ? win.removeEventListener(...listener) : removeEventListener.apply(target, listener);
  const prototype = {
    addEventListener(this: EventTarget, ...listener: Listener) {
      if (this === win) win.addEventListener(...listener);
      else addEventListener.apply(this, listener);
      undo.push(() => remove(this, listener));
    },
    removeEventListener(this: EventTarget, ...listener: Listener) {
      remove(this, listener);
    },
  };
  return { prototype } as unknown as typeof EventTarget;
}

/** Sets a property until the end. One that cannot be set stays as it is: the scope has it in any case. */
function set(target: any, name: string, value: unknown, undo: (() => void)[]): void {
  if (Object.getOwnPropertyDescriptor(target, name)?.configurable === false) return;
  keep(target, name, undo);
  Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value });
}

/** Puts a property back at the end. */
function keep(target: any, name: string, undo: (() => void)[]): void {
  if (!target) return;
  const before = Object.getOwnPropertyDescriptor(target, name);
  undo.push(() => (before ? Object.defineProperty(target, name, before) : Reflect.deleteProperty(target, name)));
}
