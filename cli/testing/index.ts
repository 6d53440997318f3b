/**
 * A simulated LeadDesk for a card's own tests, with any tool that opens an address in a browser.
 *
 * ```js
 * import { startHost } from 'create-leaddesk-card/testing';
 *
 * const host = await startHost({ card: '.' });
 * await page.goto(host.url);                                  // the card is in the frame named "card"
 * await host.agent.dial();
 * await host.agent.answer();
 * await page.frameLocator('iframe[name=card]').getByText('Hang up').click();
 * assert.deepEqual(await host.waitFor('hangup').then(({ raw }) => raw), '{"action":"hangup"}');
 * await host.close();
 * ```
 */
import type { Action, DataOf, EventType, Id } from '../../runtime/protocol.js';
import { start } from '../simulator/card/start.js';
import { CONTACTS } from '../simulator/contacts.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../simulator/presets.js';
import type { Session } from '../simulator/session.js';
import type { Verdict } from '../simulator/verdict.js';
import { createAgent } from './agent.js';
import { createInbox } from './inbox.js';

export type { PresetName, Verdict };

export interface HostOptions {
  /** The card: its folder, which is then served, or the address of one that runs, with LeadDesk's placeholders. */
  card: string;
  /** Hard hosts to be; several are taken together. When absent: an ordinary one. */
  preset?: PresetName | readonly PresetName[];
  /** The contact's fields, which fill the placeholders of the card's address. When absent: one that is made up. */
  contact?: Readonly<Record<string, string | number>>;
  /**
   * Whether a card that runs is framed through a server of the host's own. Only then `page` of its commands is known
   * after the first page, commands that can not arrive are noticed, and `blocked-storage` is possible. Its origin is
   * another then. When absent: only for `blocked-storage`. A folder needs none of it.
   */
  proxy?: boolean;
}

/** A command of the card's that has arrived, or that was made and could not arrive. */
export interface ReceivedCommand {
  readonly action: string;
  /** The params as they were sent; absent when there were none. */
  readonly params?: unknown;
  /** The message, byte for byte; of an object, its JSON. */
  readonly raw: string;
  /** The page of the card that sent it: path and query. */
  readonly page: string;
  /** What LeadDesk would make of it: done, wrong, not allowed now. */
  readonly verdict: Verdict;
}

/**
 * What the agent, or the customer at the other end, does. Each waits until a card has loaded, and resolves when its
 * events have been posted to the card. It rejects when it is not possible now, as to answer when nothing rings.
 */
export interface Agent {
  /** Calls the contact: the line rings, the call dialog opens. */
  dial(): Promise<void>;
  /** The line rings by itself: LeadDesk's dialler has called, or the customer calls back. */
  ring(): Promise<void>;
  answer(): Promise<void>;
  noAnswer(): Promise<void>;
  hangUp(): Promise<void>;
  customerHangsUp(): Promise<void>;
  pauseRecording(): Promise<void>;
  continueRecording(): Promise<void>;
  /** Starts recording an order receipt. */
  startReceipt(): Promise<void>;
  stopReceipt(): Promise<void>;
  cancelReceipt(): Promise<void>;
  /** Chooses a call ending reason: ends the call and closes the card. */
  selectReason(id: Id): Promise<void>;
  closeDialog(): Promise<void>;
  closeFullWindow(): Promise<void>;
  /** Opens the contact, and with it the card, anew. */
  open(): Promise<void>;
}

export interface Host {
  /** The address to open in a browser. */
  readonly url: string;
  /** The card's address as it is framed, filled with the contact. */
  readonly cardUrl: string;
  readonly agent: Agent;
  /**
   * Says an event to the card, whatever the state is. What the card does next is judged as if it had happened.
   *
   * @param data when absent: what belongs to the type.
   * @returns resolves when it has been posted to the card; waits for a card to have loaded.
   */
  fire<T extends EventType>(type: T, data?: DataOf<T>): Promise<void>;
  /** All commands so far, in order; wrong ones too. */
  commands(): ReceivedCommand[];
  /**
   * Waits for the next command of an action. Each command is handed out once, so it does not matter whether it came
   * before the call or comes after it.
   *
   * @param timeout in ms; 10 s when absent.
   * @throws when none comes in time; the error names those that came.
   */
  waitFor(action: Action, options?: { timeout?: number }): Promise<ReceivedCommand>;
  /** Ends the host. Waiting calls reject. */
  close(): Promise<void>;
}

/**
 * Starts a host on free ports of this machine.
 *
 * @throws when there is no such card, or no such preset.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  return (await openHost(options)).host;
}

/** The same with the session behind it, for what the command line plays. */
export async function openHost({
  card,
  preset = [],
  contact = CONTACTS[0],
  proxy,
}: HostOptions): Promise<{ host: Host; session: Session }> {
  const presets = [preset].flat() as string[];
  const unknown = presets.find((name) => !isPreset(name));
  if (unknown !== undefined)
    throw new TypeError(`Unknown preset ${JSON.stringify(unknown)}. There are ${PRESET_NAMES.join(', ')}.`);
  const started = await start({
    card: /^https?:\/\//i.test(card) ? { url: card } : { dir: card },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: proxy ?? presets.includes('blocked-storage'),
    presets: presets as PresetName[],
    contact: Object.fromEntries(Object.entries(contact).map(([name, value]) => [name, String(value)])),
  });
  const { session } = started;
  const inbox = createInbox(session);
  const act = createAgent(session);
  const host: Host = {
    url: started.url,
    cardUrl: session.cardUrl,
    agent: act.agent,
    fire: (type, data) => act.fire(type, data),
    commands: inbox.commands,
    waitFor: inbox.waitFor,
    async close() {
      inbox.close();
      act.close();
      await started.close();
    },
  };
  return { host, session };
}
