/** Whom the card is about: what LeadDesk filled into the card's address. Pure functions. */

/** Values of the placeholders, by name. What LeadDesk did not fill is absent. */
export type Contact<Name extends string = string> = { readonly [name in Name]?: string };

/**
 * What an address says of the contact.
 *
 * @param parameters as they stand in a query: `['phone=%2B358…']`. The first of a name counts.
 * @returns the value of each name that is there, `''` where LeadDesk did not fill it.
 */
export function readContact(parameters: string[], names: readonly string[]): Map<string, string> {
  const said = new Map<string, string>();
  for (const parameter of parameters) {
    const name = decode(parameter.split('=')[0]!);
    if (names.indexOf(name) < 0 || said.has(name)) continue;
    // An unencoded "+" is a space, but not where a phone number begins.
    const value = decode(parameter.replace(/^[^=]*=?/, '').replace(/^\+/, '%2B')).trim();
    // A value still in braces is one that LeadDesk did not fill.
    said.set(name, value.replace(/^\{.*\}$/, ''));
  }
  return said;
}

/**
 * The contact of a page.
 *
 * @param said what the page's address says. A part of the known contact is that contact; anything else is another one.
 * @param known the contact that the tab remembers, if any. That very object is returned if the page is about it.
 */
export function contactOf(said: Map<string, string>, known: Contact | undefined): Contact {
  const contact: Record<string, string> = {};
  let isKnown = known;
  said.forEach((value, name) => {
    if (value != ((known || {})[name] || '')) isKnown = undefined;
    if (value) contact[name] = value;
  });
  return isKnown || contact;
}

/** What is not UTF-8, as in the address of a Latin-1 page, stays encoded. */
export function decode(text: string): string {
  text = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
