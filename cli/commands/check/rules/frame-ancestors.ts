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
      // CSP level 3, "scheme-part match": http stands for https as well.
      if (!sources || sources.some((source) => coversLeadDesk(source.replace(/^http:/i, 'https:')))) continue;
      yield {
        effect: `frame-ancestors ${sources.join(' ') || "'none'"} forbids LeadDesk to frame this page, so the agent sees a blank card.`,
        fix: `Add ${LEADDESK_ANCESTORS} to frame-ancestors.`,
      };
    }
  },
};
