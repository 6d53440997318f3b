/** Whom a request is about: what LeadDesk filled into the card's address. */
import { nameOf, namesIn, parametersIn, partsOf, textOf } from './query.js';

/**
 * The contact in an address: decoded values by name. What LeadDesk did not fill (`{phone}`) is absent, as in the
 * companion's `card.contact`.
 *
 * @param address of the request, such as `request.url`.
 * @param options `keep`: the names of the placeholders. When absent: every parameter but the runtime's own (`ld_…`).
 */
export function contactOf(
  address: string,
  options: { keep?: string | readonly string[] | null | undefined } = {},
): Record<string, string> {
  const parameters = parametersIn(partsOf(address).query);
  const names = options.keep == null ? parameters.map(nameOf).filter(isPlaceholder) : namesIn(options.keep);
  const contact = new Map<string, string>();
  for (const name of names) {
    const parameter = parameters.find((other) => nameOf(other) === name);
    if (parameter === undefined) continue;
    // A "+" that was not encoded is a space, but not where a phone number begins.
    const value = textOf(parameter)
      .replace(/^ (?=\d)/, '+')
      .trim();
    if (value && !/^\{.*\}$/s.test(value)) contact.set(name, value);
  }
  return Object.fromEntries(contact);
}

function isPlaceholder(name: string): boolean {
  return name !== '' && !name.startsWith('ld_');
}
