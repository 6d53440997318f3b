/**
 * Stands before a card that runs on its own server, so that its pages can report to the simulator and reload.
 *
 * Why at all: a framed page of another origin can neither be asked for its address nor be reloaded from outside. The
 * price is that the card runs at another port than its own. Cookies do not see ports, so sessions work.
 *
 * Everything passes through as it is, but for this: pages that load in a frame or a window get the observer and may be
 * framed; the server's origin is exchanged for ours where an answer names it; cookies lose a `Domain` that is the
 * server's. The request keeps its own `Host`, as behind any proxy in production, unless the server answers differently
 * then (`passesHost`). What is not on this machine is framed directly instead: its own origin matters for logins.
 */
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, PassThrough, pipeline, Transform } from 'node:stream';
import zlib from 'node:zlib';
import { createProxyServer } from 'httpxy';
import { MAX_HEADER_BYTES } from '../../shared/answers.js';
import { isLoopback } from '../../shared/origins.js';
import { patientAgent } from './connect.js';
import { type CookieAttributes, watchCookies, withoutOwnDomain } from './cookies.js';
import { allowFraming, allowObserver } from './csp.js';
import { asksForDocument, asksForFrame, isDocument } from './documents.js';
import { exchangeInBody, exchangeOrigins, namesOf } from './exchange.js';
import { observerInjector } from './inject.js';
import { sendNotice } from './notice.js';
import type { Upstream } from './restart.js';

export interface Proxy {
  readonly upstream: Upstream;
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** WebSockets, such as those of the card's own live reload. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** What the proxy sees, for the log. */
export interface Sightings {
  /** A page that loads in a frame has an error as its status. */
  failed(url: string, status: number): void;
  /** A header would keep LeadDesk from framing a page. */
  refused(url: string, header: string): void;
  /** A script has passed. */
  script(url: string, text: string): void;
  /** A cookie that was set in a frame did not come back. */
  cookieLost(cookie: CookieAttributes): void;
}

export interface ProxyOptions {
  /** The origin of the card's own server. */
  upstream: string;
  /** Our own, under which the browser knows the card. */
  own(): string;
  /** The host's, which frames it. */
  host(): string;
  /** The observer's address. */
  observer(): string;
  /** Whether the server is given the request's `Host`; else its own, and our origin is exchanged in the request. */
  passesHost(): boolean;
  /** Whether the browser is to lose cookies, as one that blocks third-party storage does. */
  blocksCookies(): boolean;
  saw: Sightings;
}

/** RFC 9110, 9.2.2. What may not be sent twice gets its own connection, which no one can have closed before. */
const REPEATABLE = /^(GET|HEAD|OPTIONS|TRACE)$/;
const MAX_TRIES = 4;
const RETRY_MS = 100;
/** So much of a script is read along. */
const MAX_SCRIPT_BYTES = 16 * 1024 * 1024;
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'upgrade', 'trailer', 'transfer-encoding'];
/** They would have a page that a script has fetched, and the browser has kept, shown without the observer. */
const CONDITIONS = ['if-none-match', 'if-modified-since'];
const NOTHING = Buffer.alloc(0);

export function createProxy({ upstream, own, host, observer, passesHost, blocksCookies, saw }: ProxyOptions): Proxy {
  const target = new URL(upstream);
  const names = namesOf(upstream);
  const isSecure = target.protocol === 'https:';
  const kept = patientAgent(isSecure, { keepAlive: true });
  const fresh = patientAgent(isSecure, { keepAlive: false });
  const cookies = watchCookies(saw.cookieLost);
  const settings = {
    target: upstream,
    xfwd: true,
    // On this machine no one else can be in between; elsewhere the certificate has to be right.
    secure: !isLoopback(target.hostname),
  };
  const pages = createProxyServer({ ...settings, selfHandleResponse: true });
  pages.on('proxyRes', (incoming, request, response) => {
    try {
      pass(incoming, request, response as ServerResponse);
    } catch (error) {
      // Node does not send everything that it reads: a status of 0, for one.
      incoming.destroy();
      refuse(request, response as ServerResponse, error as Error);
    }
  });
  const sockets = createProxyServer(settings);
  // A piped socket passes on its end, but not that it was destroyed.
  sockets.on('proxyReqWs', (outgoing, _, socket) =>
    outgoing.on('upgrade', (_, other) => {
      socket.once('close', () => other.destroy());
      other.once('close', () => socket.destroySoon());
    }),
  );
  // httpxy ends the socket right after this.
  sockets.on('error', (error, _, socket) => refuseSocket(socket as Socket | undefined, error));

  /**
   * httpxy takes further options of a request from here, and fills them in: each request needs a new object.
   * Browsers read heads that are not quite right, such as lines that end with a bare LF.
   */
  const more = () => ({ maxHeaderSize: MAX_HEADER_BYTES, insecureHTTPParser: true }) as object;

  function prepare(headers: IncomingHttpHeaders) {
    headers['x-forwarded-host'] ??= headers.host ?? '';
    headers['x-forwarded-proto'] ??= new URL(own()).protocol.slice(0, -1);
    if (!passesHost()) {
      Object.assign(headers, exchangeOrigins(headers, [own()], upstream));
      headers['x-forwarded-host'] = new URL(own()).host;
      headers.host = target.host;
    }
    if (blocksCookies()) delete headers.cookie;
  }

  function answer(request: IncomingMessage, response: ServerResponse) {
    const { headers } = request;
    if (asksForFrame(headers) || isOwnFetch(headers)) cookies.asked(pathOf(request), headers);
    prepare(headers);
    const framing = headers['transfer-encoding'];
    dropHopByHop(headers);
    if (framing !== undefined) headers['transfer-encoding'] = framing;
    if (asksForDocument(headers)) {
      for (const name of CONDITIONS) delete headers[name];
      // A page has to be unpacked to be changed, and not every Node knows zstd.
      if (headers['accept-encoding']) headers['accept-encoding'] = 'gzip, deflate, br';
    }
    forward(request, response, 1);
  }

  function forward(request: IncomingMessage, response: ServerResponse, tries: number) {
    const { method = '', headers } = request;
    const hasBody = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
    const isRepeatable = REPEATABLE.test(method) && !hasBody;
    pages
      .web(request, response, { agent: isRepeatable ? kept : fresh, ssl: more() })
      .catch((error: NodeJS.ErrnoException) => {
        if (response.headersSent || response.destroyed) return void response.destroy();
        // Reset: it ended just then, or closed a kept connection when we used it.
        if (isRepeatable && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '') && tries < MAX_TRIES)
          setTimeout(forward, RETRY_MS, request, response, tries + 1);
        else refuse(request, response, error);
      });
  }

  function refuse(request: IncomingMessage, response: ServerResponse, error: NodeJS.ErrnoException) {
    const code = error.code ?? error.message;
    if (asksForFrame(request.headers)) saw.failed(request.url!, 502);
    sendNotice(observer(), request, response, 502, ...explain(upstream, code));
  }

  /** Once a WebSocket is open, there is no one to explain anything to. */
  function refuseSocket(socket: Socket | undefined, error: NodeJS.ErrnoException) {
    if (!socket?.writable || socket.bytesWritten) return;
    const [title, text] = explain(upstream, error.code ?? error.message);
    const body = Buffer.from(`${title}. ${text}\n`);
    socket.write(
      'HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n' +
        `Content-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body);
  }

  function pass(incoming: IncomingMessage, request: IncomingMessage, response: ServerResponse) {
    const headers: OutgoingHttpHeaders = exchangeOrigins(sendable(incoming.headers), names, own());
    dropHopByHop(headers);
    // This machine's name would be bound to https at all ports, long after today.
    delete headers['strict-transport-security'];
    const setCookies = (headers['set-cookie'] as string[] | undefined) ?? [];
    if (blocksCookies()) delete headers['set-cookie'];
    else if (setCookies.length) {
      headers['set-cookie'] = setCookies.map((cookie) => withoutOwnDomain(cookie, target.hostname));
      if (asksForDocument(request.headers) ? asksForFrame(request.headers) : isOwnFetch(request.headers))
        cookies.set(pathOf(request), headers['set-cookie']);
    }
    const status = incoming.statusCode!;
    const isPage = asksForDocument(request.headers);
    const changes = isPage ? pageChanges(status, headers, request) : [];
    // What was fetched by a script has no observer, and may not be shown as a page later.
    if (!isPage && isDocument(status, headers))
      headers.vary = [headers.vary, 'Sec-Fetch-Dest'].filter(Boolean).join(', ');
    if (status === 200 && request.headers['sec-fetch-dest'] === 'script') readAlong(incoming, headers, request.url!);
    response.writeHead(status, incoming.statusMessage?.replace(UNSENDABLE, ''), headers);
    // Streams of events send their head long before anything else. (`flushHeaders` would write Latin-1 as UTF-8.)
    response.write(NOTHING);
    incoming.on('end', () => response.addTrailers(sendable(incoming.trailers) as Record<string, string>));
    pipeline([incoming, ...changes, response], () => {});
  }

  /** What a page goes through on its way; changes its headers accordingly. */
  function pageChanges(status: number, headers: OutgoingHttpHeaders, request: IncomingMessage): Transform[] {
    const isFramed = asksForFrame(request.headers);
    const refusal = allowFraming(headers, host());
    if (refusal !== null && isFramed) saw.refused(request.url!, refusal);
    if (isFramed && status >= 400) saw.failed(request.url!, status);
    if (!isDocument(status, headers) || request.method === 'HEAD') return [];
    const unpack = unpacker(String(headers['content-encoding'] ?? 'identity'));
    if (!unpack) return [];
    const nonce = allowObserver(headers, own());
    for (const name of ['content-length', 'content-encoding', 'etag', 'content-md5', 'digest', 'repr-digest'])
      delete headers[name];
    headers['cache-control'] = 'no-store';
    const type = String(headers['content-type'] ?? '');
    const injector = observerInjector({ address: observer(), answer: request.method === 'POST', nonce, type });
    return [...unpack, exchangeInBody(names, own()), injector];
  }

  /** Reads a script while it passes. */
  function readAlong(incoming: IncomingMessage, headers: OutgoingHttpHeaders, url: string) {
    const unpack = unpacker(String(headers['content-encoding'] ?? 'identity'));
    if (!unpack) return;
    const copy = new PassThrough();
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk) => copy.write(chunk)).on('end', () => copy.end());
    incoming.on('close', () => copy.destroy());
    const text = pipeline([copy, ...unpack, new PassThrough()], () => {}) as unknown as Transform;
    text.on('data', (chunk: Buffer) => (size += chunk.length) < MAX_SCRIPT_BYTES && chunks.push(chunk));
    text.on('end', () => saw.script(url, Buffer.concat(chunks).toString('latin1')));
  }

  return {
    upstream: { origin: upstream, agent: kept },
    answer,
    upgrade(request, socket, head) {
      prepare(request.headers);
      // What fails is said by the listener of errors.
      sockets.ws(request, socket as Socket, { agent: fresh, ssl: more() }, head).catch(() => socket.destroy());
    },
    close() {
      kept.destroy();
      fresh.destroy();
    },
  };
}

/** Title and text of the page that stands for the server's. */
function explain(upstream: string, code: string): [title: string, text: string] {
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code))
    return [
      `The certificate of ${upstream} is not trusted`,
      `${code}. Frame the card directly, with --no-proxy: the browser decides about the certificate then.`,
    ];
  if (/^HPE_|ERR_HTTP/.test(code))
    return [`${upstream} does not answer as a web server`, `Its answer is malformed (${code}).`];
  if (/ECONNRESET|EPIPE|hang up/.test(code))
    return [`${upstream} closed the connection`, `It did not answer this request, and may have ended (${code}).`];
  return [`Nothing answers at ${upstream}`, `The card's own server has ended or is still starting (${code}).`];
}

/** Headers that end here, and those that `Connection` names so (RFC 9110, 7.6.1). */
function dropHopByHop(headers: IncomingHttpHeaders | OutgoingHttpHeaders) {
  const named = String(headers.connection ?? '').split(',');
  for (const name of [...HOP_BY_HOP, ...named]) delete headers[name.trim().toLowerCase()];
}

/** What Node reads in heads, but refuses to send. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/g;

function sendable(headers: IncomingHttpHeaders | NodeJS.Dict<string>): IncomingHttpHeaders {
  const clean = (value: string) => value.replace(UNSENDABLE, '');
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)
        ? []
        : [[name, Array.isArray(value) ? value.map(clean) : clean(value)]],
    ),
  );
}

/** Whether a script of the card's own pages asks. */
function isOwnFetch(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-dest'] === 'empty' && headers['sec-fetch-site'] === 'same-origin';
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0]!;
}

/** A page that ends too early is shown as far as it has come, as browsers do. */
const AS_FAR_AS_IT_CAME = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };

/** @returns null for a coding that is not known here: such a page passes as it is. */
function unpacker(coding: string): Transform[] | null {
  switch (coding.trim().toLowerCase()) {
    case 'identity':
      return [];
    case 'gzip':
    case 'x-gzip':
      return [zlib.createGunzip(AS_FAR_AS_IT_CAME)];
    case 'deflate':
      return [inflate()];
    case 'br':
      return [zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })];
    default:
      return null;
  }
}

/** `deflate` is sent with zlib's head (RFC 1950) and, by some servers, without: browsers take both. */
function inflate(): Transform {
  let inner: Transform | undefined;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (!inner) {
        inner =
          (chunk[0]! & 15) === 8 ? zlib.createInflate(AS_FAR_AS_IT_CAME) : zlib.createInflateRaw(AS_FAR_AS_IT_CAME);
        inner.on('data', (data) => this.push(data)).on('error', (error) => this.destroy(error));
      }
      inner.write(chunk, () => done());
    },
    flush(done) {
      inner ? inner.once('end', () => done()).end() : done();
    },
    destroy(error, done) {
      inner?.destroy();
      done(error);
    },
  });
}
