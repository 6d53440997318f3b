import type { Check } from '../finding.js';

export const redirect: Check = {
  id: 'redirect',
  severity: 'warning',
  title: 'a redirect that drops the parameter, or leaves the card',
  *exchange({ address, location, isEntry }, { origin, param }) {
    if (!location) return;
    if (location.origin !== origin && !isEntry) {
      yield {
        severity: 'error',
        effect: `It redirects to ${location.origin}, in the place of the card: the agent cannot send commands any more.`,
        fix: 'Keep the card on one origin; link to others with target="_blank".',
      };
    } else if (address.searchParams.has(param) && !location.searchParams.has(param)) {
      yield {
        effect: `It redirects to ${location.pathname} without ${param}: where the browser does not tell who frames the page, the agent’s commands from there can be lost.`,
        fix: `Put the parameter ${param} of the request into the address it redirects to.`,
      };
    }
  },
};
