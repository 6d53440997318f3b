/** The policies of a page: of its answer's headers, and of its meta elements. */
import { createHash } from 'node:crypto';
import { type ContentPolicy, directiveOf, parsePolicies, SCRIPT_DIRECTIVES } from '../../shared/csp.js';
import type { Page } from './page.js';

const REFERRER_POLICIES =
  /^(no-referrer|no-referrer-when-downgrade|same-origin|origin|strict-origin|origin-when-cross-origin|strict-origin-when-cross-origin|unsafe-url)$/;

/** HTML, "meta referrer": older names. */
const LEGACY: Record<string, string> = {
  never: 'no-referrer',
  always: 'unsafe-url',
  default: 'strict-origin-when-cross-origin',
  'origin-when-crossorigin': 'origin-when-cross-origin',
};

/** The page's referrer policy: the last that counts. `at`: where in the source it is; absent: in a header. */
export function referrerPolicies(page: Page): { effective?: string; at?: number } {
  let found: { effective?: string; at?: number } = {};
  for (const token of (page.exchange?.headers.get('referrer-policy') ?? '').split(',')) {
    const policy = token.trim().toLowerCase();
    if (REFERRER_POLICIES.test(policy)) found = { effective: policy };
  }
  for (const element of page.all('meta[name]')) {
    if (!/^referrer$/i.test(element.getAttribute('name')!.trim())) continue;
    const content = (element.getAttribute('content') ?? '').trim().toLowerCase();
    const policy = LEGACY[content] ?? content;
    if (REFERRER_POLICIES.test(policy)) found = { effective: policy, at: page.at(element) };
  }
  return found;
}

/** All policies that a page is held to. */
export function contentPolicies(page: Page): ContentPolicy[] {
  const inPage = page
    .all('meta[http-equiv]')
    .filter((element) => /^content-security-policy$/i.test(element.getAttribute('http-equiv')!));
  return [
    ...parsePolicies(page.exchange?.headers.get('content-security-policy') ?? null),
    ...inPage.flatMap((element) => parsePolicies(element.getAttribute('content'))),
  ];
}

function scriptSources(policy: ContentPolicy): readonly string[] | undefined {
  return directiveOf(policy, ...SCRIPT_DIRECTIVES)?.sources;
}

/** CSP level 3, "Does element match source list for type and source?". */
export function allowsInline(policy: ContentPolicy, text: string, nonce: string | null): boolean {
  const sources = scriptSources(policy);
  if (!sources) return true;
  if (sources.some((source) => isNonce(source, nonce) || isHash(source, text))) return true;
  return (
    sources.some((source) => /^'unsafe-inline'$/i.test(source)) &&
    !sources.some((source) => /^'(nonce-|sha\d+-|strict-dynamic')/i.test(source))
  );
}

/** CSP level 3, "script-src pre-request check". @param self the page's address. */
export function allowsAddress(policy: ContentPolicy, address: URL, self: URL, nonce: string | null): boolean {
  const sources = scriptSources(policy);
  if (!sources || sources.some((source) => isNonce(source, nonce))) return true;
  if (sources.some((source) => /^'strict-dynamic'$/i.test(source))) return false;
  return sources.some((source) => matchesAddress(source, address, self));
}

function isNonce(source: string, nonce: string | null): boolean {
  return Boolean(nonce) && /^'nonce-/i.test(source) && source.slice(7, -1) === nonce;
}

function isHash(source: string, text: string): boolean {
  const [, algorithm, value] = /^'(sha(?:256|384|512))-(.+)'$/i.exec(source) ?? [];
  if (!algorithm) return false;
  const normal = text.replace(/\r\n?/g, '\n');
  return (
    createHash(algorithm.toLowerCase()).update(normal).digest('base64') ===
    value!.replaceAll('-', '+').replaceAll('_', '/')
  );
}

/** CSP level 3, "Does url match expression in origin with redirect count?". */
function matchesAddress(source: string, address: URL, self: URL): boolean {
  const plain = source.toLowerCase();
  if (plain === "'self'") return address.origin === self.origin;
  if (plain === '*') return /^https?:$/.test(address.protocol);
  if (/^[a-z][a-z\d+.-]*:$/.test(plain))
    return address.protocol === plain || (plain === 'http:' && address.protocol === 'https:');
  const [, scheme, host, port, path] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source) ?? [];
  if (host === undefined) return false;
  const wanted = scheme ? `${scheme.toLowerCase()}:` : self.protocol;
  if (address.protocol !== wanted && !(wanted === 'http:' && address.protocol === 'https:')) return false;
  const name = host.toLowerCase();
  if (name.startsWith('*.') ? !address.hostname.endsWith(name.slice(1)) : address.hostname !== name) return false;
  const standard = address.protocol === 'https:' ? '443' : '80';
  if (port !== '*' && (port ?? standard) !== (address.port || standard)) return false;
  return !path || (path.endsWith('/') ? address.pathname.startsWith(path) : address.pathname === path);
}
