/**
 * `check --fix`: what of the findings can be mended without a guess.
 *
 *   fixers   which finding is mended how, and why others are not    edit    places in files
 *   send     posted messages as commands                            runtime the runtime in a head
 *   write    the files: when they may be written, all or none       diff    what would be written
 */
import { UserError } from '../../../shared/errors.js';
import { edited } from '../../../shared/text.js';
import type { Card } from '../card.js';
import type { Check, Finding } from '../finding.js';
import { inspect } from '../inspect.js';
import type { Change, FileEdit } from './edit.js';
import { proposalFor, type Scope } from './fixers.js';

export interface Mended {
  card: Card;
  /** What remains, with the reason. */
  findings: Finding[];
  /** How many findings were mended. */
  count: number;
  /** Texts of files before and after, by their names. */
  changes: Map<string, Change>;
}

/** One pass makes what the next mends: a page gets the runtime, then its scripts may use it. */
const MAX_PASSES = 20;

/**
 * Mends a card until there is nothing more to mend. Nothing is written.
 *
 * @param read the card, with new texts in the place of some files' own.
 * @throws UserError where a mended file would not be read as before.
 */
export function mend(
  read: (texts: ReadonlyMap<string, string>) => Card,
  checks: readonly Check[],
  scope: Scope,
): Mended {
  const texts = new Map<string, string>();
  const changes = new Map<string, Change>();
  let card = read(texts);
  let findings = inspect(card, checks);
  const first = findings;
  let count = 0;
  for (let pass = 0; ; pass++) {
    const accepted = new Map<string, FileEdit[]>();
    const remaining: Finding[] = [];
    for (const finding of findings) {
      const proposal = proposalFor(finding, card, scope);
      if (typeof proposal === 'string') remaining.push({ ...finding, unfixed: proposal });
      else if (accept(proposal, accepted)) count++;
    }
    if (!accepted.size) return { card, findings: remaining, count, changes };
    if (pass === MAX_PASSES) throw new UserError('Mending does not come to an end here. Nothing was changed.');
    for (const [file, edits] of accepted) {
      const before = textOf(card, file);
      const after = edited(before, edits);
      changes.set(file, { before: changes.get(file)?.before ?? before, after });
      texts.set(file, after);
    }
    card = read(texts);
    findings = inspect(card, checks);
    refuseWorse(first, findings);
  }
}

/** Adds edits to those of their files, unless they overlap: then they wait for the next pass. */
function accept(proposal: readonly FileEdit[], accepted: Map<string, FileEdit[]>): boolean {
  const isFree = (edit: FileEdit) =>
    (accepted.get(edit.file) ?? []).every((other) => edit.end < other.start || edit.start > other.end);
  if (!proposal.length || !proposal.every(isFree)) return false;
  for (const edit of proposal) accepted.set(edit.file, [...(accepted.get(edit.file) ?? []), edit]);
  return true;
}

function textOf({ pages, scripts }: Card, file: string): string {
  return [...pages, ...scripts].find(({ source }) => source.name === file)!.source.text;
}

/** What was read before must be read after. */
function refuseWorse(before: readonly Finding[], after: readonly Finding[]): void {
  const broken = (findings: readonly Finding[]) => findings.filter(({ id }) => /^(syntax-error|unreadable)$/.test(id));
  if (broken(after).length <= broken(before).length) return;
  const { place } = broken(after)[0]!;
  throw new UserError(`${place.file} would not be read any more after mending it. Nothing was changed.`);
}
