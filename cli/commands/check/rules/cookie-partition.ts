import type { Check } from '../finding.js';
import { isLive, parseCookie } from '../walk/cookies.js';

export const cookiePartition: Check = {
  id: 'cookie-partition',
  severity: 'warning',
  title: 'a cookie that only some browsers send from within LeadDesk',
  *exchange({ cookies }) {
    for (const { name, attributes } of cookies.map(parseCookie).filter(isLive)) {
      if (
        attributes.has('partitioned') ||
        !attributes.has('secure') ||
        attributes.get('samesite')?.toLowerCase() !== 'none'
      )
        continue;
      yield {
        effect: `Browsers that block third-party cookies drop the cookie ${name}: each page takes their agents for somebody new.`,
        fix: 'Set it with Partitioned as well.',
      };
    }
  },
};
