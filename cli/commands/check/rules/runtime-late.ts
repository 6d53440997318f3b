import type { Check } from '../finding.js';
import { eachNode, type Script } from '../script.js';
import { globalName, isFunction, type Node, plain } from '../syntax/walk.js';

export const runtimeLate: Check = {
  id: 'runtime-late',
  severity: 'error',
  title: 'the runtime after a script that uses it',
  *page(page) {
    const order = [
      ...page.scripts.filter(({ runs }) => runs === 'now'),
      ...page.scripts.filter(({ runs }) => runs === 'later'),
    ];
    const runtime = order.findIndex((element) => element.runtime);
    for (const { element, script } of runtime < 0 ? [] : order.slice(0, runtime)) {
      if (!script || !usesAtOnce(script)) continue;
      yield {
        at: page.at(element),
        effect:
          'This script stops with an error, because it uses ld before the runtime is there: what it does for the agent does not work.',
        fix: 'Move the runtime’s script element before it, first in the head, without async or defer.',
      };
    }
  },
};

/** Whether a script uses `ld` when it runs, and not only in functions that are called later. */
function usesAtOnce(script: Script): boolean {
  let uses = false;
  if (script.names.has('ld')) {
    eachNode(script, (node) => {
      const isTaken =
        node.type === 'VariableDeclarator' &&
        node.id.type === 'ObjectPattern' &&
        /^(window|self|globalThis)$/.test(globalName(node.init ?? node.id) ?? '');
      if (isTaken && node.id.properties.some(({ key }: Node) => key?.name === 'ld')) uses = true;
      return isFunction(node) ? false : undefined;
    });
    return uses;
  }
  eachNode(script, (node, around) => {
    // A condition that asks for it first is on the safe side.
    if (/^(If|Conditional|Logical|Try)/.test(node.type)) return false;
    if (isFunction(node) && !isCalledAtOnce(node, around.at(-1))) return false;
    if (node.type === 'MemberExpression' && globalName(plain(node.object)) === 'ld') uses = true;
    return undefined;
  });
  return uses;
}

function isCalledAtOnce(node: Node, around: Node | undefined): boolean {
  return around?.type === 'CallExpression' && around.callee === node;
}
