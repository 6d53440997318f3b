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
  eachNode(script, (node) => {
    // A condition that asks for it first is on the safe side.
    if (/^(If|Conditional|Logical|Try)/.test(node.type)) return false;
    if (isFunction(node) && !isCalledAtOnce(node)) return false;
    if (node.type === 'MemberExpression' && globalName(plain(node.object)) === 'ld') uses = true;
    if (node.type === 'VariableDeclarator' && takesLd(node)) uses = true;
    return undefined;
  });
  return uses;
}

/** `const { ld } = window` */
function takesLd({ id, init }: Node): boolean {
  return (
    id.type === 'ObjectPattern' &&
    init !== null &&
    /^(window|self|globalThis)$/.test(globalName(init) ?? '') &&
    id.properties.some(({ key }: Node) => key?.name === 'ld')
  );
}

function isCalledAtOnce(node: Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}
