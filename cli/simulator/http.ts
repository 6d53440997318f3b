/** HTTP on this machine alone: listening on loopback, and answering only who asked for us. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../shared/errors.js';

export type LoopbackName = 'localhost' | '127.0.0.1';

export interface Listening {
  readonly port: number;
  /** The origin under which a browser reaches it. */
  readonly origin: string;
  /** The servers behind it: `localhost` has one for each address family. */
  readonly servers: readonly Server[];
  /** Ends all connections. */
  close(): Promise<void>;
}

export interface ListenOptions {
  name: LoopbackName;
  /** The first port to try; 0: any that is free. */
  port: number;
  /** Other names under which it answers. */
  aliases?: readonly string[];
}

/**
 * Listens on loopback, at `port` or the next free one.
 *
 * It answers only requests whose `Host` is its own. Otherwise any page on the web could have its own name resolve to
 * this machine and read what is served here (DNS rebinding).
 */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  options: ListenOptions,
): Promise<Listening> {
  const { name, aliases = [] } = options;
  let hosts: string[] = [];
  const guarded: RequestListener = (request, response) => {
    if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) {
      return sendText(response, 403, `This server answers only as http://${hosts[0]}.\n`);
    }
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: Error) => {
        if (response.headersSent) response.destroy();
        else sendText(response, 500, `${error.message}\n`);
      });
  };
  const servers = await listenFrom(options.port, name, guarded);
  const { port } = servers[0]!.address() as AddressInfo;
  hosts = [name, ...aliases].map((host) => `${host}:${port}`);
  if (port === 80) hosts.push(name, ...aliases);
  return {
    port,
    origin: new URL(`http://${name}:${port}`).origin,
    servers,
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

async function listenFrom(first: number, name: LoopbackName, answer: RequestListener): Promise<Server[]> {
  for (let port = first; port < 65536; port++) {
    const servers = await tryPort(port, name, answer);
    if (servers) return servers;
    if (first === 0) port = -1;
  }
  throw new UserError(`No port from ${first} on is free. Give another one, or 0 for any.`);
}

/** Browsers try both addresses of `localhost`, so both have to be ours. @returns null when the port is taken. */
async function tryPort(port: number, name: LoopbackName, answer: RequestListener): Promise<Server[] | null> {
  const servers: Server[] = [];
  try {
    servers.push(await listenAt('127.0.0.1', port, answer));
    const taken = (servers[0]!.address() as AddressInfo).port;
    if (name === 'localhost') servers.push(await listenAt('::1', taken, answer));
    return servers;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A machine without IPv6 has no ::1, and needs none.
    if (servers.length && code !== 'EADDRINUSE') return servers;
    servers.forEach((server) => server.close());
    if (code === 'EADDRINUSE') return null;
    if (code === 'EACCES') throw new UserError(`This user may not listen on port ${port}. Take one above 1023.`);
    throw error;
  }
}

function listenAt(address: string, port: number, answer: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    // Node would answer a malformed request as well, but leave the socket to its time-out.
    server.on('clientError', (_, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      else socket.destroy();
    });
    server.once('error', reject).listen({ port, host: address, exclusive: true }, () => resolve(server));
  });
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', text);
}

/** Answers whole. Nothing is cached: what a developer sees is what the files say now. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
