/** A scenario that is played in an open page of the simulator, all of it or step by step. */
import { UserError } from '../../shared/errors.js';
import type { Session } from '../session.js';
import type { PlayedStep, Playback as Shown } from '../wire.js';
import { createActs } from './acts.js';
import type { CardAction, Scenario } from './format.js';
import { stepInWords } from './in-words.js';
import { createInbox } from './inbox.js';
import { contactFor, createPlayer, exceptionUnder, stepsUnder } from './player.js';
import { type Received, receivedCommand } from './received.js';

/** How long each step may take. */
export const STEP_TIMEOUT_MS = 5000;

export interface Playback {
  /** Plays to the end, from where it is; from the beginning when it is over. */
  play(): void;
  /** Takes one step. */
  step(): void;
  /** Stops it after the step that is under way. */
  pause(): void;
  close(): void;
}

/** How a scenario reaches into the page of the card. */
export interface Reach {
  inCard(action: CardAction): Promise<void>;
  settle(): Promise<void>;
}

/** @param show is called with how it stands, at first and at each change. */
export function createPlayback(
  session: Session,
  { inCard, settle }: Reach,
  { file, scenario }: { file: string; scenario: Scenario },
  show: (shown: Shown) => void,
): Playback {
  const { presets } = session;
  const except = exceptionUnder(scenario, presets);
  if (except !== undefined) throw new UserError(`"${scenario.name}" is not for these conditions: ${except}`);
  const steps = stepsUnder(scenario, presets);
  let shown: PlayedStep[] = [];
  let at = 0;
  let isPlaying = false;
  let isBusy = false;
  let isClosed = false;
  let end = () => {};
  let take = async (_: (typeof steps)[number]) => {};

  function tell() {
    if (isClosed) return;
    const isOver = at >= steps.length || shown.some(({ state }) => state === 'failed');
    show({ file, name: scenario.name, steps: shown, state: isOver ? 'over' : isBusy ? 'running' : 'waiting' });
  }

  /** From the beginning: the contact's card is opened again. */
  async function begin() {
    end();
    rewind();
    const acts = createActs(session);
    const inbox = createInbox<Received>(STEP_TIMEOUT_MS);
    const unwatch = session.watch((happening) => {
      const command = happening && receivedCommand(happening);
      if (command) inbox.receive(command);
    });
    end = () => {
      unwatch();
      inbox.close();
      acts.close();
    };
    take = createPlayer({ session, acts, inbox, inCard, settle, timeout: STEP_TIMEOUT_MS });
    session.note('scenario', `"${scenario.name}" is played: ${steps.length} steps.`);
    session.open(contactFor(scenario), session.address);
    await acts.ready();
  }

  function rewind() {
    at = 0;
    shown = steps.map((step) => ({ text: stepInWords(step), state: 'waiting' }));
  }

  function mark(state: PlayedStep['state'], seen?: string) {
    shown = shown.map((step, index) => (index === at ? { text: step.text, state, ...(seen && { seen }) } : step));
  }

  /** @returns whether it can go on. */
  async function takeNext(): Promise<boolean> {
    const isFirst = at === 0;
    if (isFirst) rewind();
    mark('running');
    tell();
    try {
      if (isFirst) {
        await begin();
        mark('running');
        tell();
      }
      await take(steps[at]!);
    } catch (error) {
      if (isClosed) return false;
      const seen = String((error as Error).message).split('\n')[0]!;
      mark('failed', seen);
      session.note('scenario', `Step ${at + 1} has failed: ${shown[at]!.text}. ${seen}`, 'problem');
      return false;
    }
    if (isClosed) return false;
    mark('done');
    at++;
    if (at === steps.length) session.note('scenario', `"${scenario.name}" has passed.`);
    return at < steps.length;
  }

  async function run(isStep: boolean) {
    if (isBusy) return void (isPlaying = !isStep);
    if (at >= steps.length || shown.some(({ state }) => state === 'failed')) rewind();
    isBusy = true;
    isPlaying = !isStep;
    while ((await takeNext()) && isPlaying);
    isBusy = isPlaying = false;
    tell();
  }

  rewind();
  tell();
  return {
    play: () => void run(false),
    step: () => void run(true),
    pause: () => void (isPlaying = false),
    close() {
      isClosed = true;
      isPlaying = false;
      end();
    },
  };
}
