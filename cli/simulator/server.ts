/** Serves the host's page, tells it what happens and takes what it reports. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { WebSocket } from 'ws';
import { packageRoot } from '../shared/package.js';
import { answerApi } from './api.js';
import { type Listening, type LoopbackName, listen, send, sendText } from './http.js';
import { PRESETS } from './presets.js';
import { takeReports } from './reports.js';
import type { Session } from './session.js';
import { acceptWebSocket, isBehind } from './websockets.js';

/** The page's files, as the build leaves them. */
const assets = path.join(packageRoot, 'dist', 'simulator');

const FILES: Record<string, string> = {
  '/desk.js': 'text/javascript; charset=utf-8',
  '/desk.css': 'text/css; charset=utf-8',
};

const behaviors = Object.values(PRESETS).map(({ behavior }) => behavior);
const NAMES = behaviors.flatMap(({ hostname }) => hostname ?? []);
const PATHS = ['/', ...behaviors.flatMap(({ path }) => path ?? [])];

/**
 * Starts the host's server. The session is made by the caller once the port, and so the host's origin, is known.
 *
 * @param token lets other programs of this user in, as `answerApi` says.
 */
export async function serveHost(
  session: () => Session,
  options: { name: LoopbackName; port: number; token: string },
): Promise<Listening> {
  return listen(answer, {
    ...options,
    aliases: NAMES,
    upgrade(request, socket, head) {
      if (!request.url!.startsWith('/stream?')) return false;
      // The Host is one of ours: that has been checked.
      const origin = `http://${request.headers.host}`;
      return acceptWebSocket(request, socket, head, origin, (accepted) => connect(session(), request, accepted));
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const [pathname = ''] = request.url!.split('?');
    if (pathname.startsWith('/api/')) return answerApi(session(), options.token, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(response, 405, 'The simulator takes GET here.\n');
    if (PATHS.includes(pathname)) return sendPage(session(), request, response);
    if (Object.hasOwn(FILES, pathname))
      return send(response, 200, FILES[pathname]!, await readFile(path.join(assets, pathname)), OWN_ONLY);
    sendText(response, 404, `The simulator has no ${pathname}.\n`);
  }
}

const OWN_ONLY = { 'Cross-Origin-Resource-Policy': 'same-origin' };

async function sendPage(session: Session, request: IncomingMessage, response: ServerResponse) {
  const { referrerPolicy } = session.behavior;
  const page = await readFile(path.join(assets, 'desk.html'));
  send(response, 200, 'text/html; charset=utf-8', page, {
    ...OWN_ONLY,
    'Referrer-Policy': referrerPolicy || 'strict-origin-when-cross-origin',
    'Content-Security-Policy':
      `default-src 'self'; connect-src 'self' ws://${request.headers.host}; img-src 'self' data:; frame-src http: https:; ` +
      "base-uri 'none'; frame-ancestors 'none'",
  });
}

/** Both ways go batches: lists of messages to the page, lists of reports from it. */
function connect(session: Session, request: IncomingMessage, socket: WebSocket) {
  const query = new URLSearchParams(request.url!.split('?')[1]);
  const client = query.get('client') ?? '';
  const disconnect = session.connect(
    client,
    {
      write: (messages) => socket.send(JSON.stringify(messages)),
      get isBehind() {
        return isBehind(socket);
      },
      end: () => socket.terminate(),
    },
    query.get('session') === session.id,
  );
  socket.on('message', (data) => takeReports(session, String(data), client));
  socket.on('close', disconnect);
}
