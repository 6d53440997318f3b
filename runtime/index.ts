/**
 * The runtime of a card: its pages talk to LeadDesk, and none of them loses it.
 *
 *   protocol   LeadDesk's actions and events        connect    a page and its host, all parts together
 *   settings   what the page says                   host       who the host is
 *   messages   commands to it, events from it       watch      acting after the page's own listeners
 *   clicks  forms  declared                         links, forms, commands declared by attributes
 *   carry      which addresses carry what           query      parameters of a query
 *   step       what holds for one step              dom        the DOM, past what shadows it
 *   facts      what the debug build words
 *
 * A page has one connection, so the parts are modules that keep their state.
 */
import { connect } from './connect.js';
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
  /**
   * An address with the parameters, for scripts that navigate: `location.href = ld.url('next.html')`. Addresses of
   * other origins, and of the page itself, come back as they are.
   */
  url(href: string | URL): string;
  /**
   * For the companion. Parameters with a known value: each link, form and `url()` carries them once, instead of what it
   * says itself. The host's is one of them. They can be set and deleted as long as the page lives.
   */
  readonly carried: Map<string, string>;
  /**
   * For the companion. The kept parameters by name, as they stand in a query, all of that name: `tag=a&tag=%C3%A5`.
   * They give way to what the link or form says, and to the page's address as it is now. They can be set and deleted as
   * long as the page lives.
   */
  readonly kept: Map<string, string>;
}

/**
 * Connects a page of a card to its host and has the page's links and forms carry the connection on.
 *
 * Call it once in a page, early; calling it again returns the same connection, and where `ld.js` has made `window.ld`,
 * that one. Without a window, as on a server, it returns one that does nothing.
 */
export function createLd(options?: Options | null): Ld {
  if (typeof window == 'undefined') return disconnected;
  const { allow, keep, param } = options || {};
  if (!window.ld) connection ||= connect({ ldAllow: words(allow), ldKeep: words(keep), ldParam: param || undefined });
  return window.ld || connection;
}

let connection: Ld | undefined;

const disconnected: Ld = {
  origin: '',
  send: () => false,
  on: () => () => {},
  url: String,
  carried: new Map(),
  kept: new Map(),
};

function words(list: string | readonly string[] | null | undefined): string {
  return typeof list == 'string' ? list : (list || []).join(' ');
}
