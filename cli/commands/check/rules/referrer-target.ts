import { comesAfterAnother, pagesOf } from '../card.js';
import type { Check } from '../finding.js';
import { messagesOf } from '../messages.js';
import { offsetOf } from '../script.js';
import { names } from '../syntax/values.js';
import { globalName, type Node, walk } from '../syntax/walk.js';

export const referrerTarget: Check = {
  id: 'referrer-target',
  severity: 'error',
  title: 'postMessage(…, document.referrer) on a page that is not the first',
  *script(script, card) {
    const pages = pagesOf(script, card);
    // A script that no page was seen to load may be in any of them.
    const page = pages.length
      ? pages.find((candidate) => comesAfterAnother(candidate, card))
      : card.pages.filter(({ isWhole }) => isWhole).length > 1;
    if (!page) return;
    const where = typeof page === 'object' && page.source !== script.source ? ` on ${page.source.name}` : '';
    for (const { call, target } of messagesOf(script)) {
      if (!target || !comesFromReferrer(target)) continue;
      yield {
        at: offsetOf(script, call),
        effect: `After a link or form of the card document.referrer${where} is the card itself, so the agent’s command never reaches LeadDesk.`,
        fix: 'Load the runtime and send it with ld.send(action, params).',
      };
    }
  },
};

/** Whether an expression is made of `document.referrer` and nothing that was carried. */
function comesFromReferrer(node: Node, depth = 0): boolean {
  const resolved = names.resolve(node);
  const name = globalName(resolved);
  if (name === 'document.referrer') return true;
  if (depth > 4) return false;
  switch (resolved.type) {
    case 'MemberExpression':
      return comesFromReferrer(resolved.object, depth + 1);
    case 'NewExpression':
    case 'CallExpression':
      if (resolved.callee.type === 'Identifier') {
        const called = names.resolve(resolved.callee);
        if (called.type === 'FunctionDeclaration' || called.type === 'ArrowFunctionExpression')
          return returnsReferrer(called);
      }
      return [...resolved.arguments, resolved.callee.object].some((part) => part && comesFromReferrer(part, depth + 1));
    case 'LogicalExpression':
      // `document.referrer || '*'`; what is carried goes first where there is something.
      return comesFromReferrer(resolved.left, depth + 1);
    default:
      return false;
  }
}

function returnsReferrer(called: Node): boolean {
  let returns = false;
  const body = called.body as Node;
  walk(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument && globalName(node.argument) === 'document.referrer')
      returns = true;
  });
  return returns || globalName(body) === 'document.referrer';
}
