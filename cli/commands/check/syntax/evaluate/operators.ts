/** What operators make of values. */
import { constant, constantOf, either, joined, type Shape, UNKNOWN_VALUE, type Value } from '../values.js';
import { memberOf, type Node, walk } from '../walk.js';

/** `!a`, `-a`, `void a`. */
export function unary(operator: string, argument: () => Value): Value {
  if (operator === 'void') return constant(undefined);
  const known = constantOf(argument());
  if (operator === '!' && known) return constant(!known.value);
  if (known && /^[-+]$/.test(operator) && typeof known.value !== 'bigint')
    return constant(operator === '-' ? -Number(known.value) : Number(known.value));
  return UNKNOWN_VALUE;
}

/** `a + b + …` */
export function sum(values: readonly Value[]): Value {
  const numbers = values.map((value) => constantOf(value)?.value);
  if (numbers.every((number) => typeof number === 'number'))
    return constant(numbers.reduce((whole, number) => whole + number, 0));
  return joined(values);
}

/** `a || b`: what is on the right is there only where the left is nothing. */
export function orElse(left: Value, right: Value): Value {
  const isNothing = left.every(
    (shape) => shape.kind === 'constant' && (shape.value === '' || shape.value == null || shape.value === false),
  );
  if (isNothing) return right;
  const isConstant = left.every((shape) => shape.kind === 'constant' || shape.kind === 'referrer');
  const rest = left.filter((shape) => !(shape.kind === 'constant' && shape.value == null));
  return either(rest, isConstant ? right : asFallback(right));
}

/** `c ? a : b`, which often asks for what it then takes. */
export function choice(consequent: Value, alternate: Value, { test, consequent: chosen }: Node): Value {
  const asksForIt = test.type === 'Identifier' && chosen.type === 'Identifier' && test.name === chosen.name;
  const isUnknown = consequent.some(({ kind }) => kind === 'unknown' || kind === 'global');
  // `allowed.includes(origin) ? origin : allowed[0]`: where the referrer is the card itself, the other is taken.
  if (looksUp(test)) return either(asFallback(consequent), alternate);
  return either(consequent, asksForIt && isUnknown ? asFallback(alternate) : alternate);
}

/** Whether a test looks something up in a list of what is allowed. */
function looksUp(test: Node): boolean {
  let found = false;
  walk(test, ({ type, callee }) => {
    if (type === 'CallExpression') found ||= /^(includes|has|some|indexOf)$/.test(memberOf(callee) ?? '');
    return found ? false : undefined;
  });
  return found;
}

function asFallback(value: Value): Value {
  return value.map((shape): Shape => (shape.kind === 'referrer' ? { kind: 'referrer', isFallback: true } : shape));
}
