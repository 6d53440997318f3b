/** Where the host's origin is known from. */
import { resolve } from '../dom.js';
import type { Fact } from '../facts.js';
import { param } from '../settings.js';
import { explain } from './explain.js';

type Source = 'browser' | 'address' | 'storage' | 'referrer' | 'message';
type Candidates = Extract<Fact, { is: 'candidates' }>;

/** What there was when the page was loaded. */
let candidates: Candidates = { is: 'candidates', ancestor: undefined, inAddress: [], stored: undefined, referrer: '' };
let source: Source | undefined;
let refused = false;

export function noteCandidates(found: Candidates): void {
  candidates = found;
}

export function noteHost(origin: string): void {
  source = sourceOf(origin);
}

/** The values of the parameter in the address with which the page was loaded. */
export function carriedOrigins(): string[] {
  return candidates.inAddress;
}

/** Where the host is known from, in words that complete "known from …". */
export function sourceInWords(): string {
  return source ? inWords(source) : '';
}

/** Whether a host has been refused. */
export function hasRefused(): boolean {
  return refused;
}

/** @param allowed the allow-list as the page sets it, `''` for the default. */
export function explainRefused(origin: string, allowed: string): void {
  refused = true;
  explain({
    level: 'error',
    text:
      `refused ${origin}, which ${inWords(sourceOf(origin))} gives as the host: nothing is sent to it. If it is your ` +
      `LeadDesk, allow it on the runtime's script: data-ld-allow="${allowed && `${allowed} `}${origin}".`,
  });
}

/** In the order in which the core asks. */
function sourceOf(origin: string): Source {
  const { ancestor, inAddress, stored, referrer } = candidates;
  if (origin === ancestor) return 'browser';
  if (inAddress.indexOf(origin) >= 0) return 'address';
  if (origin === stored) return 'storage';
  return referrer && origin === resolve(referrer).origin ? 'referrer' : 'message';
}

function inWords(from: Source): string {
  return {
    browser: 'the browser (location.ancestorOrigins)',
    address: `the page's address (${param})`,
    storage: "the tab's storage",
    referrer: "the page's referrer",
    message: 'its own message',
  }[from];
}
