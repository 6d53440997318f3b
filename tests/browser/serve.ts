import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.js';

/** A request as the server really received it. */
export interface Received {
  method: string;
  /** Path and query, byte for byte. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The body as UTF-8. */
  text: string;
}

/** What a route answers. A string is a page in UTF-8; bytes are sent as they are, as a page unless headers say else. */
export type Answer = string | Uint8Array | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };

/** Paths (without query) to answers; `*` answers where no path does. Anything else is 404. */
export type Routes = Record<string, Answer | ((request: Received) => Answer | Promise<Answer>)>;

export interface Site {
  /** As the browser serialises it: `http://localhost:49152`. */
  readonly origin: string;
  /** Everything that arrived, in order, but for favicons. */
  readonly requests: Received[];
  /** May be changed between requests. */
  readonly routes: Routes;
  url(path: string): string;
  /** Waits for a request to this path (without query) or one that satisfies the condition. The latest if several. */
  received(wanted: string | ((request: Received) => boolean)): Promise<Received>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** `localhost` and `127.0.0.1` are two sites. */
  host?: 'localhost' | '127.0.0.1';
  /** A script that runs in every page before its own. */
  inject?: string;
}

/** Serves the routes on a free port of this machine alone. */
export async function serve(routes: Routes, { host = '127.0.0.1', inject }: ServeOptions = {}): Promise<Site> {
  const requests: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const received = await receive(request);
    const path = received.url.replace(/[?].*$/, '');
    if (path === '/favicon.ico' && !routes[path]) return void response.writeHead(204).end();
    requests.push(received);
    const route = routes[path] ?? routes['*'] ?? { status: 404, body: `no route ${path}` };
    send(response, typeof route === 'function' ? await route(received) : route, inject);
  };
  const servers = await listen(host, (request, response) => {
    answer(request, response).catch((error: Error) => response.writeHead(500).end(error.stack));
  });
  const origin = `http://${host}:${(servers[0]!.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    routes,
    url: (path) => origin + path,
    received(wanted) {
      const matches = typeof wanted === 'function' ? wanted : ({ url }: Received) => url.replace(/[?].*$/, '') === wanted;
      return until(() => requests.filter(matches).at(-1), `a request for ${wanted}`);
    },
    async close() {
      await Promise.all(servers.map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }));
    },
  };
}

/** A browser tries both addresses of `localhost`: one port answers on both, as far as this machine has them. */
async function listen(host: string, answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server[]> {
  for (;;) {
    const first = await listenAt('127.0.0.1', 0, answer);
    if (host !== 'localhost') return [first];
    try {
      return [first, await listenAt('::1', (first.address() as AddressInfo).port, answer)];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return [first];
      first.close();
    }
  }
}

function listenAt(address: string, port: number, answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    // A site that a test forgets to close does not keep the test's process.
    server.once('error', reject).listen(port, address, () => resolve(server.unref()));
  });
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return { method: request.method!, url: request.url!, headers: request.headers, body, text: body.toString() };
}

function send(response: ServerResponse, answer: Answer, inject: string | undefined): void {
  const { status = 200, headers = {}, body = '' } = typeof answer === 'string' || ArrayBuffer.isView(answer) ? { body: answer } : answer;
  const sent = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers });
  const isPage = sent.get('content-type')!.startsWith('text/html');
  response.writeHead(status, Object.fromEntries(sent));
  response.end(inject !== undefined && isPage ? injected(Buffer.from(body), inject) : body);
}

/** Puts a script first in a page's head; bytes of whatever charset stay as they are. */
function injected(page: Buffer, script: string): Buffer {
  const bytes = page.toString('latin1');
  const start = /<head(?:\s[^>]*)?>/i.exec(bytes) ?? /^\s*<!doctype[^>]*>/i.exec(bytes);
  const at = start ? start.index + start[0].length : 0;
  const element = Buffer.from(`<script>${script}</script>`).toString('latin1');
  return Buffer.from(bytes.slice(0, at) + element + bytes.slice(at), 'latin1');
}
