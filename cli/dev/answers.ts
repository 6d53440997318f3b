/** Whether an HTTP server is there, whatever it says. */

/** A certificate that Node does not trust is still an answer: the browser decides about it. */
const TRUST = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return true;
  } catch (error) {
    return TRUST.test(String((error as { cause?: { code?: string } }).cause?.code));
  }
}
