/** What a session is: one agent at work, with the host's state, its log, and the pages that show both. */
import type { Id } from '../../runtime/protocol.js';
import type { AgentAction } from './agent.js';
import type { Client } from './clients.js';
import type { Cause, Entry } from './log.js';
import type { LogFile } from './log-file.js';
import type { HostBehavior, PresetName } from './presets.js';
import type { CardAction } from './scenario/format.js';
import type { Contact, HostState } from './state.js';
import type { Verdict } from './verdict.js';
import type { BarAct, PageScripts, ToPage } from './wire.js';

export interface SessionOptions {
  /** The card's address, with placeholders. */
  address: string;
  contact: Contact;
  presets?: readonly PresetName[];
  /** Whether the card's pages report to us. */
  observed?: boolean;
  /** Whether a script of the card, by its address, has the runtime in it; `undefined`: it has not been seen. */
  hasRuntime?(address: string): boolean | undefined;
  /** The files of the card's scenarios at this moment; when absent: none. */
  scenarios?(): readonly string[];
  /** The address of the host's page under a behavior. */
  home(behavior: HostBehavior): string;
}

/** What came of an act of the agent's. */
export interface Act {
  verdict: Verdict;
  /** Its events have been posted to the card. */
  posted: Promise<void>;
}

/** What can happen in a session; `null`: a page of the card has loaded and was told so. */
export type Happening = Entry | null;

export interface Session {
  /** Another one for each session, so that a page that has lost its line knows where it is back. */
  readonly id: string;
  readonly state: HostState;
  readonly behavior: HostBehavior;
  /** The address of the host's page. */
  readonly home: string;
  /** The card's address, filled with the contact. */
  readonly cardUrl: string;
  /** The card's address, with placeholders. */
  readonly address: string;
  readonly presets: readonly PresetName[];
  readonly log: readonly Entry[];
  /** The log as it is exported. */
  readonly logFile: LogFile;
  /** The card's page, as path and query, as far as it is known. */
  readonly page: string;
  readonly problem: string | null;
  /** Whether the card has loaded in an open host page, as often as this host loads it. */
  readonly isReady: boolean;

  /** Whether the card's pages report to us. */
  readonly isObserved: boolean;
  readonly scenarios: {
    /** @param client the page whose card a scenario is played in. */
    take(act: BarAct, client: string, file?: string): void;
    /** A page has done in its card what it was asked to. @param problem why it could not. */
    acted(id: number, problem?: string): void;
  };

  /** The agent or the customer does something. */
  agent(action: AgentAction, id?: Id): Act;
  /** The host says something, true or not. */
  fire(type: string, data?: unknown, cause?: Cause): Act;
  /** Another contact, or another address of the card; the card opens again. */
  open(contact: Contact, address: string): void;
  setPresets(presets: readonly PresetName[]): void;
  /** What is wrong with the card's sources at the moment; `null`: nothing. */
  setProblem(text: string | null): void;
  clearLog(): void;
  /** Replays a log, or the present one; another replay that is under way is stopped. Resolves when it is over. */
  replay(file?: unknown): Promise<void>;
  stopReplay(): void;
  /** A person has done something in the card. */
  did(action: CardAction): void;
  note(name: string, text: string, kind?: 'note' | 'problem'): void;
  /** Something is wrong with the page that is shown: noted once, and shown in the frame's place. */
  saw(name: string, text: string): void;
  /** The same for a page that is on its way: it begins to load when its answer has come. */
  answerSaw(name: string, text: string): void;
  /** The scripts of the page that is shown, some time after it has loaded. */
  pageScripts(scripts: PageScripts): void;

  /** The card has posted something. @param object whether the text stands for an object. */
  message(text: string, object: boolean): void;
  /** A page of the card says that it has begun to load. */
  pageBegan(url: string, referrer: string): void;
  /** @param client the page whose card has loaded. */
  loaded(client: string): void;
  /** A page of the card has made the text of a command. */
  made(text: string): void;
  posted(id: number): void;

  /**
   * Connects a page; returns the function that disconnects it.
   *
   * @param again whether the page was connected before: its card is open then, and stays as it is.
   */
  connect(id: string, client: Client, again: boolean): () => void;
  /** Gives a page the log again. */
  catchUp(client: string): void;
  /** Tells all pages something. */
  tell(message: ToPage): void;
  /** Calls back whenever something happens; returns the function that ends it. */
  watch(listener: (happening: Happening) => void): () => void;
  close(): void;
}
