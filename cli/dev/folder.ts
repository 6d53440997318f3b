/** Serves a card's folder as a static web host would. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { packageRoot } from '../package.js';
import { send, sendText } from '../simulator/http.js';
import { findFile } from './files.js';
import { charsetOf } from './inject.js';
import { typeOf } from './types.js';

/** Answers a request from the folder. @param root as `realpath` gives it. */
export async function serveFolder(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pathname = request.url!.split('?')[0]!;
  const query = request.url!.slice(pathname.length);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendText(response, 405, `A static web host does not take ${request.method}: ${pathname} needs a server of its own.\n`);
  }
  let found = await findFile(root, pathname);
  if (found.kind === 'missing' && pathname === '/ld.js') found = { kind: 'file', file: path.join(packageRoot, 'dist', 'ld.js') };
  switch (found.kind) {
    case 'malformed':
      return sendText(response, 400, `${found.why}\n`);
    case 'redirect':
      return send(response, 301, 'text/plain', '', { Location: found.to + query });
    case 'missing':
      return sendText(response, 404, `No such page: ${pathname}\n${found.why ?? `Looked for ${found.tried.join(', ')}.`}\n`);
    case 'file': {
      const body = await readFile(found.file);
      const type = typeOf(found.file);
      send(response, 200, type === 'text/html' ? charsetOf(body) : type, body);
    }
  }
}
