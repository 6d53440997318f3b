/**
 * A simulated LeadDesk for a card's own tests, with any tool that opens an address in a browser.
 *
 * ```js
 * import { startHost } from 'create-leaddesk-card/testing';
 *
 * const host = await startHost({ card: '.' });
 * await page.goto(host.url);                                  // the card is in the frame named "card"
 * await host.agent.dial();
 * await host.agent.answer();
 * await page.frameLocator('iframe[name=card]').getByText('Hang up').click();
 * assert.deepEqual(await host.waitFor('hangup').then(({ raw }) => raw), '{"action":"hangup"}');
 * await host.close();
 * ```
 */
import { openHost } from './open-host.js';
import type { Host, HostOptions } from './types.js';

export type { Agent, Host, HostOptions, PresetName, ReceivedCommand, Verdict } from './types.js';

/**
 * Starts a host on free ports of this machine.
 *
 * @throws when there is no such card, or no such preset.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  return (await openHost(options)).host;
}
