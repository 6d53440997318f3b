import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import type { Page, ScriptElement } from '../page.js';

export const runtimeVersions: Check = {
  id: 'runtime-versions',
  severity: 'error',
  title: 'two runtimes in a page, or different versions of it in a card',
  *page(page, card) {
    const [first, second] = page.scripts.filter(({ runtime }) => runtime);
    if (first && second) {
      yield {
        at: page.at(second.element),
        effect:
          'The page loads the runtime twice: both act on every link and event, and the agent’s commands may be sent twice.',
        fix: 'Keep one of the two script elements.',
      };
      return;
    }
    const earlier = otherVersion(page, card);
    if (first && earlier) {
      yield {
        at: page.at(first.element),
        severity: 'warning',
        effect: `This page has another version of the runtime than ${earlier.source.name}, so what works for the agent on one of them may not on the other.`,
        fix: 'Load the same ld.js everywhere, or renew the inline one with: create-leaddesk-card inline --write <file>.',
      };
    }
  },
};

/** The first page of the card whose runtime is known to differ. */
function otherVersion(page: Page, card: Card): Page | undefined {
  const own = versionOf(page);
  if (own === undefined) return undefined;
  const first = card.pages.find((other) => versionOf(other) !== undefined)!;
  return versionOf(first) === own ? undefined : first;
}

function versionOf(page: Page): string | undefined {
  const element = page.scripts.find(({ runtime }) => runtime);
  return element && (element.runtime!.text ?? versionIn(element));
}

/** An address says its version, or nothing of it: `@1.2.3`, `?v=4`. */
function versionIn({ src = '' }: ScriptElement): string | undefined {
  return /@\d[\w.-]*|[?&][^#]+/.exec(src)?.[0];
}
