import type { Check } from '../finding.js';
import { isLive, parseCookie } from '../walk/cookies.js';

export const cookie: Check = {
  id: 'cookie',
  severity: 'error',
  title: 'a cookie that browsers do not send from within LeadDesk',
  *exchange({ cookies }) {
    for (const { name, attributes } of cookies.map(parseCookie).filter(isLive)) {
      const lacks = [
        ...(attributes.get('samesite')?.toLowerCase() === 'none' ? [] : ['SameSite=None']),
        ...(attributes.has('secure') ? [] : ['Secure']),
      ];
      if (!lacks.length) continue;
      yield {
        effect: `In LeadDesk the card is a page of another site, so the browser drops its cookie ${name}: each page takes the agent for somebody new.`,
        fix: `Set it with ${[...lacks, ...(attributes.has('partitioned') ? [] : ['Partitioned'])].join('; ')}.`,
      };
    }
  },
};
