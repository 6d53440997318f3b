/** What a test of a card sees of the simulated LeadDesk. */
import type { Action, DataOf, EventType, Id } from '../../runtime/protocol.js';
import type { PresetName } from '../simulator/presets.js';
import type { Verdict } from '../simulator/verdict.js';

export type { PresetName, Verdict };

export interface HostOptions {
  /** The card: its folder, which is then served, or the address of one that runs, with LeadDesk's placeholders. */
  card: string;
  /** Conditions of the host; several are taken together. When absent: an ordinary one. */
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
  /** Opens the contact, and with it the card, again. */
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
