/**
 * Makes a scenario from an exported log: what the agent did, where the card went, what it sent.
 *
 * A log from a real LeadDesk knows events, not who caused them. So the simulated host plays along: an event that it
 * expects after a command or a page load is no step; any other is what the agent did, or is fired.
 */

import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../shared/errors.js';
import type { AgentAction } from '../../simulator/agent.js';
import { CONTACTS } from '../../simulator/contacts.js';
import { type Input, step } from '../../simulator/host.js';
import { readLogFile } from '../../simulator/log-file.js';
import { type HostState, openContact } from '../../simulator/state.js';
import { FORMAT, type Step, VERSION } from './format.js';

/** A scenario as its file has it. */
export interface ScenarioFile {
  format: typeof FORMAT;
  version: typeof VERSION;
  name: string;
  contact?: Record<string, string>;
  steps: Step[];
}

/** What the agent does when an event comes that nothing else explains. */
const VERBS: Partial<Record<string, AgentAction>> = {
  callLineRinging: 'ring',
  callLineOn: 'answer',
  callLineIdle: 'hangUp',
  recStarted: 'startReceipt',
  recStopped: 'stopReceipt',
  recCancelled: 'cancelReceipt',
};

/**
 * @param text the log file's text.
 * @param file its name, for errors.
 * @param name the scenario's name; `null`: the file's.
 * @throws UserError when it is no log, or has nothing in it that could be played.
 */
export function scenarioFromLog(text: string, file: string, name: string | null): ScenarioFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${file} is no JSON (${(error as Error).message}). Export a log from the simulator or the panel.`,
    );
  }
  const log = readLogFile(value);
  if (typeof log === 'string') throw new UserError(`${file}: ${log}`);
  const { contact } = log;
  const steps: Step[] = [];
  let state: HostState = openContact(contact ?? CONTACTS[0]);
  let expected: unknown[] = [];
  let page: string | undefined;

  function play(input: Input): boolean {
    const result = step(state, input);
    state = result.state;
    expected.push(...result.events.map(readable));
    return result.verdict.kind === 'valid';
  }

  for (const entry of log.entries) {
    if (entry.kind === 'note' && entry.name === 'page') {
      if (page !== undefined && entry.page !== page) steps.push({ card: { go: entry.page } });
      page = entry.page;
      expected = [];
      play({ kind: 'load' });
    } else if (entry.kind === 'command') {
      const command = parse(entry.payload);
      if (typeof command?.action !== 'string') continue;
      play({ kind: 'message', data: entry.payload });
      const { action, params } = command;
      const verdict = entry.verdict.kind as never;
      steps.push({
        sent: { action, ...(params !== undefined && { params }), ...(verdict !== 'valid' && { verdict }) },
      });
    } else if (entry.kind === 'event') {
      const event = parse(entry.payload);
      if (typeof event?.type !== 'string') continue;
      const explained = expected.findIndex((one) => isDeepStrictEqual(one, readable(event)));
      if (explained >= 0) {
        expected.splice(0, explained + 1);
        continue;
      }
      expected = [];
      const verb = VERBS[event.type];
      if (verb !== undefined && play({ kind: 'agent', action: verb })) steps.push({ agent: verb });
      else {
        play({ kind: 'fire', type: event.type, data: event.data });
        steps.push({ fire: event.type, ...(event.data !== undefined && { data: event.data }) });
      }
      expected = [];
    }
  }
  if (!steps.length) throw new UserError(`${file} has no event and no command in it that could be played.`);
  return { format: FORMAT, version: VERSION, name: name ?? path.parse(file).name, ...(contact && { contact }), steps };
}

function parse(
  payload: string | undefined,
): { type?: unknown; action?: unknown; data?: unknown; params?: unknown } | null {
  try {
    return JSON.parse(payload ?? 'null');
  } catch {
    return null;
  }
}

/** Ids come now as numbers, now as strings. */
function readable(event: unknown): unknown {
  return JSON.parse(JSON.stringify(event, (_, value) => (typeof value === 'number' ? String(value) : value)));
}
