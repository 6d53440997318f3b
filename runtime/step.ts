/** What holds for the browser's next step only, such as following a link. */
import { attribute, setAttribute } from './dom.js';

/** As it is before a library of the page replaces it with one that notes every call. */
export const later: (callback: () => void, ms?: number) => unknown = setTimeout;

/** What the end of the step undoes; each says whether it has to wait for another end. */
let undos: (() => unknown)[] = [];

/** Has something undone when the step ends. A microtask would come too soon. */
export function atEnd(undo: () => unknown): void {
  undos.push(undo);
  later(endStep);
}

/** Ends the step. */
export function endStep(): void {
  undos = undos.filter((undo) => undo());
}

/** Sets an attribute for the step. */
export function rewrite(element: Element, name: string, value: string): void {
  const before = attribute(element, name);
  if (value === before) return;
  setAttribute(element, name, value);
  atEnd(() => {
    // Do not overwrite a value that the page has set meanwhile.
    if (attribute(element, name) === value) setAttribute(element, name, before);
  });
}
