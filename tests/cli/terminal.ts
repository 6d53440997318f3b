/** A real pseudo-terminal around a program: `script` of util-linux makes it, and the program cannot tell. */
import { type ChildProcess, spawn } from 'node:child_process';
import { within } from '../browser/until.js';
import { cleanEnv } from './scratch.js';

/** How long a whole program may take on a busy machine. */
const END_TIMEOUT_MS = 60_000;

export class Terminal {
  /** Everything that the program has written so far, escape sequences included. */
  output = '';
  readonly #status: Promise<number | null>;
  readonly #script: ChildProcess;
  #seen = 0;
  #ended = false;
  #changed: () => void = () => {};

  /** @param command for a POSIX shell. */
  constructor(command: string, { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv }) {
    // A terminal without a window has no columns to wrap at.
    const inWindow = `stty cols 100 rows 30; ${command}`;
    this.#script = spawn('script', ['--quiet', '--return', '--flush', '--command', inWindow, '/dev/null'], {
      cwd,
      env: cleanEnv({ SHELL: '/bin/sh', ...env }),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#script.stdout!.setEncoding('utf8').on('data', (text) => {
      this.output += text;
      this.#changed();
    });
    this.#status = new Promise((resolve, reject) => {
      const end = () => {
        this.#ended = true;
        this.#changed();
      };
      this.#script.on('error', (error) => {
        end();
        reject(error);
      });
      this.#script.on('close', (status) => {
        end();
        resolve(status);
      });
    });
  }

  /** What a person reads: without escape sequences. */
  get text(): string {
    return this.output.replace(/\x1b(\[[0-?]*[ -/]*[@-~]|[78])/g, '');
  }

  /** Whether the last thing that the program did to the cursor was to show it. */
  get cursorIsVisible(): boolean {
    return this.output.lastIndexOf('\x1b[?25h') >= this.output.lastIndexOf('\x1b[?25l');
  }

  /** The program's exit status, when it has ended. */
  get status(): Promise<number | null> {
    return within(this.#status, 'the program', END_TIMEOUT_MS).catch((error: Error) => {
      throw new Error(`${error.message}:\n${this.text}`);
    });
  }

  /** Waits until the program has written something new that matches. */
  until(pattern: RegExp): Promise<void> {
    return within(this.#untilWritten(pattern), `${pattern} from the program`).catch((error: Error) => {
      throw new Error(`${error.message}:\n${this.text}`);
    });
  }

  async #untilWritten(pattern: RegExp): Promise<void> {
    for (;;) {
      const match = pattern.exec(this.text.slice(this.#seen));
      if (match) {
        this.#seen += match.index + match[0].length;
        return;
      }
      if (this.#ended) throw new Error(`the program ended without ${pattern}:\n${this.text}`);
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
  }

  type(keys: string): void {
    this.#script.stdin!.write(keys);
  }

  /** Takes the terminal away, as closing its window does. */
  close(): void {
    this.#script.kill('SIGKILL');
  }
}

/** A word for a POSIX shell. Written apart from the program's own quoting, which it serves to test. */
export function word(text: string): string {
  return `'${text.split("'").join(`'"'"'`)}'`;
}
