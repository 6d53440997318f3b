/** Content Security Policies of a card, loosened as far as the simulator needs it and no further. */
import type { OutgoingHttpHeaders } from 'node:http';
import { OBSERVER } from './inject.js';

const HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

/** An origin of LeadDesk's: what may not be framed by it would stay blank there as well. */
const LEADDESK = 'https://login.leaddesk.com';

/**
 * Lets the simulator frame a page that LeadDesk may frame. A page that even LeadDesk may not stays as it is: blank in
 * the simulator too.
 */
export function allowFraming(headers: OutgoingHttpHeaders, host: string): void {
  rewrite(headers, 'frame-ancestors', (sources) =>
    sources.some((source) => coversLeadDesk(source)) ? [...sources, host] : sources,
  );
}

/** Lets the observer run in a page. @returns the nonce that its script needs, if the page works with nonces. */
export function allowObserver(headers: OutgoingHttpHeaders, own: string): string | undefined {
  let nonce: string | undefined;
  const policies = HEADERS.flatMap((name) => String(headers[name] ?? '').split(','));
  const directive = ['script-src-elem', 'script-src', 'default-src'].find((name) =>
    policies.some((policy) => hasDirective(policy, name)),
  );
  if (directive === undefined) return nonce;
  rewrite(headers, directive, (sources) => {
    nonce ??= sources.map((source) => /^'nonce-(.+)'$/.exec(source)?.[1]).find(Boolean);
    if (nonce !== undefined) return sources;
    return [...sources.filter((source) => source.toLowerCase() !== "'none'"), own + OBSERVER];
  });
  return nonce;
}

/** CSP level 3, "match a URL's host": `*.` stands for one or more labels. */
export function coversLeadDesk(source: string): boolean {
  const plain = source.toLowerCase().replace(/\/$/, '');
  return (
    plain === '*' ||
    plain === 'https:' ||
    plain === LEADDESK ||
    /^(https:\/\/)?(\*|login[\w-]*)\.leaddesk\.(com|eu|ch)(:443|:\*)?$/.test(plain)
  );
}

/** @returns what keeps a page from being framed by the host, in words; `null`: nothing. */
export function framingRefusal(headers: Headers, host: string): string | null {
  const policies = (headers.get('content-security-policy') ?? '').split(',');
  const directives = policies.flatMap((policy) => policy.split(';').map((directive) => directive.trim().split(/\s+/)));
  const ancestors = directives.filter(([name]) => name?.toLowerCase() === 'frame-ancestors');
  const refusing = ancestors.find(([, ...sources]) => !sources.some((source) => covers(source, host)));
  if (refusing) return `Content-Security-Policy: ${refusing.join(' ')}`;
  // CSP level 3, "frame-ancestors": where there is one, X-Frame-Options does not count.
  const options = headers.get('x-frame-options');
  return options && !ancestors.length ? `X-Frame-Options: ${options}` : null;
}

/** Whether a source is the host's: its origin, its scheme, any port of it, or anything. */
function covers(source: string, host: string): boolean {
  const { protocol, hostname, origin } = new URL(host);
  return ['*', protocol, origin, `${protocol}//${hostname}:*`, `${hostname}:*`].includes(
    source.toLowerCase().replace(/\/$/, ''),
  );
}

function hasDirective(policy: string, name: string): boolean {
  return policy.split(';').some((directive) => directive.trim().split(/\s+/)[0]!.toLowerCase() === name);
}

function rewrite(headers: OutgoingHttpHeaders, name: string, change: (sources: string[]) => string[]) {
  for (const header of HEADERS) {
    const value = headers[header];
    if (value === undefined) continue;
    headers[header] = String(value).replace(/[^;,]+/g, (directive) => {
      const [own = '', ...sources] = directive.trim().split(/\s+/);
      return own.toLowerCase() === name ? ` ${[own, ...change(sources)].join(' ')}` : directive;
    });
  }
}
