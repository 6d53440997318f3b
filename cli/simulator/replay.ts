/** Says to the card again what an exported log says it was told: each event, on the page and after the pause it had. */
import type { LogFile } from './log.js';
import type { Session } from './session.js';

/** Nobody waits as long as an agent talks. */
const LONGEST_PAUSE = 2000;

/** @returns the file as a log, or what is wrong with it. */
export function readLogFile(file: unknown): LogFile | string {
  const { format, version, entries } = (file ?? {}) as Partial<LogFile>;
  if (format !== 'leaddesk-card-log' || version !== 1 || !Array.isArray(entries))
    return 'This is not a log that the simulator exported.';
  const broken = entries.findIndex(
    (entry) => typeof entry?.kind !== 'string' || typeof entry.at !== 'number' || typeof entry.name !== 'string',
  );
  return broken < 0 ? (file as LogFile) : `Entry ${broken + 1} of this log is damaged.`;
}

/** Replays a log. What the card sends meanwhile is logged as ever; events that come with a page load come with it again. */
export async function replay(session: Session, file: unknown): Promise<void> {
  const read = readLogFile(file);
  if (typeof read === 'string') return session.note('replay', read, 'problem');
  session.note('replay', 'The replay begins.');
  session.agent('open');
  await loaded(session);
  let previous: number | undefined;
  let count = 0;
  for (const entry of read.entries) {
    const isEvent = entry.kind === 'event' && entry.cause !== 'load' && typeof entry.payload === 'string';
    const isPage = entry.kind === 'note' && entry.name === 'page' && entry.page !== session.page;
    if (!isEvent && !(isPage && previous !== undefined)) continue;
    await pause(Math.min(entry.at - (previous ?? entry.at), LONGEST_PAUSE));
    previous = entry.at;
    if (isPage) {
      session.tell({ kind: 'visit', path: entry.page });
      await loaded(session);
    } else {
      const { type, data } = JSON.parse(entry.payload!);
      session.fire(type, data, 'replay');
      count++;
    }
  }
  session.note('replay', `The replay is over: ${count} events.`);
}

function loaded(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const end = session.watch((entry) => {
      if (entry) return;
      end();
      resolve();
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
