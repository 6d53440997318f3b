/** Plays one scenario in one browser's tab, against a simulated LeadDesk. */
import type { PresetName } from '../../simulator/presets.js';
import type { CardAction, Scenario } from '../../simulator/scenario/format.js';
import { contactFor, createPlayer, stepsUnder } from '../../simulator/scenario/player.js';
import type { Session } from '../../simulator/session.js';
import type { CardTab } from '../../testing/browsers/index.js';
import { openHost } from '../../testing/open-host.js';

export interface Play {
  scenario: Scenario;
  /** `null`: the ordinary host. */
  preset: PresetName | null;
  tab: CardTab;
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

export interface Played {
  /** The first failure; `null`: there was none. */
  failure: Failure | null;
  /** Whether the card had an origin that no other one has: what it stored there, no one finds. */
  isAlone: boolean;
}

/** Plays all steps. */
export async function play({ scenario, preset, tab, card, timeout }: Play): Promise<Played> {
  const presets = preset === null ? [] : [preset];
  const contact = contactFor(scenario);
  const { host, session, acts } = await openHost({ card, contact, preset: presets, proxy: null });
  const isAlone = session.isObserved;
  try {
    const take = createPlayer({
      session,
      acts,
      inbox: host,
      inCard: (action) => act(tab, action),
      settle: settler(session, tab, timeout),
      timeout,
    });
    const failed = async (error: unknown, step?: Failure['step']): Promise<Played> => {
      const screenshot = await tab.screenshot().catch(() => undefined);
      const failure = { ...(step && { step }), message: firstLine(error), ...(screenshot && { screenshot }) };
      return { failure, isAlone };
    };
    try {
      await tab.open(host.url);
      await acts.ready();
    } catch (error) {
      return await failed(error);
    }
    for (const [index, step] of stepsUnder(scenario, presets).entries()) {
      try {
        await take(step);
      } catch (error) {
        return await failed(error, { number: index + 1, json: JSON.stringify(step) });
      }
    }
    return { failure: null, isAlone };
  } finally {
    await host.close();
  }
}

/** Resolves when everything that the card's page has posted so far has arrived: messages keep their order. */
function settler(session: Session, tab: CardTab, timeout: number): () => Promise<void> {
  let posts = 0;
  return async () => {
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
