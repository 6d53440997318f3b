/** Which addresses carry parameters, and how: what the browser would load, plus the parameters. */
import { withParameter } from './query.js';

/** A parameter to carry. */
export interface Carried {
  name: string;
  /** Encoded as it goes into a query: `name=value`, or several of the name joined by `&`. */
  text: string;
  /** Whether it replaces what the address says (the host) or gives way to it (a kept parameter). */
  replace: boolean;
}

export interface Carrier {
  /** What to carry at the moment. */
  parameters(): Carried[];
  /** Whether an address, resolved as the browser resolves it in a link, is of the page's own origin. */
  isHome(href: string): boolean;
  /**
   * Gives an address what it has to carry.
   *
   * @param submits whether a form goes there: it loads even what a link would only scroll to.
   * @returns the address; the same as given when it leaves the origin or stays in the document.
   */
  carry(href: string, submits?: boolean): string;
}

/** @param parameters what to carry at the moment. */
export function createCarrier(win: Window, parameters: () => Carried[]): Carrier {
  // An element resolves an address as the browser does: against <base> and in the document's own encoding.
  // `new URL` would not, and old engines have none.
  var resolver = win.document.createElement('a');

  function isHome(href: string) {
    resolver.href = href;
    // By scheme and host: `blob:` and `data:` have an origin too, but are no page of the card.
    return resolver.protocol === win.location.protocol && resolver.host === win.location.host;
  }

  function carry(href: string, submits?: boolean) {
    if (!isHome(href) || (!submits && movesToFragment(resolver.href, win.location.href))) return href;
    var address = ('' + href).replace(/^[\0- ]+|[\0- ]+$/g, '');
    // An address without a path of its own, as "" and "#x", also takes the query of its base.
    if (resolver.search && address.split('#')[0]!.indexOf('?') < 0) address = resolver.href;
    return parameters().reduce(function (carried, parameter) {
      return withParameter(carried, parameter.name, parameter.text, parameter.replace);
    }, address);
  }

  return { parameters: parameters, isHome: isHome, carry: carry };
}

/** HTML, "navigate": what differs from the document's address in no more than a fragment, and has one, loads nothing. */
function movesToFragment(target: string, current: string): boolean {
  var at = target.indexOf('#');
  return at >= 0 && target.slice(0, at) === current.split('#')[0];
}
