/** Measures taken by turns, so that whatever else the machine does befalls all contenders. */

/**
 * Measures every contender once a turn, in a new order each time: what one leaves behind, garbage for instance, is not
 * always the same one's burden. Two turns before warm up and do not count.
 *
 * @returns each contender's measures, by turn.
 */
export async function takeTurns<T>(
  turns: number,
  contenders: number,
  measure: (contender: number) => T | Promise<T>,
): Promise<T[][]> {
  const measures = Array.from({ length: contenders }, () => [] as T[]);
  for (let turn = -2; turn < turns; turn++) {
    for (const contender of shuffled(contenders)) {
      const measured = await measure(contender);
      if (turn >= 0) measures[contender]!.push(measured);
    }
  }
  return measures;
}

/** The numbers below a number, in random order. */
function shuffled(count: number): number[] {
  const drawn = Array.from({ length: count }, (_, number) => ({ number, at: Math.random() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ number }) => number);
}
