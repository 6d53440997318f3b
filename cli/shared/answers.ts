/** Asks a server for a page. */

import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Cookies and tokens make headers long. Servers behind a proxy accept 16 to 64 KB, so the card's own limit decides. */
export const MAX_HEADER_BYTES = 128 * 1024;

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Why its certificate is not trusted; absent: it is, or there is none. */
  readonly untrusted?: string;
}

const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Finds addresses as browsers do: `localhost`, and every name that ends so, is this machine by either address, whatever
 * the system says (Let 'localhost' be localhost, RFC 6761, 6.3).
 */
export const lookUp: LookupFunction = (hostname, options, found) => {
  if (!/^(.+\.)?localhost$/i.test(hostname)) return lookup(hostname, options as object, found as () => void);
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ].filter(({ family }) => !options.family || options.family === family);
  if (options.all) found(null, addresses);
  else found(null, addresses[0]!.address, addresses[0]!.family);
};

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
        lookup: lookUp,
        // Browsers read heads that are not quite right.
        insecureHTTPParser: true,
        // A certificate that Node does not trust is still an answer: the browser decides about it.
        rejectUnauthorized: false,
        timeout: ANSWER_TIMEOUT_MS,
        headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
      },
      (answer) => {
        const { authorizationError: why } = answer.socket as TLSSocket;
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          ...(why && { untrusted: String((why as NodeJS.ErrnoException).code ?? why) }),
        });
        answer.destroy();
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.on('close', () => resolve(null));
    asked.end();
  });
}
