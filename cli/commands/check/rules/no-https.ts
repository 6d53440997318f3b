import { isInsecure } from '../addresses.js';
import type { Check } from '../finding.js';

export const noHttps: Check = {
  id: 'no-https',
  severity: 'error',
  title: 'a card that is not served over https',
  *exchange({ address, from }) {
    if (from !== undefined || !isInsecure(address.href)) return;
    yield {
      effect:
        'LeadDesk runs over https, and browsers do not load a page over http inside it: the agent sees a blank card.',
      fix: 'Serve the card over https, and give LeadDesk that address.',
    };
  },
};
