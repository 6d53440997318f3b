/**
 * The runtime of a card: its pages talk to LeadDesk, and none of them loses it.
 *
 *   protocol     LeadDesk's actions and events
 *   connect      a page and its host, all parts together      page      the page, and what it has around it
 *   host         who the host is                              messages  commands to it, events from it
 *   carry        which addresses carry which parameters       query     parameters of a query
 *   last         acting after the page's own listeners        acts      what is done then:
 *   clicks  forms  navigations                                          links, forms, scripts, declared commands
 *   rewrite      attributes, changed for one step             target    whether a link or form stays in the frame
 *
 * A page has one connection, so the parts are modules with a state of their own. That, and some brevity that is
 * explained where it stands, keeps the script build within 2 KB.
 */
import { connect } from './connect.js';
import { page, setPage } from './page.js';
import type { Action, DataOf, EventType, ParamsOf } from './protocol.js';

export type * from './protocol.js';

export interface Options {
  /**
   * Origins that may be the host; the host of each may begin with `*.` (one or more labels), and `*` alone allows any.
   * When absent: LeadDesk's own hosts, and loopback on any port for development.
   */
  allow?: string | readonly string[] | null | undefined;
  /** Parameters of the page's address that its links and forms carry on as well. When absent: none. */
  keep?: string | readonly string[] | null | undefined;
  /** Name of the parameter that carries the host's origin. When absent: `ld_referrer`. */
  param?: string | null | undefined;
}

/** A card's connection to its host. */
export interface Ld {
  /** The host's origin, or `''` while it is not known or the page is not in a frame. */
  readonly origin: string;
  /**
   * Sends a command to the host.
   *
   * While the host is not known yet, a command waits for it at most 5 seconds.
   *
   * @returns whether it was posted. LeadDesk never answers, so posted does not mean done.
   * @throws TypeError for params that JSON cannot express.
   */
  send<A extends Action>(action: A, ...params: ParamsOf<A>): boolean;
  /**
   * Subscribes to an event of the host's. A handler of `*` gets every event, whole: its type and its data.
   *
   * What came before the first handler of its type is handed to that handler, the latest of each type.
   *
   * @returns the function that unsubscribes.
   */
  on<T extends EventType>(type: T, handler: (data: DataOf<T>) => void): () => void;
  /** An address with the parameter, for scripts that navigate. Addresses of other origins come back as they are. */
  url(href: string | URL): string;
}

/**
 * Connects a page of a card to its host and has the page's links, forms and navigations carry the connection on.
 *
 * Call it once in a page, early; calling it again returns the same connection. Without a window, as on a server, it
 * returns one that does nothing.
 *
 * @param win the window to connect, instead of the current one.
 */
export function createLd(options?: Options | null, win?: Window | null): Ld {
  if (win && win !== page) {
    setPage(win as typeof page);
    connection = undefined;
  }
  if (!page) return disconnected;
  var given = options || {};
  connection =
    connection ||
    connect({ ldAllow: words(given.allow), ldKeep: words(given.keep), ldParam: given.param || undefined });
  return connection;
}

var connection: Ld | undefined;

var disconnected: Ld = {
  origin: '',
  send: function () {
    return false;
  },
  on: function () {
    return function () {};
  },
  url: String,
};

function words(list: string | readonly string[] | null | undefined): string {
  return typeof list === 'string' ? list : (list || []).join(' ');
}
