/** Asks a card's own server for a page, before anyone frames it. */

/** A certificate that Node does not trust is still an answer: the browser decides about it. */
const TRUST = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/** @returns the headers of its first answer, whatever it says; none at all when Node does not trust it; `null` without an answer. */
export async function ask(url: string): Promise<Headers | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.headers;
  } catch (error) {
    return TRUST.test(String((error as { cause?: { code?: string } }).cause?.code)) ? new Headers() : null;
  }
}
