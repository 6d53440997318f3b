/** What can come of a message of the card's. */

export const VERDICT_KINDS = [
  /** Done. */
  'valid',
  /** No command at all: another script's message. */
  'not-a-command',
  /** A command in a form that LeadDesk does not take. */
  'not-a-string',
  'not-json',
  'unknown-action',
  'bad-params',
  /** A right command at a wrong time. */
  'not-allowed',
  /** LeadDesk does not listen in this UI mode, and drops it in silence. */
  'ignored',
  /** Made in the card, but aimed at another origin than the host's. */
  'undeliverable',
] as const;

export type VerdictKind = (typeof VERDICT_KINDS)[number];

export function isVerdictKind(kind: string): kind is VerdictKind {
  return (VERDICT_KINDS as readonly string[]).includes(kind);
}

/** What the host makes of a message. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** The same in words: what happened, or what is wrong and what to do. */
  readonly text: string;
}
