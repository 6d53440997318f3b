/**
 * The companion of the runtime: the call, not only the message.
 *
 *   call      how the call stands                    receipt   how the voice receipt stands
 *   contact   whom the card is about                 tab       what the tab remembers of all that
 *   drafts    `data-ld-draft`: what was typed        pause     `data-ld-pause`: the recording pauses for a form
 *   clicks    `data-ld-once`, `data-ld-confirm`      dialog    the question that the latter asks
 *   dom       attributes and paths
 *
 * It knows the runtime only by its `ld`, and works beside any build of it.
 */
import type { Ld } from '../index.js';
import { type Call, carryOver, isSameCall, lineFrom, nextLine, textOf, UNKNOWN } from './call.js';
import { type Contact, contactOf, readContact } from './contact.js';
import { NO_RECEIPT, nextReceipt, type Receipt } from './receipt.js';
import { type Memory, openTab } from './tab.js';

export type { Call, CallState } from './call.js';
export type { Contact } from './contact.js';
export type { Receipt } from './receipt.js';

export interface CardOptions<Name extends string = string> {
  /** Names of the placeholders that say whom the card is about. When absent: what the runtime's `keep` names. */
  contact?: readonly Name[] | string | null | undefined;
  /** The confirming button of a `data-ld-confirm`. When absent: the text of the element that was clicked. */
  ok?: string | null | undefined;
  /** The other button. When absent: `Cancel`. */
  cancel?: string | null | undefined;
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

/** The parameter that carries the call where the tab remembers nothing: the state, and a hash of the id. */
const PARAM = 'ld_call';

/** What the companion uses of a connection, beside what everybody does. */
interface Connection extends Ld {
  card?: Card;
}

type Handler = [name: string, handler: (value: any) => void];

/**
 * Makes the companion of a page: the contact, the call, and what the attributes `data-ld-draft`, `data-ld-once`,
 * `data-ld-confirm` and `data-ld-pause` do. It is `ld.card` as well.
 *
 * Call it once in a page, early; calling it again for the same `ld` returns the same one. Without a window, as on a
 * server, it returns one that knows nothing.
 */
export function createCard<Name extends string = string>(ld: Ld, options?: CardOptions<Name> | null): Card<Name> {
  const settings = options || {};
  const { kept, carried } = ld;
  const handlers: Handler[] = [];
  let contact: Contact = {};
  let line = UNKNOWN;
  let receipt = NO_RECEIPT;

  const card: Card<Name> = {
    get contact() {
      return contact as Contact<Name>;
    },
    get call() {
      return line.call;
    },
    get receipt() {
      return receipt;
    },
    on(name, handler) {
      const entry: Handler = [name, handler];
      handlers.push(entry);
      return () => {
        if (handlers.indexOf(entry) >= 0) handlers.splice(handlers.indexOf(entry), 1);
      };
    },
  };
  const made = (ld as Connection).card as Card<Name> | undefined;
  if (made || typeof window == 'undefined') return made || card;

  const tab = openTab();

  /** Finds out what earlier pages knew. @param isNew whether the address is new, and not one of the history. */
  function arrive(isNew: boolean): void {
    const parameters = location.search.slice(1).split('&');
    const text = readContact(parameters, [PARAM]).get(PARAM);
    const said = readContact(parameters.concat(...kept.values()), words(settings.contact) || [...kept.keys()]);
    const known = tab.read();
    contact = contactOf(said, known && known.contact);
    const memory: Memory = known && known.contact == contact ? known : { contact };
    receipt = memory.receipt || NO_RECEIPT;
    line = (isNew && lineFrom(text, valuesOf(contact))) || (memory.call ? carryOver(memory.call) : UNKNOWN);
    memory.call = line.call;
    memory.receipt = receipt;
    share(tab.start(memory));
    if (text) takeOffAddress(parameters);
    // A contact that the address has lost goes along again.
    kept.forEach((parameters, name) => {
      if (!parameters.length && contact[name])
        kept.set(name, [`${encodeURIComponent(name)}=${encodeURIComponent(contact[name])}`]);
    });
  }

  /** Where the tab remembers nothing, links and forms tell the next page of the call. */
  function share(isStored: boolean): void {
    if (isStored) carried.delete(PARAM);
    else carried.set(PARAM, textOf(line));
  }

  function hear({ type, data }: { type: string; data: any }): void {
    const { call_log_id, file } = data || {};
    const [before, receiptBefore] = [line, receipt];
    line = nextLine(before, type, call_log_id, Date.now());
    // A receipt is of one call.
    receipt = before.key && line.key != before.key ? NO_RECEIPT : nextReceipt(receipt, type, file);
    share(
      tab.update((memory) => {
        memory.call = line.call;
        memory.receipt = receipt;
      }),
    );
    if (!isSameCall(line.call, before.call)) tell('call', line.call);
    if (receipt != receiptBefore) tell('receipt', receipt);
  }

  /** One handler that throws does not stop the others. */
  function tell(name: string, value: unknown): void {
    for (const entry of [...handlers]) {
      // else an earlier one has unsubscribed it
      if (entry[0] == name && handlers.indexOf(entry) >= 0)
        try {
          entry[1](value);
        } catch (error) {
          setTimeout(() => {
            throw error;
          });
        }
    }
  }

  // Back, forward and reload show an old address.
  arrive(!(window.performance && performance.navigation && performance.navigation.type));
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    arrive(false);
    tell('call', line.call);
  });
  ld.on('*', hear);
  return ((ld as Connection).card = card);
}

/** As the page's author wrote it: no script of the page sees our parameter, or carries an old one on. */
function takeOffAddress(parameters: string[]): void {
  const others = parameters.filter((parameter) => parameter.split('=')[0] != PARAM).join('&');
  // A sandboxed page may not change its address.
  try {
    history.replaceState(history.state, '', location.pathname + (others && '?') + others + location.hash);
  } catch {}
}

function words(list: string | readonly string[] | null | undefined): readonly string[] | undefined {
  return typeof list == 'string' ? list.split(/\s+/) : list || undefined;
}

function valuesOf(contact: Contact): string[] {
  return Object.keys(contact).map((name) => contact[name]!);
}
