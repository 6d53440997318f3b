/** Names of actions and events that were meant. Pure functions. */

/**
 * The known name that a slip of the hand was to be: another case, another separator, a letter more, less, wrong or
 * swapped with its neighbour.
 */
export function meant(name: string, known: string[]): string | undefined {
  var plain = plainOf(name);
  return known.filter(function (other) {
    return isSlip(plain, plainOf(other));
  })[0];
}

/** ` Did you mean "hangup"?`, or nothing. */
export function suggestion(name: string, known: string[]): string {
  var near = meant(name, known);
  return near ? ' Did you mean "' + near + '"?' : '';
}

function plainOf(name: string): string {
  return String(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function isSlip(a: string, b: string): boolean {
  var start = 0;
  var end = 0;
  while (start < a.length && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  var left = a.slice(start, a.length - end);
  var right = b.slice(start, b.length - end);
  return (left.length < 2 && right.length < 2) || (left.length === 2 && left === right.charAt(1) + right.charAt(0));
}
