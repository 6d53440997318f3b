/** Cookies of a card in a frame: which did not come back, and why. */
import type { IncomingHttpHeaders } from 'node:http';

export interface CookieAttributes {
  readonly name: string;
  /** `undefined`: the attribute is missing. */
  readonly domain?: string | undefined;
  readonly path?: string | undefined;
  readonly sameSite?: string | undefined;
  readonly secure: boolean;
  readonly partitioned: boolean;
  /** When it ends, in ms since 1970; one that has ended is being deleted. */
  readonly expires: number;
  /** Length of name and value. */
  readonly length: number;
}

/** RFC 6265, 5.2: the last attribute of a name counts. @returns null for what browsers ignore. */
export function readCookie(header: string, now = Date.now()): CookieAttributes | null {
  const [pair = '', ...rest] = header.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, Math.max(at, 0)).trim();
  const value = pair.slice(at + 1).trim();
  if (!name && !value) return null;
  const attributes = new Map(
    rest.map((part) => {
      const [key = '', ...text] = part.split('=');
      return [key.trim().toLowerCase(), text.join('=').trim()];
    }),
  );
  const maxAge = attributes.get('max-age');
  const date = Date.parse(attributes.get('expires') ?? '');
  const expires = Number.isNaN(date) ? Number.POSITIVE_INFINITY : date;
  return {
    name,
    domain: attributes.get('domain')?.replace(/^\./, '').toLowerCase() || undefined,
    path: attributes.get('path')?.startsWith('/') ? attributes.get('path') : undefined,
    sameSite: attributes.get('samesite')?.toLowerCase(),
    secure: attributes.has('secure'),
    partitioned: attributes.has('partitioned'),
    expires: /^-?\d+$/.test(maxAge ?? '') ? now + Number(maxAge) * 1000 : expires,
    length: name.length + value.length,
  };
}

/** A cookie's `Domain` that is the card's server: before us it has another name, which the browser would refuse. */
export function withoutOwnDomain(header: string, upstreamName: string): string {
  const domain = readCookie(header)?.domain;
  const isOwn = domain !== undefined && (upstreamName === domain || upstreamName.endsWith(`.${domain}`));
  return isOwn ? header.replace(/;\s*domain\s*=[^;]*/gi, '') : header;
}

/** Why a browser does not keep a cookie in a frame of another site, or does not send it; what to do. */
export function whyLost(cookie: CookieAttributes, hostname: string, isHttps: boolean): string {
  const { name, domain, path, sameSite, secure, partitioned, length } = cookie;
  const recipe = 'Set it with SameSite=None; Secure; Partitioned.';
  if (length > 4096) return `It is ${length} bytes long, and browsers keep 4,096 at most.`;
  if (domain !== undefined && domain !== hostname)
    return `Its Domain is ${domain}, and the card is at ${hostname}: leave Domain out.`;
  if (/^__secure-/i.test(name) && !secure) return 'A name that begins with __Secure- needs Secure.';
  if (/^__host-/i.test(name) && (!secure || path !== '/' || domain !== undefined))
    return 'A name that begins with __Host- needs Secure, Path=/ and no Domain.';
  if (sameSite !== 'none') {
    const has = sameSite === undefined ? 'It has no SameSite, which means Lax' : `Its SameSite is ${sameSite}`;
    return `${has}: browsers do not send it from a frame of another site, such as a card in LeadDesk. ${recipe}`;
  }
  if (!secure) return `SameSite=None without Secure is refused by browsers. ${recipe}`;
  if (!partitioned)
    return `It has no Partitioned, and this browser keeps other sites' cookies out of frames without it. ${recipe}`;
  if (!isHttps)
    return 'It is Secure and the card is served over http, which this browser does not accept: dev --https.';
  return 'This browser keeps cookies out of frames of other sites.';
}

/** Follows what a card's server sets and what browsers send back. */
export interface CookieWatch {
  /** A page in a frame is asked for, or something by a script of one. */
  asked(pathname: string, headers: IncomingHttpHeaders): void;
  /** The answer to such a request sets cookies. */
  set(pathname: string, headers: readonly string[]): void;
}

/** Requests that a page sends at once do not know the cookies of each other's answers yet. */
const ON_ITS_WAY_MS = 500;

/** @param lost is called with each cookie once that was set in a frame and is missing later. */
export function watchCookies(lost: (cookie: CookieAttributes) => void, now = Date.now): CookieWatch {
  const expected = new Map<string, { cookie: CookieAttributes; path: string; at: number }>();
  const reported = new Set<string>();
  return {
    set(pathname, headers) {
      for (const header of headers) {
        const cookie = readCookie(header, now());
        if (!cookie) continue;
        if (cookie.expires <= now()) expected.delete(cookie.name);
        else if (expected.size < 1000)
          expected.set(cookie.name, { cookie, path: cookie.path ?? folderOf(pathname), at: now() });
      }
    },
    asked(pathname, { cookie: sent = '', 'sec-fetch-dest': destination }) {
      const names = new Set(sent.split(';').map((pair) => pair.split('=')[0]!.trim()));
      for (const { cookie, path, at } of expected.values()) {
        if (names.has(cookie.name) || reported.has(cookie.name)) continue;
        if (!covers(path, pathname) || cookie.expires <= now()) continue;
        if (destination === 'empty' && now() - at < ON_ITS_WAY_MS) continue;
        reported.add(cookie.name);
        lost(cookie);
      }
    },
  };
}

/** RFC 6265, 5.1.4, "default-path". */
function folderOf(pathname: string): string {
  return pathname.slice(0, Math.max(pathname.lastIndexOf('/'), 1));
}

/** RFC 6265, 5.1.4, "path-match". */
function covers(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
