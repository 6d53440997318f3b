/** What a page of the card is called in the log, and what is said of it. */

/** Path, query and fragment of an address; what is no address stays as it is. */
export function pathOf(address: string): string {
  try {
    const { pathname, search, hash } = new URL(address);
    return pathname + search + hash;
  } catch {
    return address;
  }
}

/** The origin of an address; empty for what is none. */
export function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return '';
  }
}

/** What a page's `document.referrer` says: a card that aims at it loses its messages once it names the card itself. */
export function referrerFacts(url: string, referrer: string): string {
  const named = originOf(referrer);
  if (!named) return 'document.referrer is empty here.';
  return named === originOf(url)
    ? `document.referrer names the card itself here (${named}): what is aimed at it is lost.`
    : `document.referrer names ${named} here.`;
}
