import type { Check } from '../finding.js';
import { valueIn } from '../group.js';
import { navigationsOf } from '../navigations.js';
import { offsetOf, type Script } from '../script.js';
import { constantOf, stringsOf } from '../syntax/values.js';
import { type Node, nameOf, plain, rootOf } from '../syntax/walk.js';

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
  *page(page, card) {
    for (const element of page.all(SELECTORS.join())) {
      const name = element.hasAttribute('formtarget') ? 'formtarget' : 'target';
      // In a frame of the card, `_parent` is the card.
      const isInner = card.inner?.has(page) && /^_parent$/i.test(element.getAttribute(name)!);
      if (!isInner && leaves(element.getAttribute(name))) yield { at: page.at(element, name), ...what };
    }
  },
  *script(script) {
    for (const { node, frame } of navigationsOf(script)) {
      if (frame === 'host') yield { at: offsetOf(script, node), ...what };
    }
    for (const key of ['target', 'formTarget'])
      for (const { target, value, node } of script.syntax.memberWrites.get(key) ?? [])
        if (value && leavesBy(script, value) && !isDownload(script, target.object))
          yield { at: offsetOf(script, node), ...what };
    for (const name of ['setAttribute', 'attr', 'prop'])
      for (const node of script.syntax.calls.get(name) ?? []) {
        const [key, value] = node.arguments as Node[];
        if (!value || !/^(form)?target$/i.test(String(constantOf(valueIn(script, key!))?.value))) continue;
        const { object } = plain(node.callee);
        if (leavesBy(script, value) && !isDownload(script, object)) yield { at: offsetOf(script, node), ...what };
      }
  },
};

function leavesBy(script: Script, value: Node): boolean {
  return stringsOf(valueIn(script, value)).some(leaves);
}

/** Whether what an element leads to is saved: the same name, or what it stands for, is given a `download`. */
function isDownload(script: Script, element: Node | undefined): boolean {
  const name = element && nameOf(element);
  const isSame = (other: Node) =>
    nameOf(other) === name && rootOf(other).binding === (element && rootOf(element).binding);
  return (
    name !== undefined &&
    ((script.syntax.memberWrites.get('download') ?? []).some(({ target }) => isSame(target.object)) ||
      (script.syntax.calls.get('setAttribute') ?? []).some(
        ({ callee, arguments: [key] }: Node) =>
          key && constantOf(valueIn(script, key))?.value === 'download' && isSame(plain(callee).object),
      ))
  );
}

const what = {
  effect:
    'It loads a page in the place of LeadDesk, or is blocked by it: the agent loses the call screen, or nothing happens.',
  fix: 'Stay in the card’s own frame, or open a new tab with target="_blank".',
};

function leaves(target: string | null): boolean {
  return target !== null && /^_(top|parent)$/i.test(target);
}
