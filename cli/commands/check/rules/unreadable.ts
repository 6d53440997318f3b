import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import { groupOf } from '../group.js';
import { messagesOf } from '../messages.js';
import type { Script } from '../script.js';

function isLargest(script: Script, { scripts }: Card): boolean {
  return script.text.length > MANY_CHARACTERS && scripts.every(({ text }) => text.length <= script.text.length);
}

/** What is shorter takes no time. */
const MANY_CHARACTERS = 300_000;

export const unreadable: Check = {
  id: 'unreadable',
  severity: 'warning',
  title: 'a script that this check could not read',
  *script(script, card) {
    const { problem } = script;
    if (problem?.kind === 'template') {
      yield {
        at: problem.at,
        severity: 'info',
        effect:
          'This script was not checked, because a template’s tags stand in its code: what would break the agent’s commands in it is not found.',
        fix: 'Check the running card as well: create-leaddesk-card check http://localhost:8080/.',
      };
    } else if (problem && /^(deep|long|flow)$/.test(problem.kind)) {
      yield {
        at: problem.at,
        effect: `This script was not checked, because ${problem.message}: what would break the agent’s commands in it is not found.`,
        fix:
          problem.kind === 'flow'
            ? 'Check the folder that the build writes, without these types, as well.'
            : 'Keep the card’s own code in a separate script, apart from what a build or a library brings.',
      };
    } else if (isLargest(script, card) && messagesOf(script) && groupOf(script).evaluator.isExhausted) {
      yield {
        at: script.offset,
        effect:
          'There was too much code to follow all of it, here and in the scripts beside it: what would break the agent’s commands in it may not be found.',
        fix: 'Check the card’s own code alone, without what a build or a library brings: --exclude leaves files out.',
      };
    }
  },
};
