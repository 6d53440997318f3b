/** What holds for the browser's next step only, such as following a link. */

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
