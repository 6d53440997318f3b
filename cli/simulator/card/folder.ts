/** Serves a card's folder as a static web host would, and TypeScript as if it had been built. */
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import parseRange from 'range-parser';
import { packageRoot } from '../../shared/package.js';
import { send } from '../http.js';
import { bundle, isSource, sourcesOf } from './bundle.js';
import { asksForDocument, isXhtml } from './documents.js';
import { type Found, findFile, readPath } from './files.js';
import { injectObserver, pageType } from './inject.js';
import { sendNotice } from './notice.js';
import { typeOf } from './types.js';

export interface Folder {
  /** Links in its path are followed at each request, so that a folder can be swapped for another one. */
  root: string;
  /** The observer's address. */
  observer: string;
  /** Headers for every answer. */
  headers(request: IncomingMessage): Record<string, string>;
  /** Called with the reason why a script cannot be built; `null`: it can. */
  problem(script: string, text: string | null): void;
  /** Called when a page was asked for and is not there. */
  missing(pathname: string, status: number): void;
  /** Called with each script that it serves. */
  script(url: string, text: string): void;
}

/** Answers a request from the folder. */
export async function serveFolder(folder: Folder, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method } = request;
  const pathname = request.url!.split('?')[0]!;
  const query = request.url!.slice(pathname.length);
  const headers = folder.headers(request);
  const notice = (status: number, title: string, text: string) => {
    folder.missing(pathname, status);
    sendNotice(folder.observer, request, response, status, title, text);
  };
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return notice(
      405,
      'Method not allowed',
      `A static web host does not take ${method}: ${pathname} needs its own server. Run it with: dev --run "its command" its-address`,
    );
  }
  const root = await realpath(folder.root).catch(() => null);
  if (root === null)
    return notice(404, 'The card’s folder is gone', `There is no folder ${folder.root} at the moment.`);
  const found = await findCardFile(root, pathname);
  switch (found.kind) {
    case 'malformed':
      return notice(400, 'Malformed address', found.why);
    case 'redirect':
      return send(response, 301, 'text/plain', '', { Location: found.to + query });
    case 'missing':
      return notice(404, `No such page: ${pathname}`, found.why ?? `Looked for ${found.tried.join(', ')}.`);
    case 'dynamic':
      return notice(
        501,
        `${pathname} needs a server`,
        'Its source is not served. Run the card with its own server, as in: dev --run "php -S 127.0.0.1:8000" http://127.0.0.1:8000/',
      );
  }
  const { file } = found;
  if (isSource(file)) {
    // Classic scripts are fetched without CORS, modules with it.
    const built = await bundle(root, file, request.headers['sec-fetch-mode'] !== 'no-cors');
    folder.problem(file, 'problem' in built ? built.problem : null);
    if ('problem' in built) return send(response, 500, 'text/plain; charset=utf-8', `${built.problem}\n`, headers);
    const script = Buffer.from(built.script);
    folder.script(request.url!, script.toString('latin1'));
    return send(response, 200, 'text/javascript; charset=utf-8', script, headers);
  }
  const type = typeOf(file);
  if (type.startsWith('text/javascript')) folder.script(request.url!, await readFile(file, 'latin1'));
  if (type !== 'text/html' && !isXhtml(type)) return sendFile(file, type, headers, request, response);
  const body = await readFile(file);
  send(
    response,
    200,
    isXhtml(type) ? type : pageType(body),
    asksForDocument(request.headers) ? injectObserver(body, { address: folder.observer, type }) : body,
    headers,
  );
}

/** RFC 9110, 14: without a part that was asked for, players can not seek in audio. */
async function sendFile(
  file: string,
  type: string,
  more: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { size } = await stat(file);
  const headers = {
    ...more,
    'Content-Type': type,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  // If-Range names a version; there are none here, so that the whole file is the right answer to it.
  const { range, 'if-range': version } = request.headers;
  // RFC 9110, 14.1: units have no case, and an end that is longer than the file is all of it.
  const wanted = range?.toLowerCase().replace(/=-(\d+)$/, (_, length) => `=-${Math.min(Number(length), size)}`);
  const ranges = wanted === undefined || version !== undefined ? -2 : parseRange(size, wanted);
  if (ranges === -1) return void response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
  const isPart = ranges !== -2 && ranges.type === 'bytes' && ranges.length === 1;
  const { start, end } = isPart ? ranges[0]! : { start: 0, end: size - 1 };
  response.writeHead(isPart ? 206 : 200, {
    ...headers,
    'Content-Length': Math.max(end - start + 1, 0),
    ...(isPart && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) return void response.end();
  pipeline(createReadStream(file, { start, end }), response, () => {});
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
  const runtime = /^\/(ld(?:\.debug|\.card)?\.js)$/.exec(pathname)?.[1];
  if (runtime === undefined) return found;
  const file = path.join(packageRoot, 'dist', runtime);
  return (await stat(file).catch(() => null)) ? { kind: 'file', file } : found;
}
