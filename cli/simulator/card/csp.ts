/** What keeps a card's page out of a frame, and its Content Security Policies, loosened as far as the simulator needs. */
import { randomBytes } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { OBSERVER } from './inject.js';
import { CHANGES } from './observer-shared.js';

const HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

/** An origin of LeadDesk's: what may not be framed by it would stay blank there as well. */
const LEADDESK = 'https://login.leaddesk.com';

/** Directives in their order; a header may have several policies, and each of them counts. */
type Policy = [name: string, ...sources: string[]][];

/**
 * Lets the simulator frame a page.
 *
 * @returns what keeps LeadDesk from framing the page, in words; `null`: nothing. Such a page would stay blank there.
 */
export function allowFraming(headers: OutgoingHttpHeaders, host: string): string | null {
  const read = (name: string) => (headers[name] === undefined ? null : String(headers[name]));
  const refusal = framingRefusal({ get: read }, coversLeadDesk);
  delete headers['x-frame-options'];
  rewrite(headers, (policy) => {
    const ancestors = policy.find(([name]) => name === 'frame-ancestors');
    if (!ancestors) return;
    const others = ancestors.slice(1).filter((source) => source.toLowerCase() !== "'none'");
    ancestors.splice(1, Infinity, ...others, host);
  });
  return refusal;
}

/** Lets the observer run in a page, and hear of changes. @returns the nonce that its script needs, if the page works with nonces. */
export function allowObserver(headers: OutgoingHttpHeaders, own: string): string | undefined {
  const sources = policiesOf(headers).flatMap((policy) => directiveOf(policy, ...SCRIPT_DIRECTIVES)?.slice(1) ?? []);
  const given = sources.map((source) => /^'nonce-(.+)'$/i.exec(source)?.[1]).find(Boolean);
  // Under 'strict-dynamic' addresses do not count. A nonce would switch off 'unsafe-inline', which is ignored there too.
  const needsNonce = sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
  const nonce = given ?? (needsNonce ? randomBytes(12).toString('base64') : undefined);
  const address = own + OBSERVER;
  rewrite(headers, (policy) => {
    const connections = directiveOf(policy, 'connect-src', 'default-src');
    if (connections) allow(policy, 'connect-src', connections, own.replace(/^http/, 'ws') + CHANGES);
    const directive = directiveOf(policy, ...SCRIPT_DIRECTIVES);
    if (!directive) return;
    const usesNonces = directive.some((source) => /^'(nonce-.+|strict-dynamic)'$/i.test(source));
    allow(policy, 'script-src', directive, usesNonces ? `'nonce-${nonce}'` : address);
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

/**
 * @param covers whether a source of `frame-ancestors` lets the host in.
 * @returns the header that keeps a page from being framed by a host of another origin; `null`: none.
 */
export function framingRefusal(
  headers: { get(name: string): string | null },
  covers: (source: string) => boolean,
): string | null {
  const ancestors = parse(headers.get('content-security-policy') ?? '').flatMap((policy) =>
    policy.filter(([name]) => name === 'frame-ancestors'),
  );
  const refusing = ancestors.find(([, ...sources]) => !sources.some((source) => covers(source)));
  if (refusing) return `Content-Security-Policy: ${refusing.join(' ')}`;
  // CSP level 3, "frame-ancestors": where there is one, X-Frame-Options does not count.
  const options = headers.get('x-frame-options');
  return options && !ancestors.length && refusesFrames(options) ? `X-Frame-Options: ${options}` : null;
}

/** HTML Standard, "check a navigation response's adherence to X-Frame-Options": what is none of these is ignored. */
function refusesFrames(options: string): boolean {
  const values = new Set(options.split(',').map((value) => value.trim().toLowerCase()));
  if (values.size > 1) return ['deny', 'sameorigin', 'allowall'].some((value) => values.has(value));
  return values.has('deny') || values.has('sameorigin');
}

/** Whether a source of `frame-ancestors` is a host's: its origin, its scheme, any port of it, or anything. */
export function coversHost(host: string): (source: string) => boolean {
  const { protocol, hostname, origin } = new URL(host);
  const all = ['*', protocol, origin, `${protocol}//${hostname}:*`, `${hostname}:*`];
  return (source) => all.includes(source.toLowerCase().replace(/\/$/, ''));
}

/** The directives that decide about a script element, the first one that is there. */
const SCRIPT_DIRECTIVES = ['script-src-elem', 'script-src', 'default-src'];

function directiveOf(policy: Policy, ...names: string[]) {
  return names.map((wanted) => policy.find(([name]) => name === wanted)).find(Boolean);
}

/** Allows one more source. What `default-src` says for all stays as it is: the one kind gets a directive for itself. */
function allow(policy: Policy, name: string, directive: Policy[number], source: string) {
  const others = directive.slice(1).filter((one) => one.toLowerCase() !== "'none'");
  const sources = others.includes(source) ? others : [...others, source];
  if (directive[0] === 'default-src') policy.push([name, ...sources]);
  else directive.splice(1, Infinity, ...sources);
}

function policiesOf(headers: OutgoingHttpHeaders): Policy[] {
  return HEADERS.flatMap((header) => parse(String(headers[header] ?? '')));
}

function parse(value: string): Policy[] {
  return value.split(',').map((policy) =>
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...sources]) => [name!.toLowerCase(), ...sources]),
  );
}

function rewrite(headers: OutgoingHttpHeaders, change: (policy: Policy) => void) {
  for (const header of HEADERS) {
    const value = headers[header];
    if (value === undefined) continue;
    const policies = parse(String(value));
    policies.forEach(change);
    headers[header] = policies
      .map((policy) => policy.map((directive) => directive.join(' ')).join('; '))
      .filter(Boolean)
      .join(', ');
  }
}
