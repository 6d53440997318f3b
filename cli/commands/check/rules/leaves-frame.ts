import type { Check, Raised } from '../finding.js';
import { navigationsOf } from '../navigations.js';
import { eachNode, offsetOf } from '../script.js';
import { names } from '../syntax/values.js';
import { memberOf, type Node as SyntaxNode } from '../syntax/walk.js';

const SELECTORS = [
  'a[target]',
  'area[target]',
  'form[target]',
  'base[target]',
  'button[formtarget]',
  'input[formtarget]',
];

export const leavesFrame: Check = {
  id: 'leaves-frame',
  severity: 'error',
  title: 'a navigation that replaces LeadDesk itself',
  *page(page) {
    for (const element of page.all(SELECTORS.join())) {
      const name = element.hasAttribute('formtarget') ? 'formtarget' : 'target';
      if (leaves(element.getAttribute(name))) yield { at: page.at(element, name), ...what };
    }
  },
  *script(script) {
    for (const { node, frame } of navigationsOf(script)) {
      if (frame === 'host') yield { at: offsetOf(script, node), ...what };
    }
    const targets: Raised[] = [];
    eachNode(script, (node) => {
      if (
        node.type === 'AssignmentExpression' &&
        /^(form)?target$/i.test(memberOf(node.left) ?? '') &&
        leaves(names.valueOf(node.right))
      ) {
        targets.push({ at: offsetOf(script, node), ...what });
      }
      if (node.type === 'CallExpression' && memberOf(node.callee) === 'setAttribute' && node.arguments.length === 2) {
        const [name, value] = node.arguments.map((argument: SyntaxNode) => names.valueOf(argument));
        if (/^(form)?target$/i.test(String(name)) && leaves(value))
          targets.push({ at: offsetOf(script, node), ...what });
      }
    });
    yield* targets;
  },
};

const what = {
  effect:
    'It loads a page in the place of LeadDesk, or is blocked by it: the agent loses the call screen, or nothing happens.',
  fix: 'Stay in the card’s own frame, or open a new tab with target="_blank".',
};

function leaves(target: unknown): boolean {
  return typeof target === 'string' && /^_(top|parent)$/i.test(target);
}
