/** The scenario bar: which scenarios there are, the one that is chosen, and how the open page plays it. */
import path from 'node:path';
import { UserError } from '../../shared/errors.js';
import { readBytes } from '../../shared/files.js';
import type { Clients } from '../clients.js';
import type { Session } from '../session.js';
import type { BarAct, ListedScenario, Playback as Shown } from '../wire.js';
import { type CardAction, parseScenario, type Scenario } from './format.js';
import { createPlayback, type Playback, STEP_TIMEOUT_MS } from './playback.js';

export interface ScenarioBar {
  /** @param client the page whose card is played in. */
  take(act: BarAct, client: string, file?: string): void;
  /** A page has done in its card what it was asked to. @param problem why it could not. */
  acted(id: number, problem?: string): void;
  /** Tells a page how things stand. */
  show(client: string): void;
  close(): void;
}

/** A page answers by itself when it does not find something. This is for one that does not answer. */
const ANSWER_TIMEOUT_MS = STEP_TIMEOUT_MS + 1000;

const DIRECTLY =
  'The card is framed directly, so that the simulator cannot reach into its pages. Start dev with --proxy, or use: scenario run.';

/** @param files gives the files of scenarios at this moment. */
export function createScenarioBar(session: Session, clients: Clients, files: () => readonly string[]): ScenarioBar {
  const waiting = new Map<number, (problem?: string) => void>();
  let lastId = 0;
  let playback: Playback | null = null;
  let shown: Shown | null = null;

  function list(): ListedScenario[] {
    return files().map((file) => {
      const shownFile = path.relative('', file);
      try {
        return { file: shownFile, name: read(file).name };
      } catch (error) {
        return { file: shownFile, name: path.basename(file), problem: (error as Error).message };
      }
    });
  }

  function read(file: string): Scenario {
    return parseScenario(readBytes(file).toString('utf8'), path.relative('', file));
  }

  function tell(now: Shown | null) {
    shown = now;
    clients.tell({ kind: 'playback', playback: now });
  }

  function choose(client: string, wanted: string) {
    close();
    const file = files().find((name) => path.relative('', name) === wanted);
    if (!file) throw new UserError(`There is no ${wanted} any more.`);
    const reach = {
      inCard: (action: CardAction) => ask(client, action),
      async settle() {
        await ask(client, null);
        // What was posted before is as late as the host is.
        await new Promise((resolve) => setTimeout(resolve, session.behavior.delay));
      },
    };
    playback = createPlayback(session, reach, { file: wanted, scenario: read(file) }, tell);
  }

  function close() {
    playback?.close();
    playback = null;
    for (const answer of waiting.values()) answer('It was stopped.');
    tell(null);
  }

  /** Has the page do something in its card; `null`: only answer. */
  function ask(client: string, action: CardAction | null): Promise<void> {
    if (!session.isObserved) throw new Error(DIRECTLY);
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => answer('No page of the card has answered.'), ANSWER_TIMEOUT_MS);
      const answer = (problem?: string) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (problem === undefined) resolve();
        else reject(new Error(problem));
      };
      waiting.set(id, answer);
      clients.tell({ kind: 'act', id, action, timeout: STEP_TIMEOUT_MS }, client);
    });
  }

  return {
    take(act, client, file = '') {
      try {
        if (act === 'list') clients.tell({ kind: 'scenarios', scenarios: list() }, client);
        else if (act === 'choose') choose(client, file);
        else if (act === 'close') close();
        else if (Object.hasOwn(playback ?? {}, act)) playback![act]();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        session.note('scenario', error.message, 'problem');
      }
    },
    acted: (id, problem) => waiting.get(id)?.(problem),
    show: (client) => clients.tell({ kind: 'playback', playback: shown }, client),
    close,
  };
}
