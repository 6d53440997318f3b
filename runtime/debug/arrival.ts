/** What is to be said of a page when it is reached: its address, how it was reached, its frame. Pure functions. */
import type { Finding } from './log.js';

/** A page and how it was reached. */
export interface Arrival {
  framed: boolean;
  /** The page's address. */
  href: string;
  /** Its own origin. */
  own: string;
  /** `document.referrer`. */
  referrer: string;
  reloaded: boolean;
  /** Name of the parameter that carries the host's origin. */
  param: string;
  /** The values of that parameter. */
  carried: string[];
  /** Those of them that name no origin. */
  malformed: string[];
  /** The host's origin, `''` while it is not known. */
  origin: string;
  /** Where it is known from, in words. */
  source: string;
  /** Whether a host has been refused. */
  refused: boolean;
}

/** Findings about a page that is reached; each cause once, not its consequences too. */
export function arrivalFindings(page: Arrival): Finding[] {
  const findings: Finding[] = [];
  const unfilled = placeholders(page.href);
  if (unfilled.length) {
    findings.push({
      level: 'warn',
      text:
        `LeadDesk has not filled ${unfilled.join(', ')} in this page's address: check the spelling in the campaign's ` +
        '"Campaign web address", and do not take the braces for a value.',
    });
  }
  if (!page.framed) {
    findings.push({
      level: 'info',
      text:
        'this page is not in a frame: there is no host, and nothing is sent. Open it from LeadDesk, as the "Campaign web ' +
        `address" of a campaign, or in the simulator: npx create-leaddesk-card dev ${page.href.split(/[?#]/)[0]}`,
    });
    return findings;
  }
  for (const value of page.malformed) {
    findings.push({
      level: 'warn',
      text:
        `the parameter ${page.param} of this page's address is ignored: "${value}" is not an origin, as ` +
        'https://login.leaddesk.com is. Leave the parameter to the runtime, or take addresses from ld.url(address).',
    });
  }
  const from = page.carried.length ? '' : previous(page);
  if (from) {
    findings.push({
      level: page.origin ? 'info' : 'warn',
      text:
        `this page was reached from ${from} without the parameter ${page.param}; ` +
        (page.origin
          ? `the host is known from ${page.source}, which not every browser has`
          : 'so the host is not known') +
        '. Links and forms carry it: have a redirect pass it on, and let scripts navigate to ld.url(address).',
    });
  } else if (!page.origin && !page.refused) {
    findings.push({
      level: 'warn',
      text:
        `no host yet: neither the browser, the parameter ${page.param}, the tab's storage nor the referrer tells it. ` +
        'Commands wait a few seconds for a message of LeadDesk and are dropped then: open the card from LeadDesk, and ' +
        'let no policy of yours withhold the referrer.',
    });
  }
  return findings;
}

/** What still stands in braces in an address. Names are data: whatever LeadDesk may call a placeholder. */
export function placeholders(href: string): string[] {
  const names = (href.match(/(\{|%7b)[a-z][\w.-]*(\}|%7d)/gi) || []).map((name) =>
    name.replace(/%7b/i, '{').replace(/%7d/i, '}'),
  );
  return [...new Set(names)];
}

/** The page that led here, if it is one that should have passed the parameter on. */
function previous(page: Arrival): string {
  const from = /^https?:\/\/[^/]+/.exec(page.referrer);
  const isItself = withoutFragment(page.referrer) === withoutFragment(page.href);
  // Nothing tells a host of the page's own origin from the card's pages.
  if (!from || page.reloaded || from[0] === page.origin || isItself) return '';
  if (from[0] === page.own) return page.referrer.slice(page.own.length).split(/[?#]/)[0]!;
  return page.origin ? from[0] : '';
}

function withoutFragment(href: string): string {
  return href.split('#')[0]!;
}
