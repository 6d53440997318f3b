/** A card in its host, for cases of the runtime: two sites, and what the host was sent. */
import { readFileSync } from 'node:fs';
import type { Ld } from '../../runtime/index.js';
import type { Frame, Page } from './engines/index.js';
import { type Routes, type Site, serve } from './serve.js';

/** The runtime as it is built. */
export const runtime = readFileSync(new URL('../../dist/ld.js', import.meta.url));

declare global {
  /** The runtime, in the pages of a card. */
  var ld: Ld;
}

export interface Card {
  host: Site;
  card: Site;
  /** Loads the host, which frames the card's page, and waits for the card to have loaded. */
  open(page: Page, path?: string): Promise<Frame>;
  close(): Promise<void>;
}

export interface CardOptions {
  /** Answers of the host beside its page. */
  hostRoutes?: Routes;
  /** Attributes of the host's frame. */
  frame?: string;
  /** Headers of the host's page. */
  hostHeaders?: Record<string, string>;
  /** The runtime to serve instead of `dist/ld.js`. */
  script?: string;
  /** A script that runs in every page of the card before its own. */
  inject?: string | (() => void);
  /** Whether to keep the console of the card's pages, as `card.console`. */
  watch?: boolean;
}

/** The parameter as every page of the card should carry it. */
export function carried(host: Site): string {
  return `ld_referrer=${encodeURIComponent(host.origin)}`;
}

/** A page of the card with the runtime in its head. */
export function page(body: string, { head = '', settings = '' } = {}): string {
  return `<!doctype html><html><head><meta charset="utf-8"><script src="/ld.js"${settings && ` ${settings}`}></script>${head}</head><body>${body}</body></html>`;
}

/** Starts a host on localhost and a card on 127.0.0.1; the card answers `/ld.js` with the runtime. */
export async function startCard(routes: Routes, options: CardOptions = {}): Promise<Card> {
  const card = await serve(
    { '/ld.js': { headers: { 'content-type': 'text/javascript' }, body: options.script ?? runtime }, ...routes },
    { host: '127.0.0.1', watch: options.watch ?? false, ...(options.inject ? { inject: options.inject } : {}) },
  );
  const host = await serve(
    {
      '/': ({ url }) => ({
        headers: { 'content-type': 'text/html', ...options.hostHeaders },
        body: `<!doctype html><title>Host</title><script>
            messages = [];
            addEventListener('message', function (event) { messages.push({ data: event.data, origin: event.origin }) });
          </script>
          <iframe name="card" ${options.frame ?? ''} width="600" height="400" src="${card.origin}${decodeURIComponent(url.slice(2) || '/')}"></iframe>`,
      }),
      ...options.hostRoutes,
    },
    { host: 'localhost' },
  );
  return {
    host,
    card,
    async open(page, path = '/') {
      await page.goto(host.url(`/?${encodeURIComponent(path)}`));
      const frame = page.frame('card');
      await frame.waitFor(() => document.readyState === 'complete' && location.href !== 'about:blank');
      return frame;
    },
    async close() {
      await Promise.all([host.close(), card.close()]);
    },
  };
}

/**
 * A page of the card, framed by another one and nothing else, which is its host then: Firefox lets only itself make a
 * message of which a window of another origin is the source.
 */
export async function framedByItself(tab: Page, { card: site }: Card): Promise<Frame> {
  await tab.goto(site.url('/outer'));
  await tab.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.name = 'inner';
    frame.src = '/inner';
    document.body.append(frame);
  });
  const card = tab.frame('inner');
  await card.waitFor(() => location.pathname === '/inner' && document.readyState === 'complete');
  return card;
}
