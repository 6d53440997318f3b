/** A request to the card's server and its answer. */
import { take } from '../../../../runtime/query.js';

export interface Exchange {
  /** The address that was asked for, as it was sent; without a password. */
  address: URL;
  /** What for. */
  asked: 'page' | 'script';
  /** Whether LeadDesk asks for it, or the redirects from there do. */
  isEntry: boolean;
  /** Where the link, form or redirect to it is; absent for the first. */
  from?: string;
  /** 0 when there was no answer. */
  status: number;
  headers: Headers;
  cookies: string[];
  /** Where it redirects to. */
  location?: URL;
  /** Why there was no answer, or none that is whole, such as `can not be reached`. */
  failure?: string;
  /** Whether its answer is a page that the card shows. */
  isPage: boolean;
  /** Its content, if that is a page or a script. */
  body?: Buffer;
  /** Why its certificate is not trusted, where the walk took the answer all the same. */
  untrusted?: string;
}

/** What an address is called: without the parameter, which every page but the first has, and without a password. */
export function nameOf(address: URL, param: string): string {
  const plain = withoutPassword(address);
  plain.search = take(address.search, param)[0];
  plain.hash = '';
  return plain.href;
}

export function withoutPassword(address: URL): URL {
  const plain = new URL(address);
  plain.username = '';
  plain.password = '';
  return plain;
}
