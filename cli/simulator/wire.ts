/** What the host's page and its server tell each other. The page shows and passes on; the server decides. */
import type { Id } from '../../runtime/protocol.js';
import type { AgentAction } from './agent.js';
import type { Entry } from './log.js';
import type { PresetName } from './presets.js';
import type { CardAction } from './scenario/format.js';
import type { Contact, HostState } from './state.js';

/** How far a replay is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Everything that the page shows, except the log. */
export interface View {
  readonly state: HostState;
  /** The card's address, with its placeholders. */
  readonly address: string;
  /** The same, filled with the contact. */
  readonly filled: string;
  readonly presets: readonly PresetName[];
  /** Where the host's page belongs, under these presets. */
  readonly home: string;
  /** Whether the frame is sandboxed. */
  readonly sandbox: boolean;
  /** Whether the card's pages report to us: then we know their addresses. */
  readonly observed: boolean;
  /** What is wrong with the card's sources; `null`: nothing. */
  readonly problem: string | null;
  /** What is wrong with the page that is shown, in words. */
  readonly troubles: readonly string[];
  /** Whether the frame is granted the permissions that LeadDesk grants. */
  readonly permissions: boolean;
  /** How far a replay is; `null`: there is none. */
  readonly replay: Progress | null;
}

/** What is wrong in a page of the card. */
export interface Sighting {
  /** What it is about. */
  readonly name: string;
  readonly text: string;
}

/** The scripts of a page of the card. */
export interface PageScripts {
  /** Whether the runtime is in the page for sure. */
  readonly hasRuntime: boolean;
  /** The scripts of the card's own origin, in which it may be as well. */
  readonly addresses: readonly string[];
}

/** What the scenario bar's buttons ask for. `list`: which files there are now. */
export type BarAct = 'list' | 'choose' | 'play' | 'step' | 'pause' | 'close';

/** A scenario's file, as the card has it. */
export interface ListedScenario {
  readonly file: string;
  readonly name: string;
  /** Why it cannot be played. */
  readonly problem?: string;
}

/** A step of a scenario that is played. */
export interface PlayedStep {
  /** What is done, or expected. */
  readonly text: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** Of one that has failed: what came instead. */
  readonly seen?: string;
}

/** The scenario that is chosen. */
export interface Playback {
  readonly file: string;
  readonly name: string;
  readonly steps: readonly PlayedStep[];
  /** `waiting` for a button, for the first or the next step; `over`: it has passed, or failed. */
  readonly state: 'waiting' | 'running' | 'over';
}

/** From the server. */
export type ToPage =
  /** The first message: which session this is. */
  | { readonly kind: 'hello'; readonly session: string }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'log'; readonly entries: readonly Entry[] }
  /** This page was too slow to be given all entries: let it ask for the latest. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'cleared' }
  /** To post to the card. */
  | { readonly kind: 'post'; readonly id: number; readonly data: unknown }
  /** Load the card again, at its filled address. */
  | { readonly kind: 'open' }
  | { readonly kind: 'scenarios'; readonly scenarios: readonly ListedScenario[] }
  | { readonly kind: 'playback'; readonly playback: Playback | null }
  /** Do this in the card, and answer with `acted`; `null`: only answer. */
  | { readonly kind: 'act'; readonly id: number; readonly action: CardAction | null; readonly timeout: number }
  /** Load this page of the card: path and query. */
  | { readonly kind: 'visit'; readonly path: string }
  /** Files of the card have changed: paths in its folder. */
  | { readonly kind: 'changed'; readonly files: readonly string[] };

/** From the page. */
export type Report =
  | { readonly kind: 'message'; readonly text: string; readonly object?: boolean }
  /** A page of the card has begun to load; it says so itself. */
  | { readonly kind: 'page'; readonly url: string; readonly referrer: string }
  | { readonly kind: 'load' }
  /** The card has made the text of a command. */
  | { readonly kind: 'made'; readonly text: string }
  /** What is wrong in a page of the card, as it says itself. */
  | { readonly kind: 'saw'; readonly name: string; readonly text: string }
  | { readonly kind: 'scripts'; readonly scripts: PageScripts }
  /** A person has done something in the card. */
  | { readonly kind: 'did'; readonly action: CardAction }
  /** Messages that came faster than they can be handled. */
  | { readonly kind: 'dropped'; readonly count: number }
  | { readonly kind: 'posted'; readonly id: number }
  | { readonly kind: 'agent'; readonly action: AgentAction; readonly id?: Id }
  | { readonly kind: 'fire'; readonly type: string; readonly data?: unknown }
  | { readonly kind: 'contact'; readonly contact: Contact; readonly address: string }
  | { readonly kind: 'presets'; readonly presets: readonly PresetName[] }
  | { readonly kind: 'clear' }
  /** The page was told that entries were skipped. */
  | { readonly kind: 'skipped' }
  /** Without a file: the log as it is. */
  | { readonly kind: 'replay'; readonly file?: unknown }
  | { readonly kind: 'stop-replay' }
  | { readonly kind: 'scenario'; readonly act: BarAct; readonly file?: string }
  /** It is done in the card, or why it could not be. */
  | { readonly kind: 'acted'; readonly id: number; readonly problem?: string };

/**
 * Under this key the card's pages and the host's page talk beside the protocol, as far as the pages were served by us:
 * `{[DEV_CHANNEL]: FromCard}` to the host, `{[DEV_CHANNEL]: ToCard}` to the card.
 */
export const DEV_CHANNEL = 'leaddesk-card-dev';

export type FromCard =
  | { readonly page: { readonly url: string; readonly referrer: string } }
  | { readonly made: string }
  /** What is wrong in the page, in words. */
  | { readonly saw: Sighting }
  | { readonly scripts: PageScripts }
  /** A person has done something in the page. */
  | { readonly did: CardAction }
  | { readonly acted: { readonly id: number; readonly problem?: string } }
  /** Please load this address in my place: my first page keeps its referrer only when the host loads it. */
  | { readonly replace: string };

export type ToCard =
  | { readonly changed: readonly string[] }
  | { readonly problem: string | null }
  /** Do this, and answer with `acted`. */
  | { readonly act: { readonly id: number; readonly action: CardAction | null; readonly timeout: number } };
