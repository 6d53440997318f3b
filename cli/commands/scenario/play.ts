/** Plays one scenario in one browser's tab, against a simulated LeadDesk. */
import { isDeepStrictEqual } from 'node:util';
import type { Id } from '../../../runtime/protocol.js';
import { CONTACTS } from '../../simulator/contacts.js';
import type { PresetName } from '../../simulator/presets.js';
import type { CardAction, Scenario, SentCommand, Step } from '../../simulator/scenario/format.js';
import type { Session } from '../../simulator/session.js';
import type { Contact } from '../../simulator/state.js';
import type { CardBrowser, CardTab } from '../../testing/browsers/index.js';
import { openHost } from '../../testing/open-host.js';
import type { Host } from '../../testing/types.js';

export interface Play {
  scenario: Scenario;
  /** `null`: the ordinary host. */
  preset: PresetName | null;
  browser: CardBrowser;
  /** The card's folder or address. */
  card: string;
  /** How long each step may take, in ms. */
  timeout: number;
}

/** What went wrong. */
export interface Failure {
  /** The step's number from 1, and the step itself; absent where the card did not load. */
  step?: { number: number; json: string };
  message: string;
  /** The host's page at that moment, as PNG. */
  screenshot?: Uint8Array;
}

/** Plays all steps. @returns the first failure; nothing when there is none. */
export async function play({ scenario, preset, browser, card, timeout }: Play): Promise<Failure | undefined> {
  const contact: Contact = { ...CONTACTS[0], ...scenario.contact };
  const { host, session } = await openHost({ card, contact, ...(preset && { preset }) });
  const tab = await browser.newTab(timeout);
  try {
    const stage = createStage(host, session, tab, timeout);
    const failure = async (error: unknown, step?: Failure['step']): Promise<Failure> => {
      const screenshot = await tab.screenshot().catch(() => undefined);
      return { ...(step && { step }), message: firstLine(error), ...(screenshot && { screenshot }) };
    };
    try {
      await tab.open(host.url);
    } catch (error) {
      return await failure(error);
    }
    const steps = (preset && scenario.presets[preset]?.steps) ?? scenario.steps;
    for (const [index, step] of steps.entries()) {
      try {
        await stage.take(step);
      } catch (error) {
        return await failure(error, { number: index + 1, json: JSON.stringify(step) });
      }
    }
    return undefined;
  } finally {
    await Promise.all([tab.close(), host.close()]);
  }
}

function createStage(host: Host, session: Session, tab: CardTab, timeout: number) {
  /** How many commands of each action a `sent` stands for. */
  const claimed = new Map<string, number>();
  let posts = 0;

  /** Waits until everything that the card's page has posted so far has arrived: messages keep their order. */
  async function settle(): Promise<void> {
    const mark = `leaddesk-card-scenario ${++posts}`;
    let unwatch = () => {};
    const arrived = new Promise<void>((resolve) => {
      unwatch = session.watch((happening) => happening?.payload === mark && resolve());
    });
    try {
      await tab.post(mark);
      await within(arrived, timeout, 'the card to post a message');
    } finally {
      unwatch();
    }
  }

  async function expectSent({ action, params, verdict = 'valid' }: SentCommand): Promise<void> {
    const command = await host.waitFor(action, { timeout });
    claimed.set(action, (claimed.get(action) ?? 0) + 1);
    if (params !== undefined && !isDeepStrictEqual(comparable(command.params), comparable(params)))
      throw new Error(`"${action}" came with ${JSON.stringify(command.params) ?? 'no params'}.`);
    if (command.verdict.kind !== verdict)
      throw new Error(`"${action}" came, but its verdict is "${command.verdict.kind}": ${command.verdict.text}`);
  }

  async function expectNotSent(action: string): Promise<void> {
    const unclaimed = () => host.commands().filter((command) => command.action === action)[claimed.get(action) ?? 0];
    // A card that the host has closed posts no more.
    if (!unclaimed() && session.state.card === 'open') await settle();
    const command = unclaimed();
    if (command) throw new Error(`It was sent: ${command.raw}`);
  }

  return {
    take(step: Step): Promise<void> {
      if ('agent' in step) return (host.agent[step.agent] as (id?: Id) => Promise<void>)(step.id);
      if ('fire' in step) return host.fire(step.fire, step.data as never);
      if ('card' in step) return act(tab, step.card);
      return 'sent' in step ? expectSent(step.sent) : expectNotSent(step.notSent.action);
    },
  };
}

function act(tab: CardTab, action: CardAction): Promise<void> {
  if ('click' in action) return tab.click(action.click);
  if ('fill' in action) return tab.fill(action.fill, action.fill.value);
  if ('press' in action) {
    const { key, ...target } = action.press;
    return tab.press(key, Object.keys(target).length ? target : undefined);
  }
  return 'go' in action ? tab.go(action.go) : tab.see(action.sees);
}

/** Ids come now as numbers, now as strings: what reads the same is equal. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}

async function within<T>(promise: Promise<T>, timeout: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${timeout / 1000} s for ${what}.`)), timeout);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error).split('\n')[0]!;
}
