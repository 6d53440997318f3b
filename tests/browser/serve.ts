import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ConsoleEntry, reportConsole } from './console.js';
import { until } from './until.js';
import { removalScripts, withoutNames } from './without.js';

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
export type Answer =
  | string
  | Uint8Array
  | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };

/** Paths (without query) to answers; `*` answers where no path does. Anything else is 404. */
export type Routes = Record<string, Answer | ((request: Received) => Answer | Promise<Answer>)>;

export interface Site {
  /** As the browser serialises it: `http://localhost:49152`. */
  readonly origin: string;
  /** Everything that arrived, in order, but for favicons. */
  readonly requests: Received[];
  /** What pages wrote to their console, uncaught errors included, in order: for `serve(routes, { watch: true })`. */
  readonly console: ConsoleEntry[];
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
  /** A script, or a function that sees nothing of the test's scope, to run in every page before its own. */
  inject?: string | (() => void);
  /** Also injects a script that keeps the `console` of the pages here. */
  watch?: boolean;
}

/** Where pages report their console. */
const reportsTo = '/-/console';

/** Serves the routes on a free port of this machine alone. */
export async function serve(
  routes: Routes,
  { host = '127.0.0.1', inject, watch = false }: ServeOptions = {},
): Promise<Site> {
  const requests: Received[] = [];
  const console: ConsoleEntry[] = [];
  const scripts = [
    ...removalScripts.map((script) => element(script)),
    watch ? element(reportConsole, reportsTo) : '',
    inject === undefined ? '' : element(inject),
  ].join('');
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const received = await receive(request);
    const path = received.url.replace(/[?].*$/, '');
    if (path === reportsTo) {
      console.push(JSON.parse(received.text));
      // A sandboxed page is of no origin.
      return void response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
    }
    if (path === '/favicon.ico' && !routes[path]) return void response.writeHead(204).end();
    requests.push(received);
    const route = routes[path] ?? routes['*'] ?? { status: 404, body: `no route ${path}` };
    send(response, typeof route === 'function' ? await route(received) : route, scripts);
  };
  const servers = await listen(host, (request, response) => {
    answer(request, response).catch((error: Error) => response.writeHead(500).end(error.stack));
  });
  const origin = `http://${host}:${(servers[0]!.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    console,
    routes,
    url: (path) => origin + path,
    received(wanted) {
      const matches =
        typeof wanted === 'function' ? wanted : ({ url }: Received) => url.replace(/[?].*$/, '') === wanted;
      return until(() => requests.filter(matches).at(-1), `a request for ${wanted}`);
    },
    async close() {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}

/** A browser tries both addresses of `localhost`: one port answers on both, as far as this machine has them. */
async function listen(
  host: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server[]> {
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

function listenAt(
  address: string,
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
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

function send(response: ServerResponse, answer: Answer, scripts: string): void {
  const {
    status = 200,
    headers = {},
    body = '',
  } = typeof answer === 'string' || ArrayBuffer.isView(answer) ? { body: answer } : answer;
  const sent = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers });
  const type = sent.get('content-type')!;
  const named = /^text\/(html|javascript)/.test(type) ? withoutNames(body) : body;
  response.writeHead(status, Object.fromEntries(sent));
  response.end(type.startsWith('text/html') && scripts ? inHead(Buffer.from(named), scripts) : named);
}

/** A script element with a script, or with the call of a function: tsx wraps it in `__name`, which no page has. */
function element<A extends unknown[]>(script: string | ((...args: A) => void), ...args: A): string {
  const call = () => `((__name) => (${script})(...${JSON.stringify(args)}))((named) => named)`;
  return `<script>${typeof script === 'string' ? script : call()}</script>`;
}

/** Puts elements first in a page's head; the page's own bytes, of whatever charset, stay as they are. */
function inHead(page: Buffer, elements: string): Buffer {
  const text = page.toString('latin1');
  const start = /<head(?:\s[^>]*)?>/i.exec(text) ?? /^\s*<!doctype[^>]*>/i.exec(text);
  const at = start ? start.index + start[0].length : 0;
  return Buffer.concat([page.subarray(0, at), Buffer.from(elements), page.subarray(at)]);
}
