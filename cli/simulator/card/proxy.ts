/**
 * Stands before a card that runs on its own server, so that its pages can report to the simulator and reload.
 *
 * Everything passes through as it is, but for this: the two origins are exchanged where they are named in headers, and
 * pages get the observer. Why at all: a framed page of another origin can neither be asked for its address nor be
 * reloaded from outside. The price is that the card runs at another port than its own. Cookies do not see ports, so
 * sessions work. What is not on this machine, or not plain http, is framed directly instead: its own origin matters
 * for logins and secure cookies.
 */
import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { allowFraming, allowObserver } from './csp.js';
import { injectObserver } from './inject.js';
import { sendNotice } from './notice.js';

export interface Proxy {
  /** Keeps the connections to the card's server. */
  readonly agent: Agent;
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** WebSockets, such as those of the card's own live reload. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface ProxyOptions {
  /** The origin of the card's own server. */
  upstream: string;
  /** Our own, under which the browser knows the card. */
  own(): string;
  /** The host's, which frames it. */
  host(): string;
  /** Whether the browser is to lose cookies, as one that blocks third-party storage does. */
  blocksCookies(): boolean;
}

/** A server that is being restarted comes back; one that has ended does not. In ms. */
const PATIENCE = 5000;
const RETRY = 100;
/** Larger pages are passed on as they are. */
const LARGEST_PAGE = 16 * 1024 * 1024;

export function createProxy({ upstream, own, host, blocksCookies }: ProxyOptions): Proxy {
  const target = new URL(upstream);
  const isSecure = target.protocol === 'https:';
  const send = isSecure ? httpsRequest : httpRequest;
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });

  function forward(request: IncomingMessage, headers: OutgoingHttpHeaders) {
    const { protocol, hostname, port } = target;
    return send({
      protocol,
      hostname: hostname.replace(/^\[|]$/g, ''),
      port,
      method: request.method,
      path: request.url,
      headers,
      agent,
    });
  }

  function answer(request: IncomingMessage, response: ServerResponse, since = Date.now()) {
    const headers = exchanged(request.headers, own(), upstream);
    headers.host = target.host;
    // Pages have to be read to be changed.
    delete headers['accept-encoding'];
    if (blocksCookies()) delete headers.cookie;
    const outgoing = forward(request, headers);
    outgoing.on('response', (incoming) => void pass(incoming, request, response).catch(() => response.destroy()));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      // Refused: it is being restarted. Reset: it ended just then, or closed a kept connection when we used it.
      const isPassing = error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET';
      const mayRetry = isPassing && /^(GET|HEAD)$/.test(request.method!) && Date.now() - since < PATIENCE;
      if (mayRetry) setTimeout(answer, RETRY, request, response, since);
      else
        sendNotice(
          response,
          502,
          `Nothing answers at ${upstream}`,
          `The card's own server has ended or is still starting (${error.code ?? error.message}).`,
        );
    });
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  }

  async function pass(incoming: IncomingMessage, request: IncomingMessage, response: ServerResponse) {
    const headers = exchanged(incoming.headers, upstream, own());
    allowFraming(headers, host());
    if (blocksCookies()) delete headers['set-cookie'];
    const status = incoming.statusCode!;
    const isPage =
      /^text\/html\b/i.test(String(headers['content-type'] ?? '')) &&
      !headers['content-encoding'] &&
      request.method !== 'HEAD';
    if (!isPage || status === 304 || Number(headers['content-length'] ?? 0) > LARGEST_PAGE) {
      response.writeHead(status, headers);
      incoming.pipe(response);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const nonce = allowObserver(headers, own());
    const answersForm = request.method === 'POST';
    const body = injectObserver(Buffer.concat(chunks), { answer: answersForm, nonce });
    delete headers['transfer-encoding'];
    delete headers.etag;
    response.writeHead(status, { ...headers, 'content-length': body.length, 'cache-control': 'no-store' });
    response.end(body);
  }

  return {
    agent,
    answer: (request, response) => answer(request, response),
    upgrade(request, socket, head) {
      const headers: OutgoingHttpHeaders = { ...exchanged(request.headers, own(), upstream), host: target.host };
      const outgoing = forward(request, headers);
      outgoing.on('upgrade', (incoming, other, otherHead) => {
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(incoming)}\r\n`);
        socket.write(otherHead);
        other.write(head);
        socket.pipe(other).pipe(socket);
        socket.on('error', () => other.destroy());
        other.on('error', () => socket.destroy());
        socket.on('close', () => other.destroy());
      });
      outgoing.on('response', () => socket.destroy());
      outgoing.on('error', () => socket.destroy());
      outgoing.end();
    },
  };
}

/** Headers in which one origin has been exchanged for the other: `Location`, `Origin`, `Referer` and whatever names it. */
export function exchanged(headers: IncomingHttpHeaders, from: string, to: string): OutgoingHttpHeaders {
  const pattern = new RegExp(`${from.replace(/[.[\]]/g, '\\$&')}(?![\\w.:-])`, 'g');
  const exchange = (value: string) => value.replace(pattern, to);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(exchange) : value === undefined ? value : exchange(value),
    ]),
  );
}

function rawHeaders({ rawHeaders }: IncomingMessage): string {
  let text = '';
  for (let i = 0; i < rawHeaders.length; i += 2) text += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  return text;
}
