/** HTTP on this machine alone: listening on loopback, and answering only who asked for us. */
import { createServer, type IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { MAX_HEADER_BYTES } from '../shared/answers.js';
import { UserError } from '../shared/errors.js';

export type LoopbackName = 'localhost' | '127.0.0.1';

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown;

export interface Listening {
  readonly port: number;
  /** The origin under which a browser reaches it. */
  readonly origin: string;
  /** Ends all connections, WebSockets too. */
  close(): Promise<void>;
}

export interface ListenOptions {
  name: LoopbackName;
  /** The first port to try; 0: any that is free. */
  port: number;
  /** Other names under which it answers. */
  aliases?: readonly string[];
  /** When absent: plain http. */
  certificate?: Certificate | undefined;
  /** Takes WebSockets, and returns false for those that it leaves. When absent: there are none. */
  upgrade?: Upgrade;
}

/** How many ports are tried, from the first one on. */
const MAX_PORTS = 100;

/**
 * Listens on loopback, at `port` or the next free one.
 *
 * It answers only requests whose `Host` is its own, WebSockets too. Otherwise any page on the web could have its own
 * name resolve to this machine and read what is served here (DNS rebinding).
 *
 * @throws UserError when no port is free.
 */
export async function listen(answer: Answer, options: ListenOptions): Promise<Listening> {
  const { name, aliases = [], certificate, upgrade } = options;
  const scheme = certificate ? 'https' : 'http';
  let hosts: string[] = [];
  const sockets = new Set<Socket>();

  const answerGuarded: RequestListener = (request, response) => {
    if (!isForUs(request, hosts, scheme))
      return sendText(response, 403, `This server answers only as ${scheme}://${hosts[0]}.\n`);
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: Error) => {
        if (response.headersSent) response.destroy();
        else sendText(response, 500, `${error.message}\n`);
      });
  };

  function upgradeGuarded(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy());
    const isWebSocket = /^websocket$/i.test(request.headers.upgrade ?? '');
    const isTaken =
      isWebSocket && upgrade && isForUs(request, hosts, scheme) && upgrade(request, socket, head) !== false;
    if (isTaken) return;
    answerWithoutUpgrade(request, socket, answerGuarded);
  }

  function listenAt(address: string, port: number): Promise<Server> {
    return new Promise((resolve, reject) => {
      const limits = { maxHeaderSize: MAX_HEADER_BYTES };
      const server = certificate
        ? createSecureServer({ ...certificate, ...limits }, answerGuarded)
        : createServer(limits, answerGuarded);
      server.on('upgrade', upgradeGuarded);
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      server.on('clientError', refuseMalformed);
      server.once('error', reject).listen({ port, host: address, exclusive: true }, () => resolve(server));
    });
  }

  const servers = await listenFrom(options.port, name, listenAt);
  const { port } = servers[0]!.address() as AddressInfo;
  hosts = [name, ...aliases].map((host) => `${host}:${port}`);
  if (port === (certificate ? 443 : 80)) hosts.push(name, ...aliases);
  return {
    port,
    origin: new URL(`${scheme}://${name}:${port}`).origin,
    async close() {
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      // Node's closeAllConnections leaves out connections that were upgraded.
      sockets.forEach((socket) => socket.destroy());
      await Promise.all(closed);
    },
  };
}

/** RFC 9112, 3.2.2: an address in absolute form goes before `Host`. Only our own may be written so. */
function isForUs(request: IncomingMessage, hosts: readonly string[], scheme: string): boolean {
  if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) return false;
  const [, ownScheme, host, path] = /^(\w+):\/\/([^/?#]*)(.*)$/s.exec(request.url!) ?? [];
  if (host === undefined) return true;
  if (ownScheme!.toLowerCase() !== scheme || !hosts.includes(host.toLowerCase())) return false;
  request.url = path!.startsWith('/') ? path! : `/${path}`;
  return true;
}

/** RFC 9110, 7.8: a server may ignore `Upgrade`. curl sends one for HTTP/2 with an ordinary GET. */
function answerWithoutUpgrade(request: IncomingMessage, socket: Duplex, answer: RequestListener) {
  delete request.headers.upgrade;
  delete request.headers['http2-settings'];
  request.headers.connection = 'close';
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.on('finish', () => {
    response.detachSocket(socket as Socket);
    socket.end();
  });
  answer(request, response);
}

/** Node answers a malformed request as well, but leaves the socket to its time-out. */
function refuseMalformed(error: Error, socket: Duplex) {
  if (!socket.writable) return void socket.destroy();
  const isLong = (error as NodeJS.ErrnoException).code === 'HPE_HEADER_OVERFLOW';
  const [status, why] = isLong
    ? [
        '431 Request Header Fields Too Large',
        `The request's headers are longer than ${MAX_HEADER_BYTES / 1024} KB: the card's cookies may have grown. ` +
          'Delete them in the browser.\n',
      ]
    : ['400 Bad Request', 'This is not HTTP.\n'];
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(why)}\r\n\r\n${why}`,
  );
}

type ListenAt = (address: string, port: number) => Promise<Server>;

async function listenFrom(first: number, name: LoopbackName, listenAt: ListenAt): Promise<Server[]> {
  // Port 0 is any: what is free on one address may be taken on the other, so that is tried again as well.
  const last = first === 0 ? MAX_PORTS : Math.min(first + MAX_PORTS, 65536);
  for (let port = first; port < last; port++) {
    const servers = await tryPort(first === 0 ? 0 : port, name, listenAt);
    if (servers) return servers;
  }
  throw new UserError(
    first === 0
      ? 'This machine has no free port. End programs that listen on many, and try again.'
      : `No port from ${first} to ${last - 1} is free. Give another one, or 0 for any.`,
  );
}

/** Browsers try both addresses of `localhost`, so both have to be ours. @returns null when the port is taken. */
async function tryPort(port: number, name: LoopbackName, listenAt: ListenAt): Promise<Server[] | null> {
  const servers: Server[] = [];
  try {
    servers.push(await listenAt('127.0.0.1', port));
    const taken = (servers[0]!.address() as AddressInfo).port;
    if (name === 'localhost') servers.push(await listenAt('::1', taken));
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
