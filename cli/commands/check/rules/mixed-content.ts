import { isInsecure } from '../addresses.js';
import type { Check } from '../finding.js';
import { eachNode, offsetOf } from '../script.js';
import { names } from '../syntax/values.js';
import { globalName, memberOf, type Node } from '../syntax/walk.js';

/** Mixed Content, "blockable" and "upgradeable" requests, by element. */
const BLOCKED = [
  'script:src',
  'iframe:src',
  'frame:src',
  'embed:src',
  'object:data',
  'link:href',
  'form:action',
  'button:formaction',
  'input:formaction',
  'track:src',
];
const UPGRADED = ['img:src', 'audio:src', 'video:src', 'source:src', 'video:poster', 'input:src'];

export const mixedContent: Check = {
  id: 'mixed-content',
  severity: 'error',
  title: 'something that is loaded over http',
  *page(page) {
    for (const [list, isBlocked] of [
      [BLOCKED, true],
      [UPGRADED, false],
    ] as const) {
      for (const [name = '', attribute = ''] of list.map((entry) => entry.split(':'))) {
        for (const element of page.all(`${name}[${attribute}]`)) {
          if (
            name === 'link' &&
            !/\b(stylesheet|icon|preload|modulepreload|manifest)\b/i.test(element.getAttribute('rel') ?? '')
          )
            continue;
          const address = element.getAttribute(attribute)!;
          if (isInsecure(address)) yield { at: page.at(element, attribute), ...about(address, isBlocked) };
        }
      }
    }
  },
  *script(script) {
    const found: { at: number; address: string }[] = [];
    eachNode(script, (node) => {
      const address = loadedBy(node);
      const text = address && names.startOf(address);
      if (text && isInsecure(text.replace(/^ws:/i, 'http:'))) found.push({ at: offsetOf(script, node), address: text });
    });
    for (const { at, address } of found) yield { at, ...about(address, true) };
  },
};

function about(address: string, isBlocked: boolean) {
  return {
    ...(isBlocked ? {} : { severity: 'warning' as const }),
    effect: `LeadDesk runs over https, so the browser ${isBlocked ? 'blocks' : 'blocks, or asks over https for,'} ${address}: the agent gets the card without it.`,
    fix: 'Load it over https.',
  };
}

/** The address in what loads something: `fetch`, a request, a socket. */
function loadedBy({ type, callee, arguments: given }: Node): Node | undefined {
  if (type === 'CallExpression' && globalName(callee) === 'fetch') return given[0];
  if (type === 'CallExpression' && memberOf(callee) === 'open' && given.length > 1) return given[1];
  return type === 'NewExpression' && /^(WebSocket|EventSource|Worker)$/.test(globalName(callee) ?? '')
    ? given[0]
    : undefined;
}
