/** The server of a card's pages: the folder's or the proxy's answers, and beside them what the observer needs. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { WebSocket } from 'ws';
import { packageRoot } from '../../shared/package.js';
import { type Certificate, type Listening, type LoopbackName, listen, send, sendText } from '../http.js';
import type { Session } from '../session.js';
import { acceptWebSocket, isBehind } from '../websockets.js';
import type { ToCard } from '../wire.js';
import { whyLost } from './cookies.js';
import { asksForFrame } from './documents.js';
import { serveFolder } from './folder.js';
import { OBSERVER } from './inject.js';
import { CHANGES } from './observer-shared.js';
import type { Upstream } from './restart.js';
import { createRuntimes } from './runtimes.js';

export interface CardServer {
  readonly listening: Listening;
  /** The card's own server; `null`: it has none. */
  readonly upstream: Upstream | null;
  /** Whether a script has the runtime in it, by its address; `undefined`: it has not been seen. */
  hasRuntime(address: string): boolean | undefined;
  /** Tells pages that are open in a tab; those in a frame are told by the host's page. */
  tell(message: ToCard): void;
  close(): Promise<void>;
}

export interface CardServerOptions {
  source: { root: string } | { upstream: string; passesHost(): boolean };
  name: LoopbackName;
  port: number;
  certificate?: Certificate | undefined;
  /** The session that frames the card: it exists by the time that the first page is asked for. */
  session(): Session;
  /** Called with the reason why a script cannot be built; `null`: it can. */
  problem(script: string, text: string | null): void;
}

export async function serveCard(options: CardServerOptions): Promise<CardServer> {
  const { source, name, port, certificate, session, problem } = options;
  const tabs = new Set<WebSocket>();
  // Every page waits for it before its first script.
  const script = await readFile(path.join(packageRoot, 'dist', 'simulator', 'observer.js'), 'utf8');
  const runtimes = createRuntimes();
  const host = () => new URL(session().home).origin;
  const own = () => listening.origin;
  // A page in a sandbox is cross-site to everything, and sends no Referer: it shows that it is ours by knowing this.
  const key = randomBytes(9).toString('base64url');
  const observer = () => (session().behavior.sandbox ? `${OBSERVER}?${key}` : OBSERVER);
  const proxy =
    'upstream' in source
      ? // Not loaded for a folder: a start is quicker by what it brings.
        (await import('./proxy.js')).createProxy({
          upstream: source.upstream,
          own,
          host,
          observer,
          passesHost: source.passesHost,
          blocksCookies: () => session().behavior.blocksStorage,
          saw: {
            failed: (url, status) => session().answerSaw('answer', failedText(url, status)),
            refused: (url, header) => session().answerSaw('frame', refusedText(url, header)),
            script: runtimes.add,
            cookieLost: (cookie) =>
              session().answerSaw(
                'cookie',
                `The cookie ${cookie.name} was set, but did not come back from the frame. ${whyLost(cookie, name, certificate !== undefined)}`,
              ),
          },
        })
      : null;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const pathname = request.url!.split('?')[0]!;
    if (pathname.startsWith('/__ld/')) {
      if (!isOwn(request, own()) && request.url !== `${OBSERVER}?${key}`)
        return sendText(response, 403, 'This is for pages of the card alone.\n');
      if (pathname === OBSERVER) return sendObserver(response);
    }
    if ('root' in source)
      return serveFolder(
        {
          root: source.root,
          observer: observer(),
          problem,
          headers: sandboxHeaders,
          missing: (missed, status) =>
            asksForFrame(request.headers) && session().answerSaw('answer', failedText(missed, status)),
          script: runtimes.add,
        },
        request,
        response,
      );
    proxy!.answer(request, response);
  }

  /**
   * A page in a sandbox has no origin, so that its modules and fonts come from another one. Many static hosts allow
   * that. Only what a page loads for itself is allowed: what scripts fetch they could read, whoever's they are.
   */
  function sandboxHeaders({ headers }: IncomingMessage): Record<string, string> {
    const isLoaded = /^(script|style|font)$/.test(String(headers['sec-fetch-dest']));
    return session().behavior.sandbox && headers.origin === 'null' && isLoaded
      ? { 'Access-Control-Allow-Origin': 'null', Vary: 'Origin' }
      : {};
  }

  function sendObserver(response: ServerResponse) {
    const { blocksStorage, blocksLocalNetwork } = session().behavior;
    const config = { host: host(), blocksStorage, blocksLocalNetwork };
    send(
      response,
      200,
      'text/javascript; charset=utf-8',
      `(function(LEADDESK_CARD_DEV){${script}})(${JSON.stringify(config)})`,
      // A page in a sandbox is of no origin, not even of this one.
      { 'Cross-Origin-Resource-Policy': session().behavior.sandbox ? 'cross-origin' : 'same-origin' },
    );
  }

  function addTab(tab: WebSocket) {
    tabs.add(tab);
    if (session().problem !== null) tab.send(JSON.stringify({ problem: session().problem } satisfies ToCard));
    tab.on('close', () => tabs.delete(tab));
  }

  const listening: Listening = await listen(answer, {
    name,
    port,
    certificate,
    upgrade(request, socket, head) {
      if (request.url === CHANGES) return acceptWebSocket(request, socket, head, own(), addTab);
      return proxy ? proxy.upgrade(request, socket, head) : false;
    },
  });
  return {
    listening,
    hasRuntime: runtimes.has,
    upstream: proxy?.upstream ?? null,
    tell(message) {
      const text = JSON.stringify(message);
      // A tab that does not listen would have them pile up, and misses nothing that a later one does not repeat.
      for (const tab of tabs) if (!isBehind(tab)) tab.send(text);
    },
    async close() {
      proxy?.close();
      await listening.close();
    },
  };
}

/** Whether a request is of a page of this origin, as far as the browser says. In Fetch Metadata, `none` is the user. */
function isOwn({ headers }: IncomingMessage, own: string): boolean {
  const { referer, origin, 'sec-fetch-site': site } = headers;
  if (site === 'same-origin' || site === 'none') return true;
  const named = referer ?? (origin === 'null' ? undefined : origin);
  if (named === undefined) return site === undefined && origin !== 'null';
  return URL.canParse(named) && new URL(named).origin === own;
}

function failedText(url: string, status: number): string {
  return `${url.split(/[?#]/)[0]} was answered with ${status}.`;
}

function refusedText(url: string, header: string): string {
  return (
    `${header} keeps LeadDesk from framing ${url}: there it stays blank. The simulator has taken the header off, ` +
    "to show the page. Send Content-Security-Policy: frame-ancestors 'self' https://*.leaddesk.com instead."
  );
}
