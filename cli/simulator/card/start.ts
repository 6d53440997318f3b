/** Puts a card and the simulator together. */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../shared/errors.js';
import { isLoopback } from '../../shared/origins.js';
import { DEFAULT_QUERY, fillAddress } from '../address.js';
import { CONTACTS } from '../contacts.js';
import { createSession } from '../create-session.js';
import type { Certificate, LoopbackName } from '../http.js';
import type { PresetName } from '../presets.js';
import { scenarioFiles } from '../scenario/files.js';
import { serveHost } from '../server.js';
import type { Session } from '../session.js';
import type { Contact } from '../state.js';
import { type CardServer, serveCard } from './card-server.js';
import { coversHost, framingRefusal } from './csp.js';
import { followEdits } from './edits.js';
import { type Answered, askWishes, probe } from './probe.js';
import { createProblems } from './problems.js';

export interface StartOptions {
  /** The folder of a card, or the address of one that runs. */
  card: { dir: string } | { url: string };
  /** The first ports that are tried; 0: any. */
  port: number;
  hostPort: number;
  reload: boolean;
  /** Whether a running card is framed through our server; `null`: if it is on this machine and not bound to https. */
  proxy: boolean | null;
  presets: readonly PresetName[];
  contact?: Contact;
  /** When absent: the card is served over http. */
  certificate?: Certificate | undefined;
  /** Called with the files that have changed, when the pages are to take them in. */
  reloads?: (files: readonly string[]) => void;
}

export interface Started {
  readonly session: Session;
  /** The address to open. */
  readonly url: string;
  /** The card's address, without its query. */
  readonly cardUrl: string;
  readonly port: number | null;
  readonly hostPort: number;
  /** Lets other programs in, as `answerApi` says. */
  readonly token: string;
  /** The folder whose changes show in the frame; `null`: none is watched. */
  readonly watched: string | null;
  /** What the user should know about the card. */
  readonly warning: string | null;
  close(): Promise<void>;
}

/** Starts everything. @throws UserError when there is no such card. */
export async function start(options: StartOptions): Promise<Started> {
  const { card, reload, contact = CONTACTS[0] } = options;
  const answered = 'url' in card ? await answerOf(card.url, contact) : null;
  let passesHost = true;
  const upstream = 'url' in card ? upstreamOf(card.url, options) : null;
  const source =
    'dir' in card
      ? { root: await folderOf(card.dir) }
      : upstream === null
        ? null
        : { upstream, passesHost: () => passesHost };
  const cardName: LoopbackName = 'dir' in card || !isLocalhost(card.url) ? '127.0.0.1' : 'localhost';
  // Two names of this machine are two sites; two ports of one name would not be.
  const hostName: LoopbackName = cardName === 'localhost' ? '127.0.0.1' : 'localhost';
  const token = randomBytes(24).toString('base64url');
  let session: Session | undefined;
  const current = () => session!;
  const problems = createProblems((text) => {
    current().setProblem(text);
    server?.tell({ problem: text });
  });
  const server: CardServer | null =
    source &&
    (await serveCard({
      source,
      name: cardName,
      port: options.port,
      certificate: options.certificate,
      session: current,
      problem: problems.build,
    }));
  const host = await serveHost(current, { name: hostName, port: options.hostPort, token }).catch(
    async (error: Error) => {
      await server?.close();
      throw error;
    },
  );
  try {
    return await assemble();
  } catch (error) {
    await Promise.all([server?.close(), host.close()]);
    throw error;
  }

  async function assemble(): Promise<Started> {
    const address =
      'dir' in card
        ? `${server!.listening.origin}/${DEFAULT_QUERY}`
        : server
          ? moved(card.url, server.listening.origin)
          : card.url;
    session = createSession({
      address,
      contact,
      presets: options.presets,
      observed: server !== null,
      ...(server && { hasRuntime: server.hasRuntime }),
      scenarios: () => scenariosOf(card),
      home: (behavior) => `http://${behavior.hostname ?? hostName}:${host.port}${behavior.path}`,
    });

    if (server && answered && 'url' in card) {
      const wishes = await askWishes(fillAddress(card.url, contact), answered, server.listening.origin);
      ({ passesHost } = wishes);
      if (wishes.secureOnly.length) session.answerSaw('cookie', secureOnlyText(wishes.secureOnly));
    }
    const refusal =
      answered && !server
        ? framingRefusal(
            new Headers(answered.headers as Record<string, string>),
            coversHost(new URL(session.home).origin),
          )
        : null;
    const warning = refusal
      ? `The card does not let the simulator frame it (${refusal}): its frame stays blank. Stand before it with --proxy.`
      : !server && answered?.untrusted
        ? `The card's certificate may not be trusted (${answered.untrusted}): if its frame stays blank, open the card in a ` +
          'tab once and accept it there, or stand before it with --proxy.'
        : null;
    if (warning) session.answerSaw('frame', warning);

    const watched = reload && server ? ('dir' in card ? (source as { root: string }).root : process.cwd()) : null;
    const unfollow =
      watched === null ? () => {} : followEdits({ folder: watched, server: server!, problems, show, limited });

    function limited(code: string) {
      current().note('watch', limitedText(code), 'problem');
    }

    function show(files: string[]) {
      options.reloads?.(files);
      current().tell({ kind: 'changed', files });
      server!.tell({ changed: files });
    }

    return {
      session,
      url: session.home,
      cardUrl: address.replace(/[?#].*$/s, ''),
      port: server?.listening.port ?? null,
      hostPort: host.port,
      token,
      watched,
      warning,
      async close() {
        unfollow();
        current().close();
        await Promise.all([server?.close(), host.close()]);
      },
    };
  }
}

/** The scenarios that lie in the card's folder; where there are none, those of the folder that we run in. */
function scenariosOf(card: StartOptions['card']): string[] {
  const own = 'dir' in card ? scenarioFiles(card.dir) : [];
  return own.length ? own : scenarioFiles('');
}

/** @returns the folder's address, in which links are followed at each request: it may be swapped meanwhile. */
async function folderOf(dir: string): Promise<string> {
  const root = path.resolve(dir);
  const is = await stat(root).catch(() => null);
  if (!is) throw new UserError(`There is no folder ${dir}. To make a card there: create-leaddesk-card ${dir}`);
  if (!is.isDirectory()) throw new UserError(`${dir} is a file. Give the folder of the card.`);
  return root;
}

async function answerOf(url: string, contact: Contact): Promise<Answered> {
  if (!URL.canParse(url)) throw new UserError(`${url} is not an address. Write it as http://127.0.0.1:8000/.`);
  const answered = await probe(fillAddress(url, contact));
  if (!answered)
    throw new UserError(
      `Nothing answers at ${url}. Start the card's server first, or have it started: dev --run "its command" ${url}`,
    );
  return answered;
}

/** The origin before which we stand; `null`: the card is framed directly. */
function upstreamOf(url: string, { proxy, certificate }: StartOptions): string | null {
  const { origin, protocol, hostname } = new URL(url);
  // A card that is served over https stays so.
  return (proxy ?? ((protocol === 'http:' || certificate !== undefined) && isLoopback(hostname))) ? origin : null;
}

function limitedText(code: string): string {
  const raise = code === 'ENOSPC' ? ' Raise fs.inotify.max_user_watches to have edits shown sooner.' : '';
  return `The system's limit of watched folders is used up (${code}): the card's files are looked at in turns instead.${raise}`;
}

function secureOnlyText(names: readonly string[]): string {
  const [cookies, they] = names.length > 1 ? ['cookies', 'them'] : ['cookie', 'it'];
  return (
    `The card's server sets the ${cookies} ${names.join(', ')} only when it is reached over https, and it is not: ` +
    `sessions do not work without ${they}. Start with dev --https.`
  );
}

function isLocalhost(url: string): boolean {
  return /^(.*\.)?localhost$/.test(new URL(url).hostname);
}

/** The same address at another origin. Its placeholders stay as they were written. */
function moved(url: string, origin: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, origin).replace(/^(https?:\/\/[^/?#]*)(?=[?#]|$)/, '$1/');
}
