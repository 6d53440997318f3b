/**
 * `dev`: a card in the simulator.
 *
 *   options   the command line                          server      the card's own server
 *   terminal  what is written                           keys        what is pressed
 *   certificate  for `--https`                          browser     the user's browser
 *
 * The simulator is in `cli/simulator`: `card/start` puts card and simulator together.
 */

import type { Command } from '../../shared/command.js';
import { cyan, dim } from '../../shared/style.js';
import { fillAddress } from '../../simulator/address.js';
import { leaveDevFile } from '../../simulator/card/dev-file.js';
import { type Started, start } from '../../simulator/card/start.js';
import { WHOLE_FOLDER } from '../../simulator/card/watch.js';
import { CONTACTS } from '../../simulator/contacts.js';
import type { Entry } from '../../simulator/log.js';
import { openBrowser } from './browser.js';
import { type Key, listenForKeys } from './keys.js';
import { type DevOptions, HELP, readDevOptions } from './options.js';
import { type OwnServer, startServer } from './server.js';
import { createTerminal, type Terminal, warning } from './terminal.js';

/** Runs a card in the simulator until Ctrl-C. */
export const dev: Command = async (argv) => {
  const options = readDevOptions(argv);
  if (options === 'help') return void process.stdout.write(HELP);
  const terminal = createTerminal();
  const { signal, interrupt } = nextSignal();
  const certificate = options.https ? await (await import('./certificate.js')).ownCertificate() : undefined;
  const url = 'url' in options.card ? fillAddress(options.card.url, CONTACTS[0]) : '';
  const server = options.run === null ? null : await startServer(options.run, url, signal, terminal);
  if (server === 'interrupted') return statusOf(await signal);
  const closers: (() => unknown)[] = [() => server?.stop()];
  try {
    const started = await start({
      ...options,
      certificate,
      reloads(files) {
        terminal.event('reload', files.map((file) => (file === WHOLE_FOLDER ? 'the whole folder' : file)).join(', '));
        server?.edited(files);
      },
    });
    closers.push(() => started.close(), leaveAddress(started, terminal), tell(started, terminal));
    const announceAll = () => announce(started, options, terminal, certificate?.trust);
    announceAll();
    const open = () =>
      openBrowser(started.url, () =>
        terminal.line(warning('  No browser could be opened: open the address yourself.')),
      );
    const stopKeys = listenForKeys(keysFor({ started, server, terminal, open, announceAll, interrupt }), interrupt);
    if (stopKeys) closers.push(stopKeys);
    terminal.line(
      dim(stopKeys ? '\n  Press h for the keys and these addresses; q or Ctrl-C ends it.\n' : '\n  Ctrl-C ends it.\n'),
    );
    if (options.open) open();
    return statusOf(await Promise.race([signal, ...(server ? [server.ended] : [])]));
  } finally {
    await Promise.all(closers.map((close) => close()));
  }
};

/** What the user has to know: where to go, and what is not as asked for. */
function announce(started: Started, options: DevOptions, { heading, row }: Terminal, trust?: string): void {
  const { url, cardUrl, port, hostPort, watched, warning: problem } = started;
  heading('LeadDesk simulator');
  row('open', cyan(url));
  row('card', cardUrl);
  if (watched !== null) row('watching', watched);
  if (options.port && port !== null && port !== options.port)
    row('note', warning(`port ${options.port} is busy, so the card is at ${port}`));
  if (options.hostPort && hostPort !== options.hostPort)
    row('note', warning(`port ${options.hostPort} is busy, so the simulator is at ${hostPort}`));
  if (port === null) row('note', 'framed directly: no live reload, and the log can not tell its pages apart');
  if (problem !== null) row('note', warning(problem));
  for (const line of trust?.split('\n') ?? []) row('trust', line);
}

/** Writes what goes wrong, as the simulator's log has it. @returns the function that ends it. */
function tell({ session }: Started, { problem, mended }: Terminal): () => void {
  const write = ({ kind, name, verdict }: Entry) => {
    if (kind !== 'note') return;
    if (verdict.kind === 'problem') problem(name, verdict.text);
    else if (name === 'sources') mended(name, verdict.text);
  };
  session.log.forEach(write);
  return session.watch((happening) => happening && write(happening));
}

interface Parts {
  started: Started;
  server: OwnServer | null;
  terminal: Terminal;
  open(): void;
  announceAll(): void;
  interrupt(): void;
}

function keysFor({ started, server, terminal, open, announceAll, interrupt }: Parts): Record<string, Key> {
  const keys: Record<string, Key> = {
    o: { does: 'open the simulator in the browser', press: open },
    r: {
      does: server ? "start the card's server again" : 'open the card again',
      press() {
        if (server) return server.restart();
        started.session.agent('open');
        terminal.event('open', 'The card is opened again.');
      },
    },
    c: {
      does: 'clear this screen',
      press() {
        terminal.clear();
        announceAll();
      },
    },
    q: { does: 'quit', press: interrupt },
    h: {
      does: 'show these keys and the addresses',
      press() {
        announceAll();
        terminal.line('');
        for (const [key, { does }] of Object.entries(keys)) terminal.row(key, does);
        terminal.line('');
      },
    },
  };
  return keys;
}

/** For `trigger` and `log`. Where nothing may be written, they do not work, and all else does. */
function leaveAddress({ url, token }: Started, terminal: Terminal): () => void {
  try {
    return leaveDevFile(process.cwd(), { url: new URL(url).origin, token });
  } catch (error) {
    terminal.line(warning(`  trigger and log will not find this simulator: ${(error as Error).message}`));
    return () => {};
  }
}

const STATUS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
type Signal = keyof typeof STATUS;

/** The first signal ends it in order; a second one, whichever, at once: something may hang. */
function nextSignal(): { signal: Promise<Signal>; interrupt(): void } {
  let resolve = (_: Signal) => {};
  let isEnding = false;
  const signal = new Promise<Signal>((ended) => (resolve = ended));
  const heard = (which: Signal) => {
    if (isEnding) process.exit(statusOf(which));
    isEnding = true;
    resolve(which);
  };
  for (const which of Object.keys(STATUS) as Signal[]) process.on(which, () => heard(which));
  return { signal, interrupt: () => heard('SIGINT') };
}

/** What shells give a program that a signal has ended. */
function statusOf(signal: Signal): number {
  return 128 + STATUS[signal];
}
