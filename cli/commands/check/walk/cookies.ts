/** Cookies that the card sets: read for the checks, and kept for the next requests. */

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
  if (age !== undefined) return Number(age) > 0;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return !(expires <= Date.now());
}

/** The cookies of one card. It takes what browsers refuse, too, so that the walk sees what lies behind. */
export class Jar {
  private readonly cookies = new Map<string, string>();

  take(headers: readonly string[]): void {
    for (const cookie of headers.map(parseCookie)) {
      if (isLive(cookie)) this.cookies.set(cookie.name, cookie.value);
      else this.cookies.delete(cookie.name);
    }
  }

  /** The `Cookie` header. */
  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
