/**
 * A simulated LeadDesk without a browser, for unit tests of a card's scripts in jsdom, happy-dom or linkedom.
 *
 * ```js
 * import { createTestHost } from 'create-leaddesk-card/testing/dom';
 *
 * const host = createTestHost(window);
 * document.body.innerHTML = '<button data-ld-send="request_full_window">Larger</button>';
 * document.querySelector('button').click();
 * expect(host.commands()).toMatchObject([{ action: 'request_full_window', verdict: { kind: 'valid' } }]);
 * ```
 *
 * It validates commands by the same rules as the simulator.
 */

import type { Card } from '../../runtime/card/index.js';
import type { Ld } from '../../runtime/index.js';
import type { Action, DataOf, EventType, Id } from '../../runtime/protocol.js';
import { parseJson } from '../shared/json.js';
import { type AgentAction, agentActions } from '../simulator/agent.js';
import { CONTACTS } from '../simulator/contacts.js';
import { type Input, step } from '../simulator/host.js';
import { createInbox } from '../simulator/scenario/inbox.js';
import { receivedCommand } from '../simulator/scenario/received.js';
import { openContact } from '../simulator/state.js';
import { actionOf } from '../simulator/validate.js';
import { frameWindow, type Settings } from './framed-window.js';
import type { Agent, ReceivedCommand, Verdict } from './types.js';

export type { Settings } from './framed-window.js';
export type { ReceivedCommand, Verdict } from './types.js';

export interface TestHostOptions extends Settings {
  /** The host's origin. When absent: `https://login.leaddesk.com`. */
  origin?: string;
  /** The contact's fields. When absent: a made-up contact. They do not change the window's address. */
  fields?: Readonly<Record<string, string | number>>;
  /** The page's address, in a DOM that has none, such as linkedom's. When absent: one with the contact's fields. */
  url?: string;
  /** Whether the agent works in a UI mode that listens to cards. When absent: `true`. */
  listens?: boolean;
  /** The form in which events come; LeadDesk does not say which it uses. When absent: `string`. */
  eventsAs?: 'string' | 'object';
}

/** What the agent, or the customer, does. Each throws when it is not possible now, as to answer when nothing rings. */
export type TestAgent = { [K in keyof Agent]: (...args: Parameters<Agent[K]>) => void };

export interface TestHost {
  /** A runtime of this window, fresh; `window.ld` as well. */
  readonly ld: Ld;
  /** Its companion; `window.ld.card` as well. */
  readonly card: Card;
  readonly agent: TestAgent;
  /** Says an event to the card, whatever the state is. @param data when absent: what belongs to the type. */
  fire<T extends EventType>(type: T, data?: DataOf<T>): void;
  /** All commands so far, in order; wrong ones too. */
  commands(): ReceivedCommand[];
  /**
   * Waits for the next command of an action. Each command is handed out once.
   *
   * @param timeout in ms; 1,000 when absent.
   * @throws when none comes in time; the error names those that came.
   */
  waitFor(action: Action, options?: { timeout?: number }): Promise<ReceivedCommand>;
  /** Ends the host, and takes the runtime out of the window. */
  close(): void;
}

const WAIT_TIMEOUT_MS = 1000;

/**
 * Frames a window in a simulated LeadDesk. The page has loaded: its `callLineIdle` has come.
 *
 * @param window a window, or a test runner's global object.
 * @throws for what has no document.
 */
export function createTestHost(window: Window, options: TestHostOptions = {}): TestHost {
  if (!window?.document)
    throw new TypeError(
      'createTestHost needs a window with a document. In Vitest begin the file with: // @vitest-environment jsdom',
    );
  const { origin = 'https://login.leaddesk.com', fields = CONTACTS[0], listens = true, eventsAs, ...more } = options;
  const contact = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const { url = `https://card.example/?${new URLSearchParams(contact)}`, ...settings } = more;
  let state = openContact(contact, listens);
  let isClosed = false;
  const inbox = createInbox<ReceivedCommand>(WAIT_TIMEOUT_MS);
  const framed = frameWindow(window, { origin, url, settings, posted });

  function take(input: Input, deliver: (act: () => void) => void = (act) => act()): Verdict {
    const { state: next, events, verdict } = step(state, input, Date.now());
    state = next;
    if (events.length)
      deliver(() => {
        for (const event of events)
          if (!isClosed) framed.receive(eventsAs === 'object' ? event : JSON.stringify(event));
      });
    return verdict;
  }

  function posted(data: unknown, targetOrigin: string): void {
    if (isClosed) return;
    const arrives = targetOrigin === '*' || targetOrigin === origin;
    // As in a browser, the card hears of it when its call has ended.
    const verdict: Verdict = arrives
      ? take(
          { kind: 'message', data: typeof data === 'string' ? data : JSON.parse(JSON.stringify(data)) },
          queueMicrotask,
        )
      : { kind: 'undeliverable', text: `It was aimed at ${targetOrigin}, and the host is ${origin}.` };
    const payload = typeof data === 'string' ? data : JSON.stringify(data);
    const command = receivedCommand({
      kind: 'command',
      name: actionOf(typeof data === 'string' ? parseJson(data) : data) ?? '',
      page: framed.page(),
      payload,
      verdict,
    });
    if (command) inbox.receive(command);
  }

  function act(what: string, input: Input): void {
    if (isClosed) throw new Error(`${what}: the host is closed.`);
    const { kind, text } = take(input);
    if (kind !== 'valid') throw new Error(`${what}: ${text}`);
  }

  take({ kind: 'load' });
  const verbs = Object.keys(agentActions) as AgentAction[];
  const agent = Object.fromEntries(
    verbs.map((action) => [
      action,
      (id?: Id) => act(action, id === undefined ? { kind: 'agent', action } : { kind: 'agent', action, id }),
    ]),
  ) as unknown as TestAgent;
  return {
    ld: framed.ld,
    card: framed.card,
    agent,
    fire: (type, data) => act(type, data === undefined ? { kind: 'fire', type } : { kind: 'fire', type, data }),
    commands: inbox.commands,
    waitFor: inbox.waitFor,
    close() {
      isClosed = true;
      inbox.close();
      framed.restore();
    },
  };
}
