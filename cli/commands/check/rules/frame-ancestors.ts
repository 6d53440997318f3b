import { coversLeadDesk, parsePolicies } from '../../../shared/csp.js';
import { LEADDESK_ANCESTORS } from '../../../shared/origins.js';
import type { Check } from '../finding.js';

export const frameAncestors: Check = {
  id: 'frame-ancestors',
  severity: 'error',
  title: 'a Content-Security-Policy whose frame-ancestors leaves LeadDesk out',
  *exchange({ headers, isPage }) {
    if (!isPage) return;
    for (const policy of parsePolicies(headers.get('content-security-policy'))) {
      const sources = policy.get('frame-ancestors');
      if (sources && !letsLeadDesk(sources)) yield about(sources, 'this page');
    }
  },
  *declared({ name, value }) {
    const sources = value.split(' ');
    if (name === 'frame-ancestors' && !letsLeadDesk(sources)) yield about(sources, 'the pages that are sent with it');
  },
};

/** CSP level 3, "scheme-part match": http stands for https as well. */
export function letsLeadDesk(sources: readonly string[]): boolean {
  return sources.some((source) => coversLeadDesk(source.replace(/^http:/i, 'https:')));
}

function about(sources: readonly string[], what: string) {
  return {
    effect: `The policy frame-ancestors ${sources.join(' ') || "'none'"} forbids LeadDesk to frame ${what}, so the agent sees a blank card.`,
    fix: `Add ${LEADDESK_ANCESTORS} to frame-ancestors.`,
  };
}
