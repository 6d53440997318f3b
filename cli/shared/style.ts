/**
 * Text for terminals: colour, emphasis, tables, and other people's names. No colour for pipes, for `NO_COLOR`
 * (no-color.org), for dumb terminals.
 */

type Stream = { isTTY?: boolean };

/** Whether text written to `stream` may be coloured. `FORCE_COLOR` wins over everything but an empty value or 0. */
export function hasColor(stream: Stream, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return !env.NO_COLOR && env.TERM !== 'dumb' && stream.isTTY === true;
}

function sgr(open: number, close: number) {
  return (text: string, stream: Stream = process.stdout) =>
    hasColor(stream) ? `\x1b[${open}m${text}\x1b[${close}m` : text;
}

export const bold = sgr(1, 22);
export const dim = sgr(2, 22);
export const red = sgr(31, 39);
export const green = sgr(32, 39);
export const yellow = sgr(33, 39);
export const cyan = sgr(36, 39);

/** Two columns, the first as wide as it must be. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n');
}

/** A text on one line that no terminal acts on: control characters are written as in JavaScript. */
export function printable(text: string): string {
  return text.replace(
    /[\0-\x1f\x7f-\x9f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
