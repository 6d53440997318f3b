import { isInsecure } from '../addresses.js';
import type { Check } from '../finding.js';
import { valueIn } from '../group.js';
import { loadsOf } from '../loads.js';
import { offsetOf } from '../script.js';
import { startOf } from '../syntax/values.js';

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
    for (const { node, address } of loadsOf(script)) {
      const text = startOf(valueIn(script, address));
      if (isInsecure(text.replace(/^ws:/i, 'http:'))) yield { at: offsetOf(script, node), ...about(text, true) };
    }
  },
};

function about(address: string, isBlocked: boolean) {
  return {
    ...(isBlocked ? {} : { severity: 'warning' as const }),
    effect: `LeadDesk runs over https, so the browser ${isBlocked ? 'blocks' : 'blocks, or asks over https for,'} ${address}: the agent gets the card without it.`,
    fix: 'Load it over https.',
  };
}
