/** Orders the functions of a minified script so that gzip, which shortens what it has seen before, finds more of it. */
import { gzipSync } from 'node:zlib';
import { type FunctionExpression, parse } from 'acorn';

/** From how many orders the search sets out: from one alone it ends where no single move helps, rarely the best place. */
const STARTS = 16;

/**
 * The same script with its functions in another order. They are hoisted, so that it does the same.
 *
 * @param script one function that is called at once, as in `!function(){…}()`.
 */
export function orderFunctions(script: string): string {
  const { body } = wholeFunction(script);
  const source = (node: { start: number; end: number }) => script.slice(node.start, node.end);
  const functions = body.body.filter(({ type }) => type === 'FunctionDeclaration').map(source);
  const rest = body.body
    .filter(({ type }) => type !== 'FunctionDeclaration')
    .map(source)
    .join('');
  const scriptOf = (order: string[]) =>
    `${script.slice(0, body.start + 1)}${order.join('')}${rest}${script.slice(body.end - 1)}`;
  const sizeOf = (order: string[]) => gzipSync(scriptOf(order), { level: 9 }).length;

  const random = randomNumbers();
  let best = functions;
  for (let start = 0; start < STARTS; start++) {
    const found = descend(start === 0 ? functions : shuffle(functions, random), sizeOf);
    if (sizeOf(found) < sizeOf(best)) best = found;
  }
  return scriptOf(best);
}

function wholeFunction(script: string): FunctionExpression {
  const [statement] = parse(script, { ecmaVersion: 5 }).body;
  if (statement?.type === 'ExpressionStatement' && statement.expression.type === 'UnaryExpression') {
    const call = statement.expression.argument;
    if (call.type === 'CallExpression' && call.callee.type === 'FunctionExpression') return call.callee;
  }
  throw new Error(
    'The script is not one function that is called at once: change what the build expects of the minifier.',
  );
}

/** Moves one function at a time, as long as that makes the script smaller. */
function descend(order: string[], sizeOf: (order: string[]) => number): string[] {
  let size = Infinity;
  for (let improved = true; improved; ) {
    improved = false;
    for (let from = 0; from < order.length; from++) {
      for (let to = 0; to < order.length; to++) {
        const moved = [...order];
        moved.splice(to, 0, ...moved.splice(from, 1));
        const smaller = sizeOf(moved);
        if (smaller >= size) continue;
        [order, size, improved] = [moved, smaller, true];
      }
    }
  }
  return order;
}

/** Numbers from 0 below `limit`, the same ones in each build: it is to be reproducible (Park and Miller's generator). */
function randomNumbers(): (limit: number) => number {
  let state = 1;
  return (limit) => (state = (state * 48271) % 2147483647) % limit;
}

function shuffle(items: string[], random: (limit: number) => number): string[] {
  const shuffled = [...items];
  shuffled.forEach((_, index) => {
    const other = random(items.length);
    [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
  });
  return shuffled;
}
