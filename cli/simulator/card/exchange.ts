/** Exchanges one origin for another, where headers or pages name it. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { Transform } from 'node:stream';

/** Headers in which one origin has been exchanged for the other: `Location`, `Origin`, `Referer` and others. */
export function exchangeOrigins<T extends IncomingHttpHeaders | OutgoingHttpHeaders>(
  headers: T,
  from: string,
  to: string,
): T {
  const pattern = patternOf(from);
  const exchange = (value: string) => value.replace(pattern, to);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(exchange) : typeof value === 'string' ? exchange(value) : value,
    ]),
  ) as T;
}

/** The same for a page that comes in pieces: a link to the server's own origin would leave the simulator's. */
export function exchangeInBody(from: string, to: string): Transform {
  const pattern = patternOf(from);
  // A piece may end within the origin, or just before what would make it another one.
  const overlap = from.length;
  let rest = '';
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const text = rest + chunk.toString('latin1');
      const at = Math.max(cutBefore(text, from), 0);
      rest = text.slice(at);
      done(null, Buffer.from(text.slice(0, at).replace(pattern, to), 'latin1'));
    },
    flush(done) {
      done(null, Buffer.from(rest.replace(pattern, to), 'latin1'));
    },
  });

  /** Where the part begins that may be an unfinished origin; the end of the text when there is none. */
  function cutBefore(text: string, origin: string): number {
    for (let length = Math.min(overlap, text.length); length > 0; length--)
      if (origin.startsWith(text.slice(-length))) return text.length - length;
    return text.length;
  }
}

/** The origin, where it is not the beginning of another one. */
function patternOf(origin: string): RegExp {
  return new RegExp(`${origin.replace(/[.[\]]/g, '\\$&')}(?![\\w.:-])`, 'g');
}
