import { parsePolicies } from '../../../shared/csp.js';
import { LEADDESK_ANCESTORS } from '../../../shared/origins.js';
import type { Check } from '../finding.js';

export const frameOptions: Check = {
  id: 'frame-options',
  severity: 'error',
  title: 'X-Frame-Options that keep LeadDesk out',
  *exchange({ headers, isPage }) {
    const values = (headers.get('x-frame-options') ?? '')
      .toLowerCase()
      .split(',')
      .map((value) => value.trim());
    // CSP level 3, "frame-ancestors": where that is there, browsers do not look at this one.
    if (
      !isPage ||
      parsePolicies(headers.get('content-security-policy')).some((policy) => policy.has('frame-ancestors'))
    )
      return;
    const blocking = values.find((value) => value === 'deny' || value === 'sameorigin');
    if (blocking === undefined) return;
    yield {
      effect: `X-Frame-Options: ${blocking.toUpperCase()} forbids LeadDesk to frame this page, so the agent sees a blank card.`,
      fix: `Remove that header, and say who may frame the card: Content-Security-Policy: frame-ancestors ${LEADDESK_ANCESTORS}`,
    };
  },
};
