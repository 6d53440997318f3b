/** A text that was read, and places in it. */

export interface Source {
  /** The file, relative to the card's folder with `/` between; or the address. */
  readonly name: string;
  readonly text: string;
}

export interface Place {
  file: string;
  /** From 1; absent where the finding is about the whole, such as a header of its answer. */
  line?: number;
  column?: number;
}

/** Where the lines of a text begin; looked for once. */
const linesOf = new WeakMap<Source, number[]>();

function lineStarts(source: Source): number[] {
  let starts = linesOf.get(source);
  if (!starts) {
    starts = [0];
    for (const { index, 0: end } of source.text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    linesOf.set(source, starts);
  }
  return starts;
}

/** Line and column of an offset, in characters of the source. */
export function placeIn(source: Source, offset: number): Place {
  const starts = lineStarts(source);
  let line = 0;
  for (let above = starts.length; above - line > 1; ) {
    const middle = (line + above) >> 1;
    if (starts[middle]! <= offset) line = middle;
    else above = middle;
  }
  return { file: source.name, line: line + 1, column: offset - starts[line]! + 1 };
}

function lineAt(source: Source, line: number): string {
  const starts = lineStarts(source);
  return line < 1 || line > starts.length ? '' : source.text.slice(starts[line - 1]!, starts[line]);
}

const IGNORE = /\bld-check-ignore\b(?:[ \t]+([a-z][\w-]*(?:[ \t]*,[ \t]*[a-z][\w-]*)*))?/;

/**
 * Whether a comment on the finding's line, or alone on the line before it, silences it: `ld-check-ignore`, followed by
 * ids, comma-separated, unless it is meant for all.
 */
export function isSilenced(source: Source, line: number, id: string): boolean {
  if (!hasSilences(source)) return false;
  const before = lineAt(source, line - 1);
  return [lineAt(source, line), isComment(before) ? before : ''].some((candidate) => {
    const found = IGNORE.exec(candidate);
    return found !== null && (found[1] === undefined || found[1].split(/[ \t]*,[ \t]*/).includes(id));
  });
}

const silences = new WeakMap<Source, boolean>();

function hasSilences(source: Source): boolean {
  let has = silences.get(source);
  if (has === undefined) silences.set(source, (has = source.text.includes('ld-check-ignore')));
  return has;
}

/** A comment of whatever language, and nothing else on its line. */
function isComment(line: string): boolean {
  return /^\s*(<!--|\/\/|\/\*|\*|#|<\?php\s*(\/\/|\/\*|#)|<%#|<%--|@\*|\{\{!?-?-?|\{#)/.test(line);
}
