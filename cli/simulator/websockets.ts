/**
 * WebSockets of our own pages. One each for all that a page says and hears: browsers open six connections to a server
 * of HTTP/1.1 and no more, but many WebSockets, so that any number of tabs works.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** More than a page ever sends at once. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** A page that has this much still to take in is behind. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });

/**
 * Accepts a WebSocket, if a page of our own origin opens it. Browsers let any page open one to any server.
 *
 * @param origin our own, under the name that was asked for.
 */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  origin: string,
  use: (socket: WebSocket) => void,
): void {
  if (request.headers.origin !== origin) {
    const text = `This is for pages of ${origin}.\n`;
    socket.end(
      `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    );
    return;
  }
  server.handleUpgrade(request, socket, head, (accepted) => {
    accepted.on('error', () => accepted.terminate());
    use(accepted);
  });
}

/** Whether a page has not taken in yet what it was told before. */
export function isBehind(socket: WebSocket): boolean {
  return socket.bufferedAmount > MAX_BUFFERED_BYTES;
}
