/**
 * What keeps a card's page out of a frame, and its Content Security Policies, loosened as far as the simulator needs.
 */
import { randomBytes } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import {
  type ContentPolicy,
  coversLeadDesk,
  type Directive,
  directiveOf,
  formatPolicies,
  parsePolicies,
  SCRIPT_DIRECTIVES,
} from '../../shared/csp.js';
import { OBSERVER } from './inject.js';
import { CHANGES } from './observer-shared.js';

const HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

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
    const ancestors = policy.get('frame-ancestors');
    if (ancestors) policy.set('frame-ancestors', [...withoutNone(ancestors), sourceOf(host)]);
  });
  return refusal;
}

/**
 * Lets the observer run in a page, and hear of changes. @returns the nonce that its script needs, if the page works
 * with nonces.
 */
export function allowObserver(headers: OutgoingHttpHeaders, own: string): string | undefined {
  const sources = policiesOf(headers).flatMap((policy) => directiveOf(policy, ...SCRIPT_DIRECTIVES)?.sources ?? []);
  const given = sources.map((source) => /^'nonce-(.+)'$/i.exec(source)?.[1]).find(Boolean);
  // Under 'strict-dynamic' addresses do not count. A nonce would switch off 'unsafe-inline', which is ignored there
  // too.
  const needsNonce = sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
  const nonce = given ?? (needsNonce ? randomBytes(12).toString('base64') : undefined);
  const address = own + OBSERVER;
  rewrite(headers, (policy) => {
    const connections = directiveOf(policy, 'connect-src', 'default-src');
    if (connections) allow(policy, 'connect-src', connections, own.replace(/^http/, 'ws') + CHANGES);
    const scripts = directiveOf(policy, ...SCRIPT_DIRECTIVES);
    if (!scripts) return;
    const usesNonces = scripts.sources.some((source) => /^'(nonce-.+|strict-dynamic)'$/i.test(source));
    allow(policy, 'script-src', scripts, usesNonces ? `'nonce-${nonce}'` : address);
  });
  return nonce;
}

/**
 * @param covers whether a source of `frame-ancestors` lets the host in.
 * @returns the header that keeps a page from being framed by a host of another origin; `null`: none.
 */
export function framingRefusal(
  headers: { get(name: string): string | null },
  covers: (source: string) => boolean,
): string | null {
  const ancestors = parsePolicies(headers.get('content-security-policy')).flatMap((policy) => {
    const sources = policy.get('frame-ancestors');
    return sources ? [sources] : [];
  });
  const refusing = ancestors.find((sources) => !sources.some((source) => covers(source)));
  if (refusing) return `Content-Security-Policy: ${['frame-ancestors', ...refusing].join(' ')}`;
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

/** Allows one more source. What `default-src` says for all stays as it is: the one kind gets a directive for itself. */
function allow(policy: ContentPolicy, kind: string, { name, sources }: Directive, source: string) {
  const others = withoutNone(sources);
  policy.set(name === 'default-src' ? kind : name, others.includes(source) ? others : [...others, source]);
}

/** CSP level 3, "host-source", has no place for the root's dot, which a foreign host has. */
function sourceOf(host: string): string {
  const { protocol, hostname } = new URL(host);
  return hostname.endsWith('.') ? protocol : host;
}

function withoutNone(sources: readonly string[]): string[] {
  return sources.filter((source) => source.toLowerCase() !== "'none'");
}

function policiesOf(headers: OutgoingHttpHeaders): ContentPolicy[] {
  return HEADERS.flatMap((header) => parsePolicies(String(headers[header] ?? '')));
}

function rewrite(headers: OutgoingHttpHeaders, change: (policy: ContentPolicy) => void) {
  for (const header of HEADERS) {
    const value = headers[header];
    if (value === undefined) continue;
    const policies = parsePolicies(String(value));
    policies.forEach(change);
    headers[header] = formatPolicies(policies);
  }
}
