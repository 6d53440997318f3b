/** Findings by their cause: what one change mends is told once. Pure. */
import type { Finding } from '../finding.js';
import type { Place } from '../source.js';

export interface Cause extends Omit<Finding, 'place' | 'others' | 'at'> {
  /** All places of it, in the order of the findings. */
  places: Place[];
}

export function causesOf(findings: readonly Finding[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const { id, severity, effect, fix, unfixed, place, others = [] } of findings) {
    const key = JSON.stringify([id, severity, effect, fix, unfixed]);
    const cause: Cause = causes.get(key) ?? {
      id,
      severity,
      effect,
      fix,
      ...(unfixed !== undefined && { unfixed }),
      places: [],
    };
    cause.places.push(place, ...others.map((file) => ({ file })));
    causes.set(key, cause);
  }
  return [...causes.values()];
}

/** The files of places, each once. */
export function filesOf(places: readonly Place[]): string[] {
  return [...new Set(places.map(({ file }) => file))];
}

/** `index.html:4:18`; an address and what is about a whole file stand alone. */
export function placeText({ file, line, column }: Place): string {
  return line === undefined ? file : `${file}:${line}:${column}`;
}
