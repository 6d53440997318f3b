/** What links and forms carry to the next page, and which of their addresses do. */
import { attribute, resolve } from './dom.js';
import { join, otherParameters, parametersOf } from './query.js';

/** Parameters that the runtime knows the value of: they replace what a link or form says. */
export const carried = new Map<string, string>();

/** Parameters of the page's address that go along, as they stood there when the page was loaded. */
export const kept = new Map<string, string[]>();

/**
 * Visits what goes along: the parameters of each name, as they go into a query.
 *
 * @param isGiven whether the link or form has a name itself, so that nothing is kept.
 */
export function eachCarried(
  isGiven: (name: string) => unknown,
  visit: (name: string, parameters: string[]) => void,
): void {
  kept.forEach((loaded, name) => {
    const now = parametersOf(location.search, name);
    if (!isGiven(name)) visit(name, now.length ? now : loaded);
  });
  carried.forEach((value, name) => visit(name, [`${name}=${encodeURIComponent(value)}`]));
}

/** Whether an address is of the page's own origin. `blob:` has an origin too, so it must begin with ours. */
export function isOwn({ href }: HTMLAnchorElement): boolean {
  return href.startsWith(`${location.origin}/`);
}

/** Has an address say these parameters of a name and no others. */
export function replaceParameters(address: HTMLAnchorElement, name: string, parameters: string[]): void {
  if (parametersOf(address.search, name).join() !== parameters.join()) {
    address.search = join([...otherParameters(address.search, name), ...parameters]);
  }
}

/**
 * Gives an address what it has to carry, if it is of the page's own origin and loads a page.
 *
 * @param form that goes there: it loads even what a link would only scroll to.
 * @returns the address, resolved; as it was given, if nothing is to be changed.
 */
export function carry(href: string, form?: Element): string {
  const address = resolve(href);
  const before = address.href;
  // HTML, "navigate": what adds no more than a fragment to the document's address loads nothing, and the very same
  // address adds no entry to the history.
  if (isOwn(address) && (form || before.split('#')[0] !== location.href.split('#')[0])) {
    const isGiven = (name: string) => parametersOf(address.search, name).length || (form && hasField(form, name));
    eachCarried(isGiven, (name, parameters) => replaceParameters(address, name, parameters));
  }
  return address.href === before ? String(href) : address.href;
}

function hasField(form: Element, name: string): boolean {
  const controls: Iterable<Element> = Reflect.get(HTMLFormElement.prototype, 'elements', form);
  return [...controls].some((control) => attribute(control, 'name') === name);
}
