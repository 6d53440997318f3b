/** Content Security Policies, as headers and meta elements write them. */
import { LEADDESK } from './origins.js';

/** A Content Security Policy: directives and their sources, as written. The first of a name counts. */
export type ContentPolicy = Map<string, string[]>;

/** @param text of a header, which may hold several, or of a meta element. */
export function parsePolicies(text: string | null | undefined): ContentPolicy[] {
  return (text ?? '')
    .split(',')
    .filter((part) => part.trim())
    .map((part) => {
      const policy: ContentPolicy = new Map();
      for (const directive of part.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
      }
      return policy;
    });
}

/** The policies as one header. */
export function formatPolicies(policies: readonly ContentPolicy[]): string {
  return policies
    .map((policy) => [...policy].map(([name, sources]) => [name, ...sources].join(' ')).join('; '))
    .filter(Boolean)
    .join(', ');
}

/** The directives that decide about a script element: the first one that is there. */
export const SCRIPT_DIRECTIVES = ['script-src-elem', 'script-src', 'default-src'];

export interface Directive {
  name: string;
  sources: readonly string[];
}

/** The first of some directives that a policy has. */
export function directiveOf(policy: ContentPolicy, ...names: readonly string[]): Directive | undefined {
  const name = names.find((wanted) => policy.has(wanted));
  return name === undefined ? undefined : { name, sources: policy.get(name)! };
}

/** Whether a source of `frame-ancestors` lets LeadDesk in. CSP level 3, "match a URL's host": `*.` is any labels. */
export function coversLeadDesk(source: string): boolean {
  const plain = source.toLowerCase().replace(/\/$/, '');
  return (
    plain === '*' ||
    plain === 'https:' ||
    plain === LEADDESK ||
    /^(https:\/\/)?(\*|login[\w-]*)\.leaddesk\.(com|eu|ch)(:443|:\*)?$/.test(plain)
  );
}
