/** Whom the card is about: what LeadDesk filled into the card's address. Pure functions. */

/** Values of the placeholders, by name. What LeadDesk did not fill is absent. */
export type Contact<Name extends string = string> = { readonly [name in Name]?: string };

/**
 * The contact of a page.
 *
 * @param query of the page's address. The first parameter of a name counts.
 * @param known the contact that the tab remembers. It is returned itself, if the page is about it: if the address says
 * nothing else, or only a part of it. Anything else is another contact, and replaces it whole.
 * @param isOpened whether LeadDesk has just opened the card: what the address does not say then is not known.
 */
export function contactOf(
  query: URLSearchParams,
  names: readonly string[],
  known: Contact,
  isOpened?: boolean,
): Contact {
  const contact: Record<string, string> = {};
  let isKnown = true;
  for (const name of names) {
    const said = query.get(name);
    // A "+" that was not encoded is a space, but not where a phone number begins. A value still in braces is one that
    // LeadDesk did not fill.
    const value = (said || '')
      .replace(/^ (?=\d)/, '+')
      .trim()
      .replace(/^\{.*\}$/, '');
    if (value) contact[name] = value;
    if ((isOpened || said != null) && value != (known[name] || '')) isKnown = false;
  }
  return isKnown ? known : contact;
}
