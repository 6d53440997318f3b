/** Notices that a card's own server is being restarted, as `node --watch` does after an edit. */
import type { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { lookUp } from '../../shared/answers.js';

/** A card's own server. */
export interface Upstream {
  readonly origin: string;
  /** Keeps the connections to it. */
  readonly agent: Agent;
}

export interface Restarts {
  /** Files have changed: the server may be restarted now. */
  expect(): void;
  close(): void;
}

/** A watcher restarts its server sooner than this after an edit, in ms. */
const RESTART_WINDOW_MS = 3000;
/** A server that is not back by then does not come back. */
const RESTART_TIMEOUT_MS = 15_000;
const RETRY_MS = 50;

/**
 * A server that ends drops the connections that are kept alive to it; then it answers no one, and later it does again.
 *
 * @param back is called when the server is back after an edit: only now it has the edit in it.
 */
export function watchRestarts({ agent, origin }: Upstream, back: () => void): Restarts {
  const { hostname, port } = new URL(origin);
  const known = new WeakSet<Socket>();
  let expectedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let asking = false;
  let closed = false;

  agent.on('free', (socket: Socket) => {
    if (known.has(socket)) return;
    known.add(socket);
    socket.once('close', () => {
      if (!asking && Date.now() < expectedUntil) ask(Date.now() + RESTART_TIMEOUT_MS, false);
    });
  });

  /** @param wasAway whether it was found not to answer: else it has merely closed an idle connection. */
  function ask(deadline: number, wasAway: boolean) {
    asking = true;
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(port || 80), lookup: lookUp });
    socket.on('connect', () => {
      socket.destroy();
      asking = false;
      if (wasAway && !closed) back();
    });
    socket.on('error', () => {
      asking = !closed && Date.now() < deadline;
      if (asking) timer = setTimeout(ask, RETRY_MS, deadline, true);
    });
  }

  return {
    expect() {
      expectedUntil = Date.now() + RESTART_WINDOW_MS;
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
