/** The card's own server: started by `--run`, and started again at edits where it does not do that itself. */
import { UserError } from '../../shared/errors.js';
import { type Running, run } from '../../shared/run-server.js';
import type { Terminal } from './terminal.js';

export interface OwnServer {
  /** Rejects when the server ends by itself and nothing would start it again. */
  readonly ended: Promise<never>;
  /** Files of the card have changed. */
  edited(files: readonly string[]): void;
  restart(): void;
  stop(): Promise<void>;
}

/** Node with a file and without its own watch mode: it has the edit only once it is started again. */
const PLAIN_NODE = /^node(\.exe)?\s+(?!.*--watch)(?:-\S+\s+)*[^\s-]\S*\.[cm]?[jt]s\b/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Programs that need no restart, because they read their files at each request. */
const READS_FILES = /^php\b/;
/** Programs that start again by themselves. */
const WATCHES =
  /--watch|--reload|\b(nodemon|tsx watch|ts-node-dev|vite|next|nuxt|astro|remix|rails|uvicorn|flask .*--debug|runserver)\b/;

/** Starts the command, and waits for an answer. @returns `'interrupted'` when the user wants no more of it. */
export async function startServer(
  command: string,
  url: string,
  interrupted: Promise<unknown>,
  terminal: Terminal,
): Promise<OwnServer | 'interrupted'> {
  const isRestartedHere = PLAIN_NODE.test(command);
  /** Ends the wait for a server that is not up yet. */
  let giveUp = () => {};
  const start = () => {
    terminal.line(`Waiting for ${url} (output of the server below)`);
    const givenUp = new Promise<void>((resolve) => (giveUp = resolve));
    return run(command, url, Promise.race([interrupted, givenUp]), undefined, terminal.server);
  };
  const first = await start();
  if (first === 'interrupted') return first;
  let running: Running | null = null;
  let isBusy = false;
  let isStale = false;
  let isStopped = false;
  let hasSaid = false;
  let fail = (_: Error) => {};
  const ended = new Promise<never>((_, reject) => (fail = reject));
  // No one may wait for it.
  ended.catch(() => {});
  follow(first);

  function follow(now: Running) {
    running = now;
    now.ended.catch((error: Error) => {
      if (running !== now || isBusy) return;
      running = null;
      if (isRestartedHere)
        terminal.problem('server', `${error.message}\nIt is started again at the next edit, or by r.`);
      else fail(error);
    });
  }

  async function restart() {
    isStale = isBusy;
    if (isBusy) giveUp();
    if (isBusy || isStopped) return;
    isBusy = true;
    terminal.event('server', 'It is started again.');
    try {
      await running?.stop();
      running = null;
      if (isStopped) return;
      const now = await start();
      if (now !== 'interrupted') follow(now);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      terminal.problem('server', error.message);
    } finally {
      isBusy = false;
    }
    // An edit has come meanwhile.
    if (isStale) await restart();
  }

  return {
    ended,
    restart: () => void restart(),
    edited(files) {
      const scripts = files.filter((file) => SCRIPT.test(file));
      if (!scripts.length) return;
      if (isRestartedHere) return void restart();
      if (hasSaid || READS_FILES.test(command) || WATCHES.test(command)) return;
      hasSaid = true;
      terminal.event(
        'server',
        'It is not started again at edits, unless it does that itself: press r, or run it with its watch mode.',
      );
    },
    async stop() {
      isStopped = true;
      await running?.stop();
    },
  };
}
