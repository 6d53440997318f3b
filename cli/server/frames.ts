/** Headers that let LeadDesk frame the card. */
import { LEADDESK_ANCESTORS } from '../shared/origins.js';

/** Headers as servers have them: an object, whose values may be lists, or pairs of a name and a value. */
export type HeaderList =
  | Readonly<Record<string, string | number | readonly string[] | undefined>>
  | Iterable<readonly [string, string | number | readonly string[]]>;

export interface FrameOptions {
  /** Who may frame the card, beside those whom the headers allow already. When absent: LeadDesk. */
  allow?: string | readonly string[] | null | undefined;
  /** Whether the simulator may frame it as well: any port of this machine. When absent: no. */
  simulator?: boolean | null | undefined;
}

const SIMULATOR = 'http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*';

/**
 * The headers of a page that LeadDesk may frame: the given ones, without `X-Frame-Options` and with LeadDesk in every
 * `frame-ancestors` of their policies. What else a policy says stays. Report-only policies stay whole.
 *
 * @param existing the headers that the response would have. When absent: none.
 */
export function frameHeaders(
  existing: HeaderList | null = {},
  { allow, simulator }: FrameOptions = {},
): Record<string, string | string[]> {
  const sources = [allow ?? LEADDESK_ANCESTORS, simulator ? SIMULATOR : ''].flat().join(' ');
  const ancestors = sources.match(/\S+/g) ?? [];
  const headers: [name: string, values: string[], isList: boolean][] = [];
  for (const [name, value] of entriesOf(existing ?? {})) {
    if (value === undefined || /^x-frame-options$/i.test(name)) continue;
    headers.push([name, Array.isArray(value) ? value.map(String) : [String(value)], Array.isArray(value)]);
  }

  const policies = headers.filter(([name]) => /^content-security-policy$/i.test(name));
  const restricts = (value: string) => /(?:^|[;,])\s*frame-ancestors(?=[\s;,]|$)/i.test(value);
  if (policies.some(([, values]) => values.some(restricts))) {
    for (const policy of policies) policy[1] = policy[1].map((value) => allowing(value, ancestors));
  } else {
    const own = `frame-ancestors ${ancestors.join(' ')}`;
    const [first] = policies;
    if (first) first[1][0] = withDirective(first[1][0] ?? '', own);
    else headers.push(['Content-Security-Policy', [own], false]);
  }
  // Two names that differ in case only are one header.
  const result = new Map<string, [string, string | string[]]>();
  for (const [name, values, isList] of headers) {
    const key = name.toLowerCase();
    const known = result.get(key);
    result.set(key, known ? [known[0], [known[1], values].flat()] : [name, isList ? values : values[0]!]);
  }
  return Object.fromEntries(result.values());
}

function entriesOf(headers: HeaderList): Iterable<readonly [string, string | number | readonly string[] | undefined]> {
  return Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers);
}

/** A header's policies, each of which lets the ancestors frame the page. The first directive of a name counts. */
function allowing(header: string, ancestors: readonly string[]): string {
  return header
    .split(',')
    .map((policy) => {
      let isFirst = true;
      return policy.replace(
        /((?:^|;)\s*frame-ancestors)(?=[\s;]|$)([^;]*)/gi,
        (directive, name: string, list: string) => {
          if (!isFirst) return directive;
          isFirst = false;
          const given = (list.match(/\S+/g) ?? []).filter((source) => source.toLowerCase() !== "'none'");
          if (given.includes('*')) return directive;
          return `${name} ${[...new Set([...given, ...ancestors])].join(' ')}`;
        },
      );
    })
    .join(',');
}

/** A header with one more directive, in the first of its policies. */
function withDirective(header: string, directive: string): string {
  const [first = '', ...others] = header.split(',');
  const policy = first.trim().replace(/;$/, '');
  return [policy ? `${policy}; ${directive}` : directive, ...others].join(',');
}
