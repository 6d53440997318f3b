/** Names of actions and events that were meant. Pure functions. */

/**
 * The known name that a slip was to be: another case, another separator, a letter more, less, wrong or swapped with its
 * neighbour.
 */
export function meant(name: string, known: string[]): string | undefined {
  const plain = plainOf(name);
  return known.find((other) => isSlip(plain, plainOf(other)));
}

/** ` Did you mean "hangup"?`, or nothing. */
export function suggestion(name: string, known: string[]): string {
  const near = meant(name, known);
  return near ? ` Did you mean "${near}"?` : '';
}

function plainOf(name: string): string {
  return String(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function isSlip(a: string, b: string): boolean {
  let start = 0;
  let end = 0;
  while (start < a.length && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  return (left.length < 2 && right.length < 2) || (left.length === 2 && left === right.charAt(1) + right.charAt(0));
}
