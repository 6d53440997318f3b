/** Runs the checks over a card. */
import type { Card } from './card.js';
import type { Check, Finding, Raised } from './finding.js';
import { connect } from './group.js';
import { isSilenced, type Place, placeIn, type Source } from './source.js';
import { nameOf } from './walk/exchange.js';

/** All findings that no comment silences, in the order of files and lines. */
export function inspect(card: Card, checks: readonly Check[]): Finding[] {
  connect(card);
  const findings: Finding[] = [];
  for (const check of checks) {
    const add = (raised: Iterable<Raised>, source: Source | undefined, name: string) => {
      for (const { at, severity = check.severity, effect, fix } of sparing(raised, check.id)) {
        const place: Place = source && at !== undefined ? placeIn(source, at) : { file: name };
        if (source && isSilenced(source, place.line ?? 1, check.id)) continue;
        findings.push({ id: check.id, severity, place, ...(at !== undefined && { at }), effect, fix });
      }
    };
    for (const page of [...card.pages, ...(card.fragments ?? [])])
      if (check.page) add(check.page(page, card), page.source, page.source.name);
    for (const script of card.scripts)
      if (check.script) add(check.script(script, card), script.source, script.source.name);
    for (const exchange of card.exchanges)
      if (check.exchange) add(check.exchange(exchange, card), undefined, nameOf(exchange.address, card.param));
    for (const header of card.declared ?? [])
      if (check.declared) add(at(header.at, check.declared(header, card)), header.source, header.source.name);
    for (const trial of card.trials ?? [])
      if (check.trial) add(check.trial(trial), trial.page.source, trial.page.source.name);
  }
  return merged(sorted(findings));
}

/** What a check raises; where it fails, that it did: one mistake of this program must not hide what else there is. */
function* sparing(raised: Iterable<Raised>, id: string): Generator<Raised> {
  try {
    yield* raised;
  } catch (error) {
    yield {
      severity: 'warning',
      effect: `The check ${id} could not read this to its end (${(error as Error).message}), so what would break the agent’s commands here may not be found.`,
      fix: 'Please report it, with this file if you may.',
    };
  }
}

/** What is raised, at one place. */
function at(place: number, raised: Iterable<Raised>): Raised[] {
  return [...raised].map((each) => ({ ...each, at: place }));
}

/** What a server says with every answer is one finding. */
function merged(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, { finding: Finding; files: Set<string> }>();
  return findings.filter((finding) => {
    const key = JSON.stringify([finding.id, finding.effect, finding.fix]);
    const earlier = finding.place.line === undefined ? first.get(key) : undefined;
    if (!earlier) first.set(key, { finding, files: new Set([finding.place.file]) });
    else if (!earlier.files.has(finding.place.file)) {
      earlier.files.add(finding.place.file);
      (earlier.finding.others ??= []).push(finding.place.file);
    }
    return !earlier;
  });
}

function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    ({ place: a }, { place: b }) =>
      compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
