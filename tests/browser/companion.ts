/** A card whose pages have the companion, in a host that says what LeadDesk would say. */
import { readFileSync } from 'node:fs';
import type { Card as Companion } from '../../runtime/card/index.js';
import { type Card, type CardOptions, startCard } from './card.js';
import type { Frame, Page } from './engines/index.js';
import type { Routes } from './serve.js';

declare global {
  /** A page's skew against the real time, in ms; see `skewed`. */
  var skew: number;
}

/** The companion as it is built. */
export const companion = readFileSync(new URL('../../dist/ld.card.js', import.meta.url));

/** The contact of the tests, as LeadDesk fills it in. */
export const CONTACT = '?phone=%2B358401234567&call_logs_id=7';

/** A page of the card with the runtime and the companion in its head. */
export function page(body: string, { head = '', settings = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Card</title>
    <script src="/ld.js" data-ld-keep="phone call_logs_id"></script>
    <script src="/ld.card.js" ${settings}></script>${head}</head><body>${body}</body></html>`;
}

export interface Agent {
  card: Frame;
  site: Card;
  /** Says something as LeadDesk does. */
  say(type: string, data: unknown): Promise<void>;
  /** The actions that the card has sent so far. */
  sent(): Promise<string[]>;
  /** What the page's `ld.card` has, as JSON. */
  shown(): Promise<Pick<Companion, 'contact' | 'call' | 'receipt'>>;
  /** Waits until the call is shown like that: `on 7, sure`. */
  shows(call: string): Promise<void>;
  /** Waits for the page at that path, with its companion. */
  at(path: string): Promise<void>;
}

/** Starts a card and opens it for the contact. Close its site when done. */
export async function open(
  tab: Page,
  routes: Routes,
  { path = `/${CONTACT}`, ...options }: CardOptions & { path?: string } = {},
): Promise<Agent> {
  const script = { headers: { 'content-type': 'text/javascript' }, body: companion };
  const site = await startCard({ '/ld.card.js': script, ...routes }, options);
  const card = await site.open(tab, path);
  return agentOf(tab, card, site);
}

/** The agent of a card that is open. */
export function agentOf(tab: Page, card: Frame, site: Card): Agent {
  return {
    card,
    site,
    say: (type, data) =>
      tab.evaluate((message) => window.frames[0]!.postMessage(message, '*'), JSON.stringify({ type, data })),
    async sent() {
      // What the card has posted before this arrives before it.
      const marker = `marker ${Math.random()}`;
      await card.evaluate((marker) => window.parent.postMessage(marker, '*'), marker);
      const messages = await tab.waitFor((marker) => {
        const all = (window as any).messages.map(({ data }: { data: string }) => data);
        return all.includes(marker) && all;
      }, marker);
      return messages
        .filter((message: string) => message.startsWith('{'))
        .map((message: string) => {
          const { action, params } = JSON.parse(message);
          return action + (params ? ` ${JSON.stringify(params)}` : '');
        });
    },
    shown: () =>
      card.evaluate(() => {
        const { contact, call, receipt } = (ld as any).card;
        return { contact, call, receipt };
      }),
    async shows(call) {
      await card.waitFor((expected) => {
        const { state, id, sure } = (ld as any).card.call;
        return `${state}${id === undefined ? '' : ` ${id}`}${sure ? ', sure' : ''}` === expected;
      }, call);
    },
    async at(path) {
      await card.waitFor(
        (path) => location.pathname === path && document.readyState === 'complete' && !!(window as any).ld?.card,
        path,
      );
    },
  };
}

/** Lets a test move the time of a page: `skew += 3000`. Inject it. */
export function skewed(): void {
  const now = Date.now;
  window.skew = 0;
  Date.now = () => now() + window.skew;
}

/** Makes any touch of the storage throw, as browsers do that block it in frames of other sites. Inject it. */
export function withoutStorage(): void {
  const now = Date.now;
  window.skew = 0;
  Date.now = () => now() + window.skew;
  for (const name of ['sessionStorage', 'localStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  }
}

/** What blocks the storage, as options of a card: by throwing, and by a sandbox that gives the pages no origin. */
export const blocked: Record<string, CardOptions> = {
  'storage throws': { inject: withoutStorage },
  'sandboxed without an origin': { inject: skewed, frame: 'sandbox="allow-scripts allow-forms"' },
};
