/**
 * The terminal's keys for the prompts, one a turn.
 *
 * The prompts act on whole chunks of input at once: what is typed or pasted behind an Enter ends in the answer before
 * it, and keys that they do not know appear as the text `undefined`. Here a key is a key: those that the prompts do not
 * know and the marks around a paste are dropped, and what is typed ahead waits for its question.
 */
import { closeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { isatty, type ReadStream } from 'node:tty';

/** An escape sequence (ECMA-48 CSI, SS3, or Alt with a key), or one UTF-16 unit: the prompts count in these. */
const KEY = /\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[^]|\x1b[^]?|[^]/g;

/** The beginning of an escape sequence, whose rest has not arrived yet. */
const UNFINISHED = /\x1b(\[[0-?]*[ -/]*|O)?$/;

/** Arrows, Home, End, Delete, Escape; Ctrl with A, C, D, E, G; Backspace, Tab, Enter; and everything printable. */
const UNDERSTOOD = /^(\x1b(\[|O)[ABCDHF]|\x1b\[[13478]~|[\x1b\x01\x03\x04\x05\x07\x08\t\n\r\x7f]|[^\0-\x1f\x7f-\x9f])$/;

/** How long the rest of an escape sequence may take, as in node:readline. */
const ESCAPE_MS = 50;

/** Splits input into keys that the prompts understand. Pure but for whether a paste is going on. */
export function createKeySplitter(): (text: string) => string[] {
  let pasting = false;
  return (text) =>
    (text.match(KEY) ?? []).filter((key) => {
      if (key === '\x1b[200~' || key === '\x1b[201~') pasting = key === '\x1b[200~';
      // A pasted line break is no Enter.
      return UNDERSTOOD.test(key) && !(pasting && /[\0-\x1f\x7f]/.test(key));
    });
}

/** A stand-in for the terminal, for the prompts to read. */
export class Keyboard extends Readable {
  readonly isTTY = true;
  /** Settles when nothing more can come from the terminal. */
  readonly hangup: Promise<void>;
  #decoder = new StringDecoder('utf8');
  #split = createKeySplitter();
  #unfinished = '';
  #timer: NodeJS.Timeout | undefined;
  #keys: string[] = [];
  #wanted = false;

  constructor(private readonly terminal: ReadStream) {
    super({ objectMode: true, highWaterMark: 1 });
    terminal.on('data', (bytes: Buffer) => this.#take(this.#unfinished + this.#decoder.write(bytes)));
    const ended = new Promise<void>((resolve) => {
      for (const ending of ['end', 'close', 'error']) terminal.on(ending, () => resolve());
    });
    this.hangup = ended.then(forgetLostTerminals);
    terminal.pause();
  }

  #take(text: string): void {
    clearTimeout(this.#timer);
    this.#unfinished = UNFINISHED.exec(text)?.[0] ?? '';
    this.#keys.push(...this.#split(text.slice(0, text.length - this.#unfinished.length)));
    if (this.#unfinished) this.#timer = setTimeout(() => this.#finish(), ESCAPE_MS);
    this.#deliver();
  }

  #finish(): void {
    this.#keys.push(...this.#split(this.#unfinished));
    this.#unfinished = '';
    this.#deliver();
  }

  #deliver(): void {
    if (!this.#wanted || !this.#keys.length) return;
    this.#wanted = false;
    setImmediate(() => this.push(this.#keys.shift()));
  }

  override _read(): void {
    this.#wanted = true;
    this.#deliver();
  }

  override resume(): this {
    this.terminal.resume();
    return super.resume();
  }

  override pause(): this {
    this.terminal.pause();
    return super.pause();
  }

  setRawMode(raw: boolean): this {
    this.terminal.setRawMode(raw);
    return this;
  }
}

/**
 * Node puts back the modes of its terminals when it exits, and aborts when one of them has gone: it must not see it.
 */
function forgetLostTerminals(): void {
  for (const { fd, isTTY } of [process.stdin, process.stdout, process.stderr]) {
    if (isTTY && !isatty(fd)) closeSync(fd);
  }
}
