/** Serves the host's page, tells it what happens and takes what it reports. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { packageRoot } from '../shared/package.js';
import type { Client } from './clients.js';
import { type Listening, type LoopbackName, listen, send, sendText } from './http.js';
import { PRESETS } from './presets.js';
import { takeReport } from './reports.js';
import type { Session } from './session.js';
import type { Report, ToPage } from './wire.js';

/** The page's files, as the build leaves them. */
const assets = path.join(packageRoot, 'dist', 'simulator');

const FILES: Record<string, string> = {
  '/desk.js': 'text/javascript; charset=utf-8',
  '/desk.css': 'text/css; charset=utf-8',
};

/** A report is a message of the card's at most; a batch is cut by the page long before this. */
const LARGEST_BODY = 64 * 1024 * 1024;
/** A page that has this much still to take in is behind. */
const BEHIND = 4 * 1024 * 1024;

const conducts = Object.values(PRESETS).map(({ conduct }) => conduct);
const NAMES = conducts.flatMap(({ hostname }) => hostname ?? []);
const PATHS = ['/', ...conducts.flatMap(({ path }) => path ?? [])];

/** Starts the host's server. The session is made by the caller once the port, and so the host's origin, is known. */
export async function serveHost(
  session: () => Session,
  options: { name: LoopbackName; port: number },
): Promise<Listening> {
  const host: Listening = await listen(answer, { ...options, aliases: NAMES });
  return host;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const [pathname = '', query] = request.url!.split('?');
    const client = new URLSearchParams(query).get('client') ?? '';
    if (request.method === 'POST' && pathname === '/reports') return takeReports(session(), request, response, client);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(response, 405, 'The simulator takes GET here.\n');
    if (pathname === '/stream') return stream(session(), request, response, client);
    if (PATHS.includes(pathname)) return sendPage(session(), response);
    if (Object.hasOwn(FILES, pathname))
      return send(response, 200, FILES[pathname]!, await readFile(path.join(assets, pathname)));
    sendText(response, 404, `The simulator has no ${pathname}.\n`);
  }
}

async function sendPage(session: Session, response: ServerResponse) {
  const { referrerPolicy } = session.conduct;
  const page = await readFile(path.join(assets, 'desk.html'));
  send(response, 200, 'text/html; charset=utf-8', page, {
    'Referrer-Policy': referrerPolicy || 'strict-origin-when-cross-origin',
    'Content-Security-Policy':
      "default-src 'self'; img-src 'self' data:; frame-src http: https:; base-uri 'none'; frame-ancestors 'none'",
  });
}

/** Server-sent events, each of them a batch of messages. */
function stream(session: Session, request: IncomingMessage, response: ServerResponse, client: string) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const again = request.headers['last-event-id'] === session.id;
  const page: Client = {
    write: (messages: readonly ToPage[]) =>
      void response.write(`id: ${session.id}\ndata: ${JSON.stringify(messages)}\n\n`),
    get isBehind() {
      return response.writableLength > BEHIND;
    },
  };
  request.on('close', session.connect(client, page, again));
}

async function takeReports(session: Session, request: IncomingMessage, response: ServerResponse, client: string) {
  // Only our own page may report: any other origin's request would be one of the card's or of a stranger.
  if (request.headers.origin !== `http://${request.headers.host}`)
    return sendText(response, 403, 'Reports come from the host page.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return sendText(response, 413, 'Too much at once.\n');
    chunks.push(chunk);
  }
  let reports: Report[];
  try {
    reports = JSON.parse(Buffer.concat(chunks).toString());
    if (!Array.isArray(reports)) throw new Error('not a list');
  } catch {
    return sendText(response, 400, 'A list of reports is expected, as JSON.\n');
  }
  for (const report of reports) takeReport(session, report, client);
  response.writeHead(204).end();
}
