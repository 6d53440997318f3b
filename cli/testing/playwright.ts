/**
 * Fixtures for `@playwright/test`: the card in a simulated LeadDesk, a host a test.
 *
 * ```js
 * import { expect, test } from 'create-leaddesk-card/testing/playwright';
 *
 * test.use({ ldCard: '.' });
 *
 * test('the card hangs up', async ({ host, card }) => {
 *   await host.agent.dial();
 *   await card.getByRole('button', { name: 'Hang up' }).click();
 *   expect((await host.waitFor('hangup')).raw).toBe('{"action":"hangup"}');
 * });
 * ```
 */
import {
  test as base,
  type FrameLocator,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { startHost } from './index.js';
import type { Host, HostOptions } from './types.js';

export { expect } from '@playwright/test';
export type { Host } from './types.js';

/** What `test.use()`, or `use` in playwright.config, says of the card. */
export interface CardTestOptions {
  /** The card's folder, which is then served, or the address of one that runs, with placeholders. When absent: `.` */
  ldCard: string;
  /** Presets of the simulated LeadDesk. When absent: the ordinary one. */
  ldPreset: HostOptions['preset'];
  /** The contact's fields, which fill the placeholders. When absent: a made-up contact. */
  ldContact: HostOptions['contact'];
  /**
   * Whether LeadDesk frames the card. `false`: the card is opened by itself, as in a tab of the browser; no command
   * arrives then, and the agent can do nothing. When absent: `true`.
   */
  ldFramed: boolean;
}

export interface CardTestFixtures {
  /** The simulated LeadDesk. */
  host: Host;
  /** The card, in its frame or by itself: finds elements as a page does. */
  card: CardLocator;
}

/** What a frame's locator and a page have in common. */
export type CardLocator = Pick<
  FrameLocator,
  | 'frameLocator'
  | 'getByAltText'
  | 'getByLabel'
  | 'getByPlaceholder'
  | 'getByRole'
  | 'getByTestId'
  | 'getByText'
  | 'getByTitle'
  | 'locator'
>;

export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & CardTestOptions & CardTestFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = base.extend<CardTestOptions & CardTestFixtures>({
  ldCard: ['.', { option: true }],
  ldPreset: [undefined, { option: true }],
  ldContact: [undefined, { option: true }],
  ldFramed: [true, { option: true }],

  host: async ({ ldCard, ldPreset, ldContact, ldFramed, page }, use) => {
    const host = await startHost({
      card: ldCard,
      ...(ldPreset !== undefined && { preset: ldPreset }),
      ...(ldContact !== undefined && { contact: ldContact }),
    });
    try {
      await page.goto(ldFramed ? host.url : host.cardUrl);
      await use(host);
    } finally {
      await host.close();
    }
  },

  card: async ({ host: _, ldFramed, page }, use) => {
    await use(ldFramed ? page.frameLocator('iframe[name=card]') : page);
  },
});
