/** The commands that have come, and those who wait for one. */
import { parseJson } from '../shared/json.js';
import type { Entry } from '../simulator/log.js';
import type { Session } from '../simulator/session.js';
import type { ReceivedCommand } from './types.js';

interface Waiting {
  action: string;
  resolve(command: ReceivedCommand): void;
  reject(error: Error): void;
}

const PATIENCE = 10_000;

export function createInbox(session: Session) {
  const commands: ReceivedCommand[] = [];
  /** Commands that nobody has waited for yet. */
  const unclaimed: ReceivedCommand[] = [];
  const waiting = new Set<Waiting>();

  const unwatch = session.watch((happening) => {
    const command = happening && commandOf(happening);
    if (!command) return;
    commands.push(command);
    const claimant = [...waiting].find(({ action }) => action === command.action);
    if (claimant) claimant.resolve(command);
    else unclaimed.push(command);
  });

  return {
    commands: () => commands.slice(),

    waitFor(action: string, { timeout = PATIENCE }: { timeout?: number } = {}): Promise<ReceivedCommand> {
      const index = unclaimed.findIndex((command) => command.action === action);
      if (index >= 0) return Promise.resolve(unclaimed.splice(index, 1)[0]!);
      let claim: Waiting;
      let timer: NodeJS.Timeout;
      return new Promise<ReceivedCommand>((resolve, reject) => {
        waiting.add((claim = { action, resolve, reject }));
        timer = setTimeout(() => {
          const came = commands.map((command) => command.action).join(', ') || 'none';
          reject(new Error(`No "${action}" came within ${timeout} ms. Commands so far: ${came}.`));
        }, timeout);
      }).finally(() => {
        clearTimeout(timer);
        waiting.delete(claim);
      });
    },

    close() {
      unwatch();
      for (const { action, reject } of waiting)
        reject(new Error(`The host was closed while "${action}" was waited for.`));
    },
  };
}

function commandOf({ kind, name, page, payload: raw, verdict }: Entry): ReceivedCommand | null {
  if (kind !== 'command' || raw === undefined || verdict.kind === 'not-json' || verdict.kind === 'not-a-command')
    return null;
  // A very long message is kept only in part, and can not be read any more.
  const { params } = parseJson(raw, {}) as { params?: unknown };
  return {
    action: name,
    ...(params !== undefined && { params }),
    raw,
    page,
    verdict: verdict as ReceivedCommand['verdict'],
  };
}
