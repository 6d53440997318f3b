import type { Check } from '../finding.js';

export const unreadable: Check = {
  id: 'unreadable',
  severity: 'warning',
  title: 'a script that this check could not read',
  *script({ problem }) {
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
    }
  },
};
