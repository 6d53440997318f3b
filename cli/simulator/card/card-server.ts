/** The server of a card's pages: the folder's or the proxy's answers, and beside them what the observer needs. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { packageRoot } from '../../shared/package.js';
import { type Listening, type LoopbackName, listen, send } from '../http.js';
import type { Session } from '../session.js';
import type { ToCard } from '../wire.js';
import { serveFolder } from './folder.js';
import { OBSERVER } from './inject.js';
import { createProxy } from './proxy.js';
import type { Upstream } from './restart.js';

export interface CardServer {
  readonly listening: Listening;
  /** The card's own server; `null`: it has none. */
  readonly upstream: Upstream | null;
  /** Tells pages that are open in a tab of their own; those in a frame are told by the host's page. */
  tell(message: ToCard): void;
  close(): Promise<void>;
}

export interface CardServerOptions {
  source: { root: string } | { upstream: string };
  name: LoopbackName;
  port: number;
  /** The session that frames the card: it exists by the time that the first page is asked for. */
  session(): Session;
  /** Is told why a script can not be built; `null`: it can. */
  problem(script: string, text: string | null): void;
}

export async function serveCard({ source, name, port, session, problem }: CardServerOptions): Promise<CardServer> {
  const tabs = new Set<ServerResponse>();
  const host = () => new URL(session().home).origin;
  const proxy =
    'upstream' in source
      ? createProxy({
          upstream: source.upstream,
          own: () => listening.origin,
          host,
          blocksCookies: () => session().conduct.blocksStorage,
        })
      : null;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const pathname = request.url!.split('?')[0];
    if (pathname === OBSERVER) return sendObserver(response);
    if (pathname === '/__ld/changes') return addTab(response);
    if ('root' in source) return serveFolder({ root: source.root, problem }, request, response);
    proxy!.answer(request, response);
  }

  async function sendObserver(response: ServerResponse) {
    const config = { host: host(), blocksStorage: session().conduct.blocksStorage };
    const script = await readFile(path.join(packageRoot, 'dist', 'simulator', 'observer.js'), 'utf8');
    send(
      response,
      200,
      'text/javascript; charset=utf-8',
      `(function(LEADDESK_CARD_DEV){${script}})(${JSON.stringify(config)})`,
    );
  }

  function addTab(response: ServerResponse) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).flushHeaders();
    tabs.add(response);
    if (session().problem !== null) write(response, { problem: session().problem });
    response.on('close', () => tabs.delete(response));
  }

  function write(tab: ServerResponse, message: ToCard) {
    tab.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  const listening: Listening = await listen(answer, { name, port });
  if (proxy) for (const server of listening.servers) server.on('upgrade', proxy.upgrade);
  return {
    listening,
    upstream: proxy && 'upstream' in source ? { origin: source.upstream, agent: proxy.agent } : null,
    tell: (message) => tabs.forEach((tab) => write(tab, message)),
    async close() {
      proxy?.agent.destroy();
      await listening.close();
    },
  };
}
