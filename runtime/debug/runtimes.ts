/** Two runtimes in one page: a layout loads one and the page another, or a bundle and a script element do. */
import type { Ld } from '../index.js';
import { explain } from './explain.js';

/** Looks for a runtime that was there before. Call it before this one listens to the page. */
export function watchForEarlier(): void {
  if (isRuntime(window.ld)) explainTwo();
  window.addEventListener('click', countRuntimes, true);
}

/** Looks for a script that takes the place of `ld` while the page loads. */
export function watchForLater(ld: Ld): void {
  window.addEventListener('load', () => {
    if (window.ld !== ld && isRuntime(window.ld)) explainTwo();
  });
}

/** Not everything of that name is one: an element with the id `ld` is `window.ld` too. */
function isRuntime(ld: unknown): boolean {
  return !!ld && typeof (ld as Ld).send === 'function' && typeof (ld as Ld).on === 'function';
}

/**
 * Counts the runtimes that a click passes. A bundle's has no global name, but each looks at the window whether another
 * has marked the event.
 */
function countRuntimes(event: any): void {
  const before = Object.getOwnPropertyDescriptor(event, 'ld');
  // An event that is dispatched a second time has been counted.
  if (before?.get) return;
  let mark = event.ld;
  let looks = mark ? 1 : 0;
  Object.defineProperty(event, 'ld', {
    configurable: true,
    get() {
      if (event.currentTarget === window) looks++;
      return mark;
    },
    set(value) {
      mark = value;
    },
  });
  setTimeout(() => {
    if (looks > 1) explainTwo();
  });
}

function explainTwo(): void {
  explain({
    level: 'warn',
    text:
      'two runtimes in this page: each has its own settings and handlers, and only one obeys data-ld-send. Keep one ' +
      'script element (ld.js or ld.debug.js) or one bundle with createLd().',
  });
}
