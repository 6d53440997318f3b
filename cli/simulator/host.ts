/**
 * The simulated LeadDesk: state and input give state, events and a verdict. Pure, so that it can be tested by tables.
 *
 * The rules are those of LeadDesk's page "PostMessages". Where that page is silent we had to choose; such a choice is
 * marked "Ours:" and says what we chose. No card may rely on it.
 *
 *   validate  is it a command at all?          commands  what each command does
 *   agent     what agent and customer do       line      what either does to the call line, with its receipt
 *   assume    what an event fired by hand makes true
 */
import { suggestion } from '../../runtime/debug/names.js';
import { EVENTS, type Id, isKnownEvent } from '../../runtime/protocol.js';
import { type AgentAction, agentActions } from './agent.js';
import { assume } from './assume.js';
import { runCommand } from './commands.js';
import { lineEvent } from './line.js';
import type { HostEvent, Outcome } from './outcome.js';
import { receiptFile } from './receipt.js';
import type { HostState } from './state.js';
import { validate } from './validate.js';
import type { Verdict } from './verdict.js';

export type Input =
  /** The card posted something. */
  | { readonly kind: 'message'; readonly data: unknown }
  /** A page of the card has loaded. */
  | { readonly kind: 'load' }
  /** The agent, or the customer at the other end, did something. `id`: the call ending reason. */
  | { readonly kind: 'agent'; readonly action: AgentAction; readonly id?: Id }
  /** The developer has LeadDesk say something, whatever the state is. Without `data`: what belongs to the type. */
  | { readonly kind: 'fire'; readonly type: string; readonly data?: unknown };

export interface Step {
  readonly state: HostState;
  /** What the card is told, in this order. */
  readonly events: readonly HostEvent[];
  readonly verdict: Verdict;
}

/**
 * One step of the host.
 *
 * @param at the time in ms. It only moves the clocks that the state contains.
 */
export function step(state: HostState, input: Input, at = 0): Step {
  const outcome = outcomeOf(state, input, at);
  if ('refused' in outcome) return { state, events: [], verdict: outcome.refused };
  const next = { ...state, ...outcome.change };
  return { state: next, events: next.listens ? outcome.events : [], verdict: { kind: 'valid', text: outcome.text } };
}

function outcomeOf(state: HostState, input: Input, at: number): Outcome {
  switch (input.kind) {
    case 'message': {
      const command = validate(input.data);
      if ('kind' in command) return { refused: command };
      if (!state.listens) return { refused: IGNORED };
      return runCommand(state, command, at);
    }
    case 'load':
      // LeadDesk: "This happens every time page is initialized". It says nothing of the line: a call goes on.
      return { change: {}, events: [lineEvent('callLineIdle', state.callId)], text: 'A page of the card has loaded.' };
    case 'agent':
      return agentActions[input.action](state, at, input.id);
    case 'fire': {
      const data = input.data === undefined ? dataOf(state, input.type) : input.data;
      const event = data === undefined ? { type: input.type } : { type: input.type, data };
      return {
        change: assume(state, event, at),
        events: [event],
        text: `Fired ${input.type} by hand.${unknown(input.type)}`,
      };
    }
  }
}

const IGNORED: Verdict = {
  kind: 'ignored',
  text: 'Ignored: LeadDesk listens in its Outbound and Legacy Outbound UI modes only, and this agent is in another.',
};

/** A real LeadDesk may say more than it documents: a word, not a refusal. */
function unknown(type: string): string {
  return isKnownEvent(type) ? '' : ` LeadDesk documents no such event.${suggestion(type, Object.keys(EVENTS))}`;
}

function dataOf(state: HostState, type: string): unknown {
  if (!isKnownEvent(type)) return undefined;
  if (EVENTS[type] === 'call_log_id') return { call_log_id: state.callId };
  return {
    file: state.receipt ?? receiptFile(state, type === 'recStarted' ? state.receipts + 1 : Math.max(state.receipts, 1)),
  };
}
