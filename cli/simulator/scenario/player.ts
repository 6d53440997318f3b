/**
 * Takes a scenario's steps, one after the other. `scenario run` does so in a browser that it drives, the simulator in
 * the page that is open: what differs is how they reach into the card.
 */
import { isDeepStrictEqual } from 'node:util';
import { CONTACTS } from '../contacts.js';
import type { PresetName } from '../presets.js';
import type { Session } from '../session.js';
import type { Contact } from '../state.js';
import type { Acts } from './acts.js';
import type { CardAction, Scenario, SentCommand, Step } from './format.js';
import type { Inbox } from './inbox.js';
import type { Received } from './received.js';

export interface Stage {
  session: Session;
  acts: Pick<Acts, 'agent' | 'fire'>;
  inbox: Pick<Inbox<Received>, 'commands' | 'waitFor'>;
  /** Does in the card what a person does there. */
  inCard(action: CardAction): Promise<void>;
  /** Resolves when everything that the card's page has posted so far has arrived. */
  settle(): Promise<void>;
  /** How long each step may take, in ms. */
  timeout: number;
}

/** @returns the function that takes a step; it rejects with what came instead of what was expected. */
export function createPlayer({ session, acts, inbox, inCard, settle, timeout }: Stage): (step: Step) => Promise<void> {
  /** How many commands of each action a `sent` stands for. */
  const claimed = new Map<string, number>();

  async function expectSent({ action, params, verdict = 'valid' }: SentCommand): Promise<void> {
    const command = await inbox.waitFor(action, { timeout });
    if (command.verdict.kind !== 'undeliverable') claimed.set(action, (claimed.get(action) ?? 0) + 1);
    if (params !== undefined && !isDeepStrictEqual(comparable(command.params), comparable(params)))
      throw new Error(`"${action}" came with ${JSON.stringify(command.params) ?? 'no params'}.`);
    if (command.verdict.kind !== verdict)
      throw new Error(`"${action}" came, but its verdict is "${command.verdict.kind}": ${command.verdict.text}`);
  }

  async function expectNotSent(action: string): Promise<void> {
    // What the card made and could not post has not been sent.
    const isOf = (command: Received) => command.action === action && command.verdict.kind !== 'undeliverable';
    const unclaimed = () => inbox.commands().filter(isOf)[claimed.get(action) ?? 0];
    // A card that the host has closed posts no more.
    if (!unclaimed() && session.state.card === 'open') await settle();
    const command = unclaimed();
    if (command) throw new Error(`It was sent: ${command.raw}`);
  }

  return (step) => {
    if ('agent' in step) return acts.agent(step.agent, step.id);
    if ('fire' in step) return acts.fire(step.fire, step.data);
    if ('card' in step) return inCard(step.card);
    return 'sent' in step ? expectSent(step.sent) : expectNotSent(step.notSent.action);
  };
}

/** The contact of a scenario. */
export function contactFor({ contact }: Scenario): Contact {
  return { ...CONTACTS[0], ...contact };
}

/** The steps that count under presets: the later preset's, where several have their own. */
export function stepsUnder({ steps, presets }: Scenario, names: readonly PresetName[]): readonly Step[] {
  const own = names.map((name) => presets[name]).filter((under) => under !== undefined && 'steps' in under);
  return own.at(-1)?.steps ?? steps;
}

/** Why a scenario is not for these presets; nothing when it is. */
export function exceptionUnder({ presets }: Scenario, names: readonly PresetName[]): string | undefined {
  return names.map((name) => presets[name]).find((under) => under !== undefined && 'except' in under)?.except;
}

/** Ids come now as numbers, now as strings: what reads the same is equal. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}
