import { resolver } from './page.js';

/**
 * Adds a listener, or removes it.
 *
 * By the methods of another element: a form's fields can shadow its own, and `navigation`'s is ours (see connect).
 * Never while `navigate` is captured, when listeners of the page are still to come.
 */
export function listen(
  target: unknown,
  type: string,
  listener: (event: any) => void,
  capture?: unknown,
  remove?: 1,
): void {
  resolver[((remove ? 'remove' : 'add') + 'EventListener') as 'addEventListener'].call(
    target,
    type,
    listener,
    (capture && type != 'navigate') as boolean,
  );
}
