/** What the agent does and the host says, for programs: each act waits for a card, and for its events to be posted. */
import type { Id } from '../../../runtime/protocol.js';
import type { AgentAction } from '../agent.js';
import type { Act, Session } from '../session.js';

/** Browsers are slow to start. */
const LOAD_TIMEOUT_MS = 30_000;

export interface Acts {
  /** Resolves when a card has loaded in an open page. */
  ready(): Promise<void>;
  agent(action: AgentAction, id?: Id): Promise<void>;
  fire(type: string, data?: unknown): Promise<void>;
  /** What is under way rejects, and so does all that comes later. */
  close(): void;
}

export function createActs(session: Session): Acts {
  let close = () => {};
  /** Rejects when the host is closed. */
  const closed = new Promise<never>((_, reject) => {
    close = () => reject(new Error('The host is closed.'));
  });
  // No act may be under way then.
  closed.catch(() => {});

  async function loaded(): Promise<void> {
    if (session.isReady) return;
    let end = () => {};
    const loads = new Promise<void>((resolve, reject) => {
      const unwatch = session.watch(() => session.isReady && resolve());
      const problem = `No card has loaded within ${LOAD_TIMEOUT_MS / 1000} s. Open the host's url in a browser.`;
      const timer = setTimeout(() => reject(new Error(problem)), LOAD_TIMEOUT_MS);
      end = () => {
        unwatch();
        clearTimeout(timer);
      };
    });
    await Promise.race([closed, loads]).finally(() => end());
  }

  const ready = () => Promise.race([closed, loaded()]);

  async function act(what: string, perform: () => Act): Promise<void> {
    await ready();
    const { verdict, posted } = perform();
    if (verdict.kind !== 'valid') throw new Error(`${what}: ${verdict.text}`);
    await Promise.race([closed, posted]);
  }

  return {
    ready,
    agent: (action, id) => act(action, () => session.agent(action, id)),
    fire: (type, data) => act(type, () => session.fire(type, data)),
    close,
  };
}
