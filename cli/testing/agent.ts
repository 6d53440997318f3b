/** The agent and the host's voice, for tests: each act waits for a card, and for its events to be posted. */
import type { Id } from '../../runtime/protocol.js';
import { type AgentAction, agentActions } from '../simulator/agent.js';
import type { Act, Session } from '../simulator/session.js';
import type { Agent } from './types.js';

/** Browsers are slow to start. */
const LOAD_TIMEOUT_MS = 30_000;

export function createAgent(session: Session) {
  let close = () => {};
  /** Rejects when the host is closed. */
  const closed = new Promise<never>((_, reject) => {
    close = () => reject(new Error('The host is closed.'));
  });
  // No act may be under way then.
  closed.catch(() => {});

  /** Resolves when a card has loaded in an open page. */
  async function ready(): Promise<void> {
    if (session.isReady) return;
    let end = () => {};
    const loaded = new Promise<void>((resolve, reject) => {
      const unwatch = session.watch(() => session.isReady && resolve());
      const problem = `No card has loaded within ${LOAD_TIMEOUT_MS / 1000} s. Open the host's url in a browser.`;
      const timer = setTimeout(() => reject(new Error(problem)), LOAD_TIMEOUT_MS);
      end = () => {
        unwatch();
        clearTimeout(timer);
      };
    });
    await Promise.race([closed, loaded]).finally(() => end());
  }

  async function act(what: string, perform: () => Act): Promise<void> {
    await Promise.race([closed, ready()]);
    const { verdict, posted } = perform();
    if (verdict.kind !== 'valid') throw new Error(`${what}: ${verdict.text}`);
    await Promise.race([closed, posted]);
  }

  const entries = Object.keys(agentActions).map((action) => [
    action,
    (id?: Id) => act(action, () => session.agent(action as AgentAction, id)),
  ]);
  return {
    agent: Object.fromEntries(entries) as Agent satisfies Record<AgentAction, unknown>,
    fire: (type: string, data?: unknown) => act(type, () => session.fire(type, data)),
    close,
  };
}
