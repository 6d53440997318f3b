/** What links and forms carry to the next page, and which of their addresses do. */
import { resolve } from './dom.js';
import { join, otherParameters, parametersOf } from './query.js';

/** Parameters that the runtime knows the value of: they replace what an address says. */
export const carried = new Map<string, string>();

/** Parameters of the page's address that go along, as they stood there when the page was loaded. */
export const kept = new Map<string, string[]>();

/**
 * The kept parameters, with the values of the page's address now, or else with those it was loaded with.
 *
 * @param isGiven whether a name is left out, because the link or form has it itself.
 */
export function keptUnless(isGiven: (name: string) => boolean): string[] {
  const parameters: string[] = [];
  for (const [name, loaded] of kept) {
    const now = parametersOf(location.search, name);
    if (!isGiven(name)) parameters.push(...(now.length ? now : loaded));
  }
  return parameters;
}

/** Whether an address is of the page's own origin. `blob:` has an origin too, so it must begin with ours. */
export function isOwn(href: string): boolean {
  return resolve(href).href.startsWith(`${location.origin}/`);
}

/**
 * Gives an address what it has to carry, if it is of the page's own origin and loads a page.
 *
 * @param submits whether a form goes there: it loads even what a link would only scroll to.
 * @param isInBody whether a form says a name in its body.
 * @returns the address, resolved; as it was given, if nothing is to be changed.
 */
export function carry(href: string, submits = false, isInBody = (_name: string) => false): string {
  const isOurs = isOwn(href);
  const address = resolve(href);
  const before = address.href;
  // HTML, "navigate": what adds no more than a fragment to the document's address loads nothing, and the very same
  // address adds no entry to the history.
  if (isOurs && (submits || before.split('#')[0] !== location.href.split('#')[0])) {
    const isGiven = (name: string) => isInBody(name) || parametersOf(address.search, name).length > 0;
    for (const parameter of keptUnless(isGiven)) address.search += (address.search ? '&' : '?') + parameter;
    for (const [name, value] of carried) {
      const parameter = `${name}=${encodeURIComponent(value)}`;
      if (parametersOf(address.search, name).join() !== parameter) {
        address.search = join([...otherParameters(address.search, name), parameter]);
      }
    }
  }
  return address.href === before ? String(href) : address.href;
}
