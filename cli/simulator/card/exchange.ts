/** Exchanges one origin for another, where headers or pages name it. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { Transform } from 'node:stream';
import { isLoopback } from '../../shared/origins.js';

/** This machine's names: a server that is asked by one of them may call itself by another. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'];

/** The origins by which a server may call itself. */
export function namesOf(origin: string): string[] {
  const { protocol, hostname, port } = new URL(origin);
  if (!isLoopback(hostname)) return [origin];
  const others = LOOPBACK_NAMES.map((name) => `${protocol}//${name}${port && `:${port}`}`);
  return [...new Set([origin, ...others])];
}

/** Headers in which one origin has been exchanged for the other: `Location`, `Origin`, `Referer` and others. */
export function exchangeOrigins<T extends IncomingHttpHeaders | OutgoingHttpHeaders>(
  headers: T,
  from: readonly string[],
  to: string,
): T {
  const exchange = exchanger(from, to);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(exchange) : typeof value === 'string' ? exchange(value) : value,
    ]),
  ) as T;
}

/** The same for a page that comes in pieces: a link to the server's own origin would leave the simulator's. */
export function exchangeInBody(from: readonly string[], to: string): Transform {
  const exchange = exchanger(from, to);
  const origins = [...from, ...from.map(escaped)];
  // A piece may end within the origin, or just before what would make it another one.
  const overlap = Math.max(...origins.map(({ length }) => length));
  let rest = '';
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const text = rest + chunk.toString('latin1');
      const at = cutBefore(text);
      rest = text.slice(at);
      done(null, Buffer.from(exchange(text.slice(0, at)), 'latin1'));
    },
    flush(done) {
      done(null, Buffer.from(exchange(rest), 'latin1'));
    },
  });

  /** Where the part begins that may be an unfinished origin; the end of the text when there is none. */
  function cutBefore(text: string): number {
    for (let length = Math.min(overlap, text.length); length > 0; length--) {
      const end = text.slice(-length);
      if (origins.some((origin) => origin.startsWith(end))) return text.length - length;
    }
    return text.length;
  }
}

/** As PHP writes addresses in JSON. */
function escaped(origin: string): string {
  return origin.replaceAll('/', '\\/');
}

/** Exchanges an origin, where it is not the beginning of another one. */
function exchanger(from: readonly string[], to: string): (text: string) => string {
  const origins = from.flatMap((origin) => [origin, escaped(origin)]);
  const pattern = new RegExp(
    `(?:${origins.map((origin) => origin.replace(/[.[\]\\]/g, '\\$&')).join('|')})(?![\\w.:-])`,
    'g',
  );
  return (text) => text.replace(pattern, (found) => (found.includes('\\') ? escaped(to) : to));
}
