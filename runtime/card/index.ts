/**
 * The companion of the runtime: the call, not only the message.
 *
 *   companion  all parts together
 *   call       how the call stands                  receipt   how the voice receipt stands
 *   contact    whom the card is about               tab       what the tab remembers of all that
 *   drafts     `data-ld-draft`: what was typed      pause     `data-ld-pause`: the recording pauses for a form
 *   clicks     `data-ld-once`, `data-ld-confirm`    dialog    the question that the latter asks
 *   submits    the last submit                      dom       attributes and paths
 *
 * It knows the runtime only by its `ld`, and works beside any build of it.
 */
import type { Ld } from '../index.js';
import type { Call } from './call.js';
import { type Connection, connect } from './companion.js';
import type { Contact } from './contact.js';
import { NO_RECEIPT, type Receipt } from './receipt.js';

export type { Call, CallState } from './call.js';
export type { Contact } from './contact.js';
export type { Receipt } from './receipt.js';

export interface CardOptions<Name extends string = string> {
  /** Names of the placeholders that say whom the card is about. When absent: what the runtime's `keep` names. */
  contact?: readonly Name[] | undefined;
  /**
   * What the button says that answers no to a `data-ld-confirm`. When absent: `Cancel`. The other one says what the
   * clicked element says.
   */
  cancel?: string | undefined;
}

/** What `card.on` tells of, by name. */
export interface CardChanges {
  call: Call;
  receipt: Receipt;
}

/** What every page of a card needs to know. */
export interface Card<Name extends string = string> {
  /** Whom the card is about: LeadDesk's values, by name. What LeadDesk did not fill is absent. */
  readonly contact: Contact<Name>;
  /** How the call stands. */
  readonly call: Call;
  /** How the order receipt recording stands. */
  readonly receipt: Receipt;
  /**
   * Subscribes to changes: real ones only, not what LeadDesk repeats.
   *
   * @returns the function that unsubscribes.
   */
  on<K extends keyof CardChanges>(name: K, handler: (value: CardChanges[K]) => void): () => void;
}

/**
 * Makes the companion of a page: the contact, the call, and what the attributes `data-ld-draft`, `data-ld-once`,
 * `data-ld-confirm` and `data-ld-pause` do. It is `ld.card` as well.
 *
 * Call it once in a page, early; calling it again for the same `ld` returns the same one. Without a window, as on a
 * server, it returns one that knows nothing.
 */
export function createCard<Name extends string = string>(ld: Ld, options?: CardOptions<Name> | null): Card<Name> {
  const connection: Connection = ld;
  if (typeof window == 'undefined') return nothing;
  const { contact = [], cancel } = options || {};
  const card = connection.card || connect(connection, { ldContact: contact.join(' '), ldCancel: cancel });
  return card as Card<Name>;
}

const nothing: Card = {
  contact: {},
  call: { state: 'unknown', sure: false },
  receipt: NO_RECEIPT,
  on: () => () => {},
};
