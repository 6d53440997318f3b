/** Puts a simulated LeadDesk together for tests: the servers, the session, and who speaks for it. */
import { start } from '../simulator/card/start.js';
import { CONTACTS } from '../simulator/contacts.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../simulator/presets.js';
import type { Session } from '../simulator/session.js';
import { createAgent } from './agent.js';
import { createInbox } from './inbox.js';
import { receivedCommand } from './received.js';
import type { Host, HostOptions } from './types.js';

/** How long `waitFor` waits when it is not told. */
const WAIT_TIMEOUT_MS = 10_000;

/**
 * Starts a host, and gives the session behind it as well, for what the command line plays.
 *
 * @throws when there is no such card, or no such preset.
 */
export async function openHost({
  card,
  preset = [],
  contact = CONTACTS[0],
  proxy,
}: HostOptions): Promise<{ host: Host; session: Session }> {
  const presets = [preset].flat() as string[];
  const unknown = presets.find((name) => !isPreset(name));
  if (unknown !== undefined)
    throw new TypeError(`Unknown preset ${JSON.stringify(unknown)}. There are ${PRESET_NAMES.join(', ')}.`);
  const started = await start({
    card: /^https?:\/\//i.test(card) ? { url: card } : { dir: card },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: proxy ?? presets.includes('blocked-storage'),
    presets: presets as PresetName[],
    contact: Object.fromEntries(Object.entries(contact).map(([name, value]) => [name, String(value)])),
  });
  const { session } = started;
  const inbox = createInbox(WAIT_TIMEOUT_MS);
  const unwatch = session.watch((happening) => {
    const command = happening && receivedCommand(happening);
    if (command) inbox.receive(command);
  });
  const act = createAgent(session);
  const host: Host = {
    url: started.url,
    cardUrl: session.cardUrl,
    agent: act.agent,
    fire: (type, data) => act.fire(type, data),
    commands: inbox.commands,
    waitFor: inbox.waitFor,
    async close() {
      unwatch();
      inbox.close();
      act.close();
      await started.close();
    },
  };
  return { host, session };
}
