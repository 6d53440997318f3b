import type { Check } from '../finding.js';
import { groupOf } from '../group.js';
import { mayBeCommand, messagesOf } from '../messages.js';
import { offsetOf } from '../script.js';

export const nestedFrame: Check = {
  id: 'nested-frame',
  severity: 'error',
  title: 'an inner frame whose commands do not get past the card’s own page',
  *script(script) {
    if (!groupOf(script).inner.has(script)) return;
    const seen = new Set<unknown>();
    for (const { call, receivers, value } of messagesOf(script)) {
      const isParent = receivers.some((shape) => shape.kind === 'window' && shape.which === 'parent');
      if (!isParent || seen.has(call) || !mayBeCommand(value)) continue;
      seen.add(call);
      yield {
        at: offsetOf(script, call),
        effect:
          'This page is in a frame of the card, so parent is the card’s own page and not LeadDesk: the agent’s command never arrives.',
        fix: 'Load the runtime and send it with ld.send(action, params), which finds the window around the card.',
      };
    }
  },
  *page(page) {
    // What has an origin of no one's can not be told from a stranger's frame.
    for (const element of page.all('iframe[sandbox]')) {
      const sandbox = element.getAttribute('sandbox')!;
      const src = element.getAttribute('src') ?? '';
      if (/\ballow-same-origin\b/i.test(sandbox) || !/\ballow-scripts\b/i.test(sandbox)) continue;
      if (!src || /^(https?:)?\/\//i.test(src) || /^(about|data|blob|javascript):/i.test(src)) continue;
      yield {
        at: page.at(element, 'sandbox'),
        severity: 'warning',
        effect:
          'Without allow-same-origin this frame is a stranger to the card, so no command of the agent’s gets from it to LeadDesk.',
        fix: 'Add allow-same-origin to its sandbox, or send its commands from the page around it.',
      };
    }
  },
};
