/**
 * `dev`: a card in the simulator.
 *
 *   options       the command line
 *   start         puts card and simulator together
 *   card-server   the card's pages: from a folder (folder, files, bundle), or from its own server (proxy, csp)
 *   observer      what runs in these pages, put there by inject
 *   edits         changes of its files (watch, restart), and what is wrong with them (problems, typecheck)
 *   run  browser  answers         its own server, the user's browser
 */

import type { Command } from '../../shared/command.js';
import { run } from '../../shared/run-server.js';
import { bold, cyan, dim, yellow } from '../../shared/style.js';
import { fillAddress } from '../../simulator/address.js';
import { leaveDevFile } from '../../simulator/card/dev-file.js';
import { type Started, start } from '../../simulator/card/start.js';
import { CONTACTS } from '../../simulator/contacts.js';
import { openBrowser } from './browser.js';
import { type DevOptions, HELP, readDevOptions } from './options.js';

/** Runs a card in the simulator until Ctrl-C. */
export const dev: Command = async (argv) => {
  const options = readDevOptions(argv);
  if (options === 'help') return void process.stdout.write(HELP);
  const signal = nextSignal();
  const running =
    options.run === null
      ? null
      : await run(options.run, fillAddress((options.card as { url: string }).url, CONTACTS[0]), signal);
  if (running === 'interrupted') return statusOf(await signal);
  let started: Started | undefined;
  let removeDevFile = () => {};
  try {
    started = await start(options);
    removeDevFile = leaveAddress(started);
    announce(started, options);
    if (options.open)
      openBrowser(started.url, () => console.log(yellow('  No browser could be opened: open the address yourself.')));
    return statusOf(await Promise.race([signal, ...(running ? [running.ended] : [])]));
  } finally {
    removeDevFile();
    await Promise.all([started?.close(), running?.stop()]);
  }
};

/** For `trigger` and `log`. Where nothing may be written, they do not work, and all else does. */
function leaveAddress({ url, token }: Started): () => void {
  try {
    return leaveDevFile(process.cwd(), { url: new URL(url).origin, token });
  } catch (error) {
    console.log(yellow(`  trigger and log will not find this simulator: ${(error as Error).message}`));
    return () => {};
  }
}

/** What the user has to know: where to go, and what is not as asked for. */
function announce({ url, cardUrl, port, hostPort, watched, warning }: Started, options: DevOptions): void {
  const row = (name: string, text: string) => console.log(`  ${dim(name.padEnd(10))}${text}`);
  console.log(`\n  ${bold('LeadDesk simulator')}\n`);
  row('open', cyan(url));
  row('card', cardUrl);
  if (watched !== null) row('watching', watched);
  if (options.port && port !== null && port !== options.port)
    row('note', yellow(`port ${options.port} is busy, so the card is at ${port}`));
  if (options.hostPort && hostPort !== options.hostPort)
    row('note', yellow(`port ${options.hostPort} is busy, so the simulator is at ${hostPort}`));
  if (port === null) row('note', 'framed directly: no live reload, and the log can not tell its pages apart');
  if (warning !== null) row('note', yellow(warning));
  console.log(dim('\n  Ctrl-C ends it.\n'));
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}

/** What shells give a program that a signal has ended. */
function statusOf(signal: NodeJS.Signals): number {
  return 128 + { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal as 'SIGINT' | 'SIGTERM' | 'SIGHUP'];
}
