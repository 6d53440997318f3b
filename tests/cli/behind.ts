/** A card on its own server, behind the simulator's: the server's side is played by a test. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Started, type StartOptions, start } from '../../cli/simulator/card/start.js';

export interface Behind {
  /** Of the card's own server, and as the browser sees it. */
  upstream: string;
  own: string;
  started: Started;
  /** Requests since the simulator has started. */
  received: IncomingMessage[];
  server: Server;
  /** What the log says, in words. */
  said(name?: string): string[];
}

export interface BehindOptions extends Partial<StartOptions> {
  upgrade?: (request: IncomingMessage, socket: Duplex) => void;
}

/** Headers of a request for a page in a frame, as browsers send them. */
export const FRAMED = { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' };
export const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** Starts a card's server and the simulator before it; closes both afterwards. */
export async function behind(
  listener: RequestListener,
  use: (it: Behind) => Promise<void>,
  { upgrade, ...options }: BehindOptions = {},
): Promise<void> {
  const received: IncomingMessage[] = [];
  const server = createServer((incoming, response) => {
    received.push(incoming);
    listener(incoming, response);
  });
  if (upgrade)
    server.on('upgrade', (incoming, socket) => {
      received.push(incoming);
      socket.on('end', () => socket.end());
      upgrade(incoming, socket);
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = await start({
    card: { url: `${upstream}/?phone={phone}` },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: null,
    presets: [],
    ...options,
  });
  received.length = 0;
  const said = (name?: string) =>
    started.session.log.filter((entry) => name === undefined || entry.name === name).map(({ verdict }) => verdict.text);
  try {
    await use({ upstream, own: `http://127.0.0.1:${started.port}`, started, received, server, said });
  } finally {
    await started.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
