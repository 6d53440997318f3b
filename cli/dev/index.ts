/** `dev`: a card in the simulator. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from '../commands.js';
import { UserError } from '../errors.js';
import { DEFAULT_QUERY } from '../simulator/address.js';
import { CONTACTS } from '../simulator/contacts.js';
import { listen, type Listening } from '../simulator/http.js';
import { serveHost } from '../simulator/server.js';
import { createSession, type Session } from '../simulator/session.js';
import { bold, cyan, dim } from '../style.js';
import { serveFolder } from './folder.js';
import { HELP, readDevOptions } from './options.js';

/** Serves a card, and the simulator that frames it, until Ctrl-C. */
export const dev: Command = async (argv) => {
  const options = readDevOptions(argv);
  if (options === 'help') return void process.stdout.write(HELP);
  let session: Session;
  const cards: Listening[] = [];
  let address: string;
  if ('dir' in options.card) {
    const root = await folderOf(options.card.dir);
    const card = await listen((request, response) => serveFolder(root, request, response), { name: '127.0.0.1', port: options.port });
    cards.push(card);
    address = `${card.origin}/${DEFAULT_QUERY}`;
  } else address = options.card.url;
  const host = await serveHost(() => session, { name: 'localhost', port: options.hostPort });
  session = createSession({
    address,
    contact: CONTACTS[0],
    presets: options.presets,
    home: (conduct) => `http://${conduct.hostname ?? 'localhost'}:${host.port}${conduct.path}`,
  });
  console.log(`  ${bold('LeadDesk simulator')}  ${cyan(`${host.origin}/`)}`);
  console.log(`  ${dim('card')}                ${dim(address.split('?')[0]!)}`);
  const signal = await ended();
  await Promise.all([...cards, host].map((server) => server.close()));
  session.close();
  return signal === 'SIGINT' ? 130 : 143;
};

async function folderOf(dir: string): Promise<string> {
  const root = path.resolve(dir);
  const is = await stat(root).catch(() => null);
  if (!is) throw new UserError(`There is no folder ${dir}. Make a card with: create-leaddesk-card ${dir}`);
  if (!is.isDirectory()) throw new UserError(`${dir} is a file. Give the folder of the card.`);
  return realpath(root);
}

function ended(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}
