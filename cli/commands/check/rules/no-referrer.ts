import type { Check } from '../finding.js';
import { referrerPolicies } from '../policies.js';

export const noReferrer: Check = {
  id: 'no-referrer',
  severity: 'warning',
  title: 'a page that sends no referrer',
  *page(page) {
    const { effective, at } = referrerPolicies(page);
    if (effective !== 'no-referrer') return;
    yield {
      ...(at !== undefined && { at }),
      effect:
        'The next page gets an empty document.referrer: one way less for the agent’s commands to find LeadDesk, and a script that posts to it throws an error.',
      fix: 'Use the policy same-origin, which tells other sites nothing either.',
    };
  },
};
