/** What `dev` writes while it runs: a line for each thing that happens, with its time. */
import { bold, cyan, dim, green, red, yellow } from '../../shared/style.js';

export interface Terminal {
  /** Something has happened that was to be expected. */
  event(what: string, text: string): void;
  /** Something is wrong; more lines of the text are indented. */
  problem(what: string, text: string): void;
  /** Something is right again. */
  mended(what: string, text: string): void;
  /** A line of the card's own server. */
  server(line: string): void;
  /** Name and value, as at the start. */
  row(name: string, text: string): void;
  heading(text: string): void;
  line(text: string): void;
  /** Empties the screen, where there is one. */
  clear(): void;
}

const NAME_WIDTH = 10;

export function createTerminal(write: (text: string) => void = (text) => process.stdout.write(text)): Terminal {
  let last = '';
  const line = (text: string) => {
    last = '';
    write(`${text}\n`);
  };
  /** The same thing again and again is said once. */
  const happened = (color: (text: string) => string, what: string, text: string) => {
    const key = `${what} ${text}`;
    if (key === last) return;
    const [first = '', ...more] = text.split('\n');
    const indent = ' '.repeat(time().length + 2 + NAME_WIDTH);
    write(
      `${dim(time())}  ${color(what.padEnd(NAME_WIDTH))}${[first, ...more.map((part) => indent + part)].join('\n')}\n`,
    );
    last = key;
  };
  return {
    event: (what, text) => {
      last = '';
      happened(cyan, what, text);
    },
    problem: (what, text) => happened(red, what, text),
    mended: (what, text) => happened(green, what, text),
    server: (text) => line(dim(`[server] ${text}`)),
    row: (name, text) => line(`  ${dim(name.padEnd(NAME_WIDTH))}${text}`),
    heading: (text) => line(`\n  ${bold(text)}\n`),
    line,
    clear: () => {
      if (process.stdout.isTTY) write('\x1b[2J\x1b[3J\x1b[H');
    },
  };
}

/** A warning, in its color. */
export const warning = (text: string): string => yellow(text);

function time(): string {
  return new Date().toTimeString().slice(0, 8);
}
