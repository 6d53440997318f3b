/** What a check finds, and what a check is. */
import type { Card, Trial } from './card.js';
import type { DeclaredHeader } from './headers.js';
import type { Page } from './page.js';
import type { Script } from './script.js';
import type { Place } from './source.js';
import type { Exchange } from './walk/exchange.js';

/** `error`: it breaks the card in LeadDesk. `warning`: it does for some agents or sometimes. `info`: good to know. */
export type Severity = 'error' | 'warning' | 'info';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export interface Finding {
  /** Stable: the name of the check. */
  id: string;
  severity: Severity;
  place: Place;
  /** The offset of the place in its source. */
  at?: number;
  /** Further addresses that the same was found at. */
  others?: string[];
  /** What will happen to the agent, in one sentence. */
  effect: string;
  /** What to do, in one sentence. */
  fix: string;
  /** Why `--fix` left it. */
  unfixed?: string;
}

/** A finding as its check raises it. */
export interface Raised {
  /** Where: an offset in the source of what is checked; absent: it as a whole. */
  at?: number;
  /** When absent: as the check says. */
  severity?: Severity;
  effect: string;
  fix: string;
}

/** One check: what it looks at, and what it raises there. */
export interface Check {
  id: string;
  severity: Severity;
  /** For the list of checks. */
  title: string;
  page?(page: Page, card: Card): Iterable<Raised>;
  script?(script: Script, card: Card): Iterable<Raised>;
  exchange?(exchange: Exchange, card: Card): Iterable<Raised>;
  /** A header that the card's code or settings say is sent. */
  declared?(header: DeclaredHeader, card: Card): Iterable<Raised>;
  trial?(trial: Trial): Iterable<Raised>;
}
