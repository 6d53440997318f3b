/** Says to the card again what a log says it was told: each event, on the page and after the pause it had. */
import type { Entry } from './log.js';
import { eventOf, readLogFile } from './log-file.js';
import type { Session } from './session.js';
import type { Progress } from './wire.js';

/** No one waits as long as an agent talks. */
const MAX_PAUSE_MS = 2000;
/** A page that has not loaded by then does not load. */
const LOAD_TIMEOUT_MS = 15_000;

/**
 * Replays a log: with its contact, address and presets, where it knows them. What the card sends meanwhile is logged as
 * ever; events that come with a page load come with it again.
 *
 * @param signal stops it.
 * @param progress is called with how far it is.
 */
export async function replay(
  session: Session,
  file: unknown,
  signal: AbortSignal,
  progress: (progress: Progress) => void,
): Promise<void> {
  const log = readLogFile(file);
  if (typeof log === 'string') return session.note('replay', log, 'problem');
  const steps = log.entries.filter((entry, index) => isEvent(entry) || (isPage(entry) && index > 0));
  session.note('replay', `The replay begins: ${countOf(steps.filter(isEvent).length, 'event')}.`);
  progress({ done: 0, total: steps.length });
  try {
    const opened = loaded(session, signal);
    if (log.presets && String(log.presets) !== String(session.presets)) session.setPresets(log.presets);
    session.open(log.contact ?? session.state.contact, addressFor(session, log.address));
    await opened;
    let previous: number | undefined;
    const posted: Promise<void>[] = [];
    for (const [index, entry] of steps.entries()) {
      progress({ done: index, total: steps.length });
      if (isPage(entry) && (previous === undefined || entry.page === session.page)) continue;
      await pause(Math.min(Math.max(entry.at - (previous ?? entry.at), 0), MAX_PAUSE_MS), signal);
      previous = entry.at;
      if (isPage(entry)) {
        const visited = loaded(session, signal);
        session.tell({ kind: 'visit', path: entry.page });
        await visited;
      } else {
        const { type, data } = eventOf(entry)!;
        posted.push(session.fire(type, data, 'replay').posted);
      }
    }
    await Promise.all(posted);
    session.note('replay', `The replay is over: ${countOf(posted.length, 'event')}.`);
  } catch (error) {
    if (signal.aborted) session.note('replay', 'The replay was stopped.');
    else session.note('replay', `The replay has ended: ${(error as Error).message}`, 'problem');
  }
}

function isEvent({ kind, cause, payload }: Entry): boolean {
  return kind === 'event' && cause !== 'load' && typeof payload === 'string';
}

function isPage({ kind, name, page }: Entry): boolean {
  return kind === 'note' && name === 'page' && typeof page === 'string' && page.startsWith('/');
}

/** The log's path and query at today's card: ports change from day to day. */
function addressFor(session: Session, address: string | undefined): string {
  const [, path] = /^https?:\/\/[^/?#]*(.*)$/is.exec(address ?? '') ?? [];
  const [origin] = /^https?:\/\/[^/?#]*/i.exec(session.address) ?? [];
  return path === undefined || origin === undefined ? session.address : `${origin}${path}`;
}

/** Resolves when a page of the card has loaded. */
function loaded(session: Session, signal: AbortSignal): Promise<void> {
  let end = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    const unwatch = session.watch((entry) => entry ?? resolve());
    const timer = setTimeout(
      () => reject(new Error(`no page of the card has loaded within ${LOAD_TIMEOUT_MS / 1000} s.`)),
      LOAD_TIMEOUT_MS,
    );
    const stop = () => reject(new Error('stopped'));
    signal.addEventListener('abort', stop);
    end = () => {
      unwatch();
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
  }).finally(() => end());
  // It may reject before anyone waits for it.
  promise.catch(() => {});
  return promise;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('stopped'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
