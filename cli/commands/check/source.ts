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

/** Line and column of an offset, in characters of the source. */
export function placeIn({ name, text }: Source, offset: number): Place {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return { file: name, line: lines.length, column: lines.at(-1)!.length + 1 };
}

const IGNORE = /\bld-check-ignore\b(?:[ \t]+([a-z][\w-]*(?:[ \t]*,[ \t]*[a-z][\w-]*)*))?/;

/**
 * Whether a comment on the finding's line, or alone on the line before it, silences it: `ld-check-ignore`, followed by
 * ids, comma-separated, unless it is meant for all.
 */
export function isSilenced({ text }: Source, line: number, id: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  return [lines[line - 1], isComment(lines[line - 2]) ? lines[line - 2] : ''].some((candidate) => {
    const found = IGNORE.exec(candidate ?? '');
    return found !== null && (found[1] === undefined || found[1].split(/[ \t]*,[ \t]*/).includes(id));
  });
}

/** A comment of whatever language, and nothing else on its line. */
function isComment(line = ''): boolean {
  return /^\s*(<!--|\/\/|\/\*|\*|#|<\?php\s*(\/\/|\/\*|#)|<%#|<%--|@\*|\{\{!?-?-?|\{#)/.test(line);
}
