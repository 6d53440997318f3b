/** Additions to somebody's source text, in the shape that it has. */

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A part of a text, and what comes in its place. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text with edits, which do not overlap. Of several insertions at one place the first comes first. */
export function edited(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** How far the line is indented in which `index` is. */
export function indentationAt(text: string, index: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', index - 1) + 1))![0];
}

/** Adds a line behind `index`, indented like the line in which that is. */
export function addLine(text: string, index: number, line: string): string {
  return text.slice(0, index) + lineBreakOf(text) + indentationAt(text, index) + line + text.slice(index);
}

/**
 * Adds an entry to the end of a list that has one on each line.
 *
 * @param list matches the list from its name to the end of its last entry's line.
 * @returns nothing when there is no such list.
 */
export function addEntry(text: string, list: RegExp, entry: string): string | undefined {
  const found = list.exec(text);
  if (!found) return undefined;
  const end = found.index + found[0].length;
  const isOpen = /[,[][ \t]*(\/\/.*)?$/.test(found[0]);
  return isOpen ? addLine(text, end, entry) : addLine(`${text.slice(0, end)},${text.slice(end)}`, end + 1, entry);
}
