/** The agent and the host's voice, for tests: each act waits for a card, and for its events to be posted. */
import type { Id } from '../../runtime/protocol.js';
import { type AgentAction, agentActions } from '../simulator/agent.js';
import type { Act, Session } from '../simulator/session.js';
import type { Agent } from './types.js';

/** Browsers are slow to start. In ms. */
const PATIENCE = 30_000;

export function createAgent(session: Session) {
  const waiting = new Set<(error: Error) => void>();

  /** Resolves when a card has loaded in an open page. */
  function ready(): Promise<void> {
    if (session.isReady) return Promise.resolve();
    let end = () => {};
    return new Promise<void>((resolve, reject) => {
      const unwatch = session.watch(() => session.isReady && resolve());
      const timer = setTimeout(
        () => reject(new Error(`No card has loaded within ${PATIENCE / 1000} s. Open the host's url in a browser.`)),
        PATIENCE,
      );
      waiting.add(reject);
      end = () => {
        unwatch();
        clearTimeout(timer);
        waiting.delete(reject);
      };
    }).finally(() => end());
  }

  async function act(what: string, perform: () => Act): Promise<void> {
    await ready();
    const { verdict, posted } = perform();
    if (verdict.kind !== 'valid') throw new Error(`${what}: ${verdict.text}`);
    await posted;
  }

  const entries = Object.keys(agentActions).map((action) => [
    action,
    (id?: Id) => act(action, () => session.agent(action as AgentAction, id)),
  ]);
  return {
    agent: Object.fromEntries(entries) as Agent satisfies Record<AgentAction, unknown>,
    fire: (type: string, data?: unknown) => act(type, () => session.fire(type, data)),
    close: () => waiting.forEach((reject) => reject(new Error('The host was closed before a card had loaded.'))),
  };
}
