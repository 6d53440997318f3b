/** Asks a card's own server, before anyone frames the card, how it wants to be asked. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { MAX_HEADER_BYTES } from '../http.js';
import { readCookie } from './cookies.js';

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

export interface Wishes {
  /** It answers under our name as it does under its own, so that it may see the request's `Host`. */
  readonly passesHost: boolean;
  /** Cookies that it sets only when it is reached over https. */
  readonly secureOnly: readonly string[];
}

/**
 * @param url the card's page at its own server, which has answered so.
 * @param own our origin before it.
 */
export async function askWishes(url: string, answered: Answered, own: string): Promise<Wishes> {
  const { origin } = new URL(url);
  const { host } = new URL(own);
  const forwarded = (scheme: string) => ({
    Host: host,
    'X-Forwarded-Host': host,
    'X-Forwarded-Proto': scheme,
    'X-Forwarded-For': '127.0.0.1',
  });
  const scheme = new URL(own).protocol.slice(0, -1);
  const [ours, secure] = await Promise.all([
    probe(url, forwarded(scheme)),
    scheme === 'http' ? probe(url, forwarded('https')) : null,
  ]);
  // Where it redirects to, from its own view.
  const target = ({ headers: { location } }: Answered, from: string) =>
    location === undefined || !URL.canParse(location, url)
      ? undefined
      : new URL(location, from + new URL(url).pathname).href.replace(from, '');
  const passesHost =
    ours === null || (ours.status === answered.status && target(ours, own) === target(answered, origin));
  const names = (answer: Answered | null) =>
    (answer?.headers['set-cookie'] ?? []).flatMap((header) => readCookie(header)?.name ?? []);
  return { passesHost, secureOnly: names(secure).filter((name) => !names(ours).includes(name)) };
}
