import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../../shared/package.js';
import type { Check } from '../finding.js';

export const runtimeOld: Check = {
  id: 'runtime-old',
  severity: 'warning',
  title: 'an inlined or copied runtime of another version than this program’s',
  *page(page) {
    for (const { element, runtime } of page.scripts) {
      const text = runtime?.text?.trim();
      if (!text || text.length < SHORTEST || !current().length || current().includes(text)) continue;
      yield {
        at: page.at(element),
        effect:
          'This copy of the runtime is of another version, so what has been mended since does not work for the agent.',
        fix: 'Renew it with: create-leaddesk-card inline --write <file>, or copy ld.js again from the package.',
      };
    }
  },
};

/** No version of the runtime is shorter. */
const SHORTEST = 1000;

let known: string[] | undefined;

/** The runtime's builds of this package; nothing where they are not there. */
function current(): string[] {
  known ??= ['ld.js', 'ld.debug.js'].flatMap((name) => {
    try {
      return [readFileSync(path.join(packageRoot, 'dist', name), 'utf8').trim()];
    } catch {
      return [];
    }
  });
  return known;
}
