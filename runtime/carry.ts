/** What links and forms carry to the next page, and which of their addresses do. */
import { attribute, resolve } from './dom.js';
import { take, valueOf } from './query.js';

/** Parameters that the runtime knows the value of: they replace what a link or form says. */
export const carried = new Map<string, string>();

/** Parameters of the page's address that go along, as they stood there when the page was loaded. */
export const kept = new Map<string, string>();

/**
 * What an address becomes with all that it has to carry, if it is of the page's own origin and loads a page.
 *
 * @param form that goes there: it loads even what a link would only scroll to.
 * @param fields of a form that sends them instead of the address's query, to be given what the address would be.
 * @returns `undefined` when there is nothing to carry.
 */
export function carry(href: string, form?: Element | false, fields?: FormData | false): string | undefined {
  const address = resolve(href);
  let result: string | undefined;

  function put(name: string, parameters: string): void {
    const [rest, given] = take(address.search, name);
    if (given != parameters) address.search = (rest && `${rest}&`) + parameters;
    result = address.href;
    if (fields) {
      parameters.split('&').forEach((parameter, index) => {
        fields[index ? 'append' : 'set'](name, valueOf(parameter));
      });
    }
  }

  // `blob:` addresses have an origin too. HTML, "navigate": what adds no more than a fragment to the document's address
  // loads nothing, and the very same address adds no entry to the history.
  if (
    address.href.startsWith(`${location.origin}/`) &&
    (form || address.href.split('#')[0] != location.href.split('#')[0])
  ) {
    kept.forEach((loaded, name) => {
      const [, now] = take(location.search, name);
      const [, given] = take(address.search, name);
      const parameters = now || loaded;
      // What the link or the form says goes before what is kept.
      const isGiven = fields
        ? fields.has(name)
        : // A form's own iterator goes through its elements, whatever they are called.
          given || (form && [...(form as HTMLFormElement)].some((field) => attribute(field, 'name') == name));
      if (parameters && !isGiven) put(name, parameters);
    });
    carried.forEach((value, name) => put(name, `${name}=${encodeURIComponent(value)}`));
  }
  return result;
}
