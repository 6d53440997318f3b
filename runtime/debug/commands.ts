/** What is to be said of a command. Pure functions. */
import { ACTIONS, isKnownAction, type KnownAction, paramFaults } from '../protocol.js';
import type { Finding } from './log.js';
import { suggestion } from './names.js';

/**
 * Findings about a command, as it goes over the wire. Up to its colon, each is a label.
 *
 * @param declared whether it is declared by an element's attributes rather than sent by a script.
 */
export function commandFindings(action: string, params: unknown, declared?: boolean): Finding[] {
  if (!isKnownAction(action)) {
    const names = Object.keys(ACTIONS);
    return [
      {
        level: 'warn',
        text:
          `unknown action "${action}": it was sent as it is, but LeadDesk ignores what it does not know.` +
          (suggestion(action, names) || ` Its actions are ${names.join(', ')}.`),
      },
    ];
  }
  const findings: Finding[] = [];
  const faults = paramFaults(action, params);
  if (faults.length) {
    findings.push({
      level: 'warn',
      text: `wrong params: "${action}" ${faults.join('; ')}. Write ${usage(action, declared)}.`,
    });
  }
  if (action === 'force_full_window') {
    findings.push({
      level: 'warn',
      text:
        'discouraged: "force_full_window" can break the user interface of LeadDesk. Use ' +
        `${usage('request_full_window', declared)}, which waits for a call and is safe straight after load.`,
    });
  }
  return findings;
}

/** How an action is written with all that it needs. */
export function usage(action: KnownAction, declared?: boolean): string {
  const { required, oneOf } = ACTIONS[action];
  const key = (required || oneOf || [])[0];
  return declared
    ? `data-ld-send="${action}"${key ? ` data-ld-params='{"${key}": \u2026}'` : ' without data-ld-params'}`
    : `ld.send("${action}"${key ? `, { ${key}: \u2026 })` : ')'}`;
}
