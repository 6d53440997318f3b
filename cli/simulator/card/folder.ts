/** Serves a card's folder as a static web host would, and TypeScript as if it had been built. */
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { packageRoot } from '../../shared/package.js';
import { send } from '../http.js';
import { bundle, isSource, sourcesOf } from './bundle.js';
import { type Found, findFile, readPath } from './files.js';
import { injectObserver, pageType } from './inject.js';
import { sendNotice } from './notice.js';
import { typeOf } from './types.js';

export interface Folder {
  /** As `realpath` gives it. */
  root: string;
  /** Is told why a script can not be built; `null`: it can. */
  problem(script: string, text: string | null): void;
}

/** Answers a request from the folder. */
export async function serveFolder(
  { root, problem }: Folder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method } = request;
  const pathname = request.url!.split('?')[0]!;
  const query = request.url!.slice(pathname.length);
  if (method !== 'GET' && method !== 'HEAD') {
    return sendNotice(
      response,
      405,
      'Method not allowed',
      `A static web host does not take ${method}: ${pathname} needs a server of its own. Run it with: dev --run "its command" its-address`,
    );
  }
  const found = await findCardFile(root, pathname);
  switch (found.kind) {
    case 'malformed':
      return sendNotice(response, 400, 'Malformed address', found.why);
    case 'redirect':
      return send(response, 301, 'text/plain', '', { Location: found.to + query });
    case 'missing':
      return sendNotice(
        response,
        404,
        `No such page: ${pathname}`,
        found.why ?? `Looked for ${found.tried.join(', ')}.`,
      );
  }
  const { file } = found;
  if (isSource(file)) {
    // Classic scripts are fetched without CORS, modules with it.
    const built = await bundle(root, file, request.headers['sec-fetch-mode'] !== 'no-cors');
    problem(file, 'problem' in built ? built.problem : null);
    if ('problem' in built) return send(response, 500, 'text/plain; charset=utf-8', `${built.problem}\n`);
    return send(response, 200, 'text/javascript; charset=utf-8', Buffer.from(built.script));
  }
  if (/\.(php|phtml|jspx?|aspx?|cshtml)$/i.test(file)) {
    return sendNotice(
      response,
      501,
      `${pathname} needs a server`,
      'Its source is not served. Run the card with its own server, as in: dev --run "php -S 127.0.0.1:8000" http://127.0.0.1:8000/',
    );
  }
  const body = await readFile(file);
  const type = typeOf(file);
  if (type !== 'text/html') return send(response, 200, type, body);
  send(response, 200, pageType(body), injectObserver(body));
}

/** A file of the card; a source for the script that it becomes; the package's runtime where the card has none. */
async function findCardFile(root: string, pathname: string): Promise<Found> {
  const found = await findFile(root, pathname);
  if (found.kind !== 'missing') return found;
  const segments = readPath(pathname);
  for (const source of typeof segments === 'string' ? [] : sourcesOf(pathname)) {
    const other = await findFile(root, source);
    if (other.kind === 'file') return other;
  }
  const runtime = /^\/(ld(?:\.debug)?\.js)$/.exec(pathname)?.[1];
  if (runtime === undefined) return found;
  const file = path.join(packageRoot, 'dist', runtime);
  return (await stat(file).catch(() => null)) ? { kind: 'file', file } : found;
}
