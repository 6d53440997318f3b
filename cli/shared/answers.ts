/** Asks a server for a page. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Cookies and tokens make headers long. Servers behind a proxy accept 16 to 64 KB, so the card's own limit decides. */
export const MAX_HEADER_BYTES = 128 * 1024;

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Asks for a page as a browser does. @returns the head of the answer; `null`: there is none. */
export function probe(url: string, headers: Record<string, string> = {}): Promise<Answered | null> {
  const target = new URL(url);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asked = send(
      target,
      {
        agent: false,
        maxHeaderSize: MAX_HEADER_BYTES,
        // A certificate that Node does not trust is still an answer: the browser decides about it.
        rejectUnauthorized: false,
        timeout: ANSWER_TIMEOUT_MS,
        headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
      },
      (answer) => {
        resolve({ status: answer.statusCode!, headers: answer.headers });
        answer.destroy();
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.on('close', () => resolve(null));
    asked.end();
  });
}
