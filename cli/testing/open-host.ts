/** Puts a simulated LeadDesk together for tests: the servers, the session, and who speaks for it. */
import type { Id } from '../../runtime/protocol.js';
import { type AgentAction, agentActions } from '../simulator/agent.js';
import { start } from '../simulator/card/start.js';
import { CONTACTS } from '../simulator/contacts.js';
import { isPreset, PRESET_NAMES, type PresetName } from '../simulator/presets.js';
import { type Acts, createActs } from '../simulator/scenario/acts.js';
import { createInbox } from '../simulator/scenario/inbox.js';
import { receivedCommand } from '../simulator/scenario/received.js';
import type { Session } from '../simulator/session.js';
import type { Agent, Host, HostOptions, ReceivedCommand } from './types.js';

/** How long `waitFor` waits when it is not told. */
const WAIT_TIMEOUT_MS = 10_000;

/**
 * Starts a host, and gives the session behind it as well, for what the command line plays.
 *
 * @param proxy `null`: as `dev` has it, through our own server if the card runs on this machine over plain http.
 * @throws when there is no such card, or no such preset.
 */
export async function openHost({
  card,
  preset = [],
  contact = CONTACTS[0],
  proxy,
}: Omit<HostOptions, 'proxy'> & { proxy?: boolean | null }): Promise<{ host: Host; session: Session; acts: Acts }> {
  const presets = [preset].flat() as string[];
  const unknown = presets.find((name) => !isPreset(name));
  if (unknown !== undefined)
    throw new TypeError(`Unknown preset ${JSON.stringify(unknown)}. There are ${PRESET_NAMES.join(', ')}.`);
  const started = await start({
    card: /^https?:\/\//i.test(card) ? { url: card } : { dir: card },
    port: 0,
    hostPort: 0,
    reload: false,
    proxy: proxy ?? (presets.includes('blocked-storage') || (proxy === null ? null : false)),
    presets: presets as PresetName[],
    contact: Object.fromEntries(Object.entries(contact).map(([name, value]) => [name, String(value)])),
  });
  const { session } = started;
  const inbox = createInbox<ReceivedCommand>(WAIT_TIMEOUT_MS);
  const unwatch = session.watch((happening) => {
    const command = happening && receivedCommand(happening);
    if (command) inbox.receive(command);
  });
  const acts = createActs(session);
  const host: Host = {
    url: started.url,
    cardUrl: session.cardUrl,
    agent: agentOf(acts),
    fire: (type, data) => acts.fire(type, data),
    commands: inbox.commands,
    waitFor: inbox.waitFor,
    async close() {
      unwatch();
      inbox.close();
      acts.close();
      await started.close();
    },
  };
  return { host, session, acts };
}

function agentOf({ agent }: Acts): Agent {
  const entries = Object.keys(agentActions).map((action) => [action, (id?: Id) => agent(action as AgentAction, id)]);
  return Object.fromEntries(entries) as Agent satisfies Record<AgentAction, unknown>;
}
