/** Asks a card's own server, before anyone frames the card, how it wants to be asked. */
import { type Answered, probe } from '../../shared/answers.js';
import { readCookie } from './cookies.js';

export { type Answered, probe };

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
