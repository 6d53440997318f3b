import { parsePolicies } from '../../../shared/csp.js';
import { LEADDESK_ANCESTORS } from '../../../shared/origins.js';
import type { Check } from '../finding.js';
import { letsLeadDesk } from './frame-ancestors.js';

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
    if (blocking !== undefined) yield about(blocking, 'this page');
  },
  *declared({ name, value }, { declared = [] }) {
    const isOverruled = declared.some(
      (other) => other.name === 'frame-ancestors' && letsLeadDesk(other.value.split(' ')),
    );
    if (name === 'x-frame-options' && !isOverruled) yield about(value, 'the pages that are sent with it');
  },
};

function about(value: string, what: string) {
  return {
    effect: `X-Frame-Options: ${value.toUpperCase()} forbids LeadDesk to frame ${what}, so the agent sees a blank card.`,
    fix: `Remove that header, and say who may frame the card: Content-Security-Policy: frame-ancestors ${LEADDESK_ANCESTORS}`,
  };
}
