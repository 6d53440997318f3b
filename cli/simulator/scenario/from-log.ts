/**
 * Makes a scenario from a log: what the agent did, what a person did in the card, what the card sent.
 *
 * A log from a real LeadDesk has events, not who caused them. So the simulated host plays along: an event that it
 * expects after a command or a page load is no step; any other is what the agent did, or is fired.
 */
import { parseJson } from '../../shared/json.js';
import { type AgentAction, agentActions } from '../agent.js';
import { CONTACTS } from '../contacts.js';
import { type Input, step } from '../host.js';
import type { LogFile } from '../log-file.js';
import { type HostState, openContact } from '../state.js';
import { isVerdictKind } from '../verdict.js';
import { type CardAction, FORMAT, type ScenarioFile, type Step, VERSION } from './format.js';

/** What the agent does when an event comes that nothing else explains. */
const VERBS: Partial<Record<string, AgentAction>> = {
  callLineRinging: 'ring',
  callLineOn: 'answer',
  callLineIdle: 'hangUp',
  recStarted: 'startReceipt',
  recStopped: 'stopReceipt',
  recCancelled: 'cancelReceipt',
};

/** @returns `null` when there is nothing in the log that could be played. */
export function scenarioFromLog(
  { contact, entries }: Pick<LogFile, 'contact' | 'entries'>,
  name: string,
): ScenarioFile | null {
  const steps: Step[] = [];
  let state: HostState = openContact(contact ?? CONTACTS[0]);
  let expected: string[] = [];
  let page: string | undefined;
  /** Whether something was done in the page: it, or a script, may have led to the next. */
  let isActedOn = false;

  function play(input: Input): boolean {
    const result = step(state, input);
    state = result.state;
    expected.push(...result.events.map(comparable));
    return result.verdict.kind === 'valid';
  }

  for (const entry of entries) {
    if (entry.kind === 'note' && entry.name === 'page') {
      if (page !== undefined && entry.page !== page && !isActedOn) steps.push({ card: { go: entry.page } });
      page = entry.page;
      isActedOn = false;
      expected = [];
      play({ kind: 'load' });
    } else if (entry.kind === 'note' && entry.name === 'did' && entry.payload !== undefined) {
      const action = parse(entry.payload) as CardAction | null;
      if (action) steps.push({ card: action });
      isActedOn = true;
    } else if (entry.kind === 'note' && Object.hasOwn(agentActions, entry.name)) {
      // What the agent did that no event tells of.
      const agent = entry.name as AgentAction;
      if (play({ kind: 'agent', action: agent })) steps.push({ agent });
    } else if (entry.kind === 'command') {
      const command = parse(entry.payload);
      if (typeof command?.action !== 'string') continue;
      play({ kind: 'message', data: entry.payload });
      const { action, params } = command;
      const { kind } = entry.verdict;
      // A real LeadDesk does not say what becomes of a command.
      const verdict = kind !== 'valid' && isVerdictKind(kind) ? { verdict: kind } : {};
      steps.push({ sent: { action, ...(params !== undefined && { params }), ...verdict } });
    } else if (entry.kind === 'event') {
      const event = parse(entry.payload);
      if (typeof event?.type !== 'string') continue;
      const explained = expected.indexOf(comparable(event));
      if (explained >= 0) {
        expected.splice(0, explained + 1);
        continue;
      }
      expected = [];
      const verb = entry.agent ?? VERBS[event.type];
      if (verb !== undefined && play({ kind: 'agent', action: verb })) steps.push({ agent: verb });
      else {
        play({ kind: 'fire', type: event.type, data: event.data });
        steps.push({ fire: event.type, ...(event.data !== undefined && { data: event.data }) });
      }
      expected = [];
    }
  }
  if (!steps.length) return null;
  return { format: FORMAT, version: VERSION, name, ...(contact && { contact }), steps };
}

function parse(
  payload: string | undefined,
): { type?: unknown; action?: unknown; data?: unknown; params?: unknown } | null {
  return parseJson(payload ?? 'null', null) as ReturnType<typeof parse>;
}

/** An event as text. Ids come now as numbers, now as strings. */
function comparable(event: unknown): string {
  return JSON.stringify(event, (_, value) => (typeof value === 'number' ? String(value) : value));
}
