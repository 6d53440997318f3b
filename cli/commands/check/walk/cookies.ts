/** Cookies that the card sets: read for the checks, and kept for the next requests. */
import { isLoopback } from '../../../shared/origins.js';

export interface Cookie {
  name: string;
  value: string;
  /** By their names in lower case; the last of a name counts. */
  attributes: Map<string, string>;
}

/** RFC 6265, section 5.2. */
export function parseCookie(header: string): Cookie {
  const [pair = '', ...rest] = header.split(';');
  const [name, value] = split(pair);
  return { name, value, attributes: new Map(rest.map(split).map(([key, text]) => [key.toLowerCase(), text])) };
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** Whether it is set, and not removed. */
export function isLive({ attributes }: Cookie): boolean {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) > 0;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return !(expires <= Date.now());
}

interface Kept {
  name: string;
  value: string;
  /** The host that gets it, and with `isForSubdomains` those below it. */
  host: string;
  isForSubdomains: boolean;
  /** Cookies of browsers do not know ports; but another port is another server here, whose cookies are its own. */
  port: string;
  path: string;
  isSecure: boolean;
}

/** The cookies of a walk, for the servers that set them (RFC 6265, sections 5.3 and 5.4). */
export class Jar {
  private readonly cookies = new Map<string, Kept>();

  /** Keeps what an answer sets. */
  take(headers: readonly string[], from: URL): void {
    for (const cookie of headers.map(parseCookie)) {
      const kept = keptOf(cookie, from);
      if (!kept) continue;
      const { host, port, path, name } = kept;
      const key = JSON.stringify([host, port, path, name]);
      if (isLive(cookie)) this.cookies.set(key, kept);
      else this.cookies.delete(key);
    }
  }

  /** The `Cookie` header for an address; empty where there is none. */
  headerFor(address: URL): string {
    const isSafe = address.protocol === 'https:' || isLoopback(address.host);
    return [...this.cookies.values()]
      .filter(
        (cookie) =>
          cookie.port === address.port &&
          (cookie.isForSubdomains ? isWithin(address.hostname, cookie.host) : address.hostname === cookie.host) &&
          isBelow(address.pathname, cookie.path) &&
          (isSafe || !cookie.isSecure),
      )
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => (name ? `${name}=${value}` : value))
      .join('; ');
  }
}

/** What a header line can carry; Node refuses to send anything else. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

function keptOf(
  { name, value, attributes }: Cookie,
  { hostname, port, pathname, protocol, host }: URL,
): Kept | undefined {
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  const isForSubdomains = domain !== '' && domain !== hostname;
  // A server sets cookies for its own host and those above it, but not for all of `com`.
  if (isForSubdomains && (!isWithin(hostname, domain) || !domain.includes('.'))) return undefined;
  const isSecure = attributes.has('secure');
  if (isSecure && protocol !== 'https:' && !isLoopback(host)) return undefined;
  if (!SENDABLE.test(name + value) || (!name && !value)) return undefined;
  const path = attributes.get('path') ?? '';
  if (/^__(secure|host)-/i.test(name) && !isSecure) return undefined;
  if (/^__host-/i.test(name) && (domain || path !== '/')) return undefined;
  return {
    name,
    value,
    host: domain || hostname,
    isForSubdomains: domain !== '' && !/^[\d.]+$|^\[/.test(domain),
    port,
    path: path.startsWith('/') ? path : pathname.replace(/\/[^/]*$/, '') || '/',
    isSecure,
  };
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !/^[\d.]+$/.test(host));
}

function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
