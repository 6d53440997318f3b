/**
 * The first rule of the runtime, do no harm, as a comparison: a case is played without the runtime and with it, and
 * what the server, the page, its console, its dialogs and the history saw must be equal, but for the parameter.
 *
 *     differences('routers', {
 *       'a canonical address': {
 *         pages: { '/': '<a id=go href="next?b=1">next</a>', '/next': '<script>…</script>' },
 *         drive: [{ click: '#go' }],
 *         ends: 'location.pathname.endsWith("/next")',
 *       },
 *     });
 *
 * A case is a small site in its own folder, so its addresses are relative. Pages note what they see in `seen`.
 */
import * as assert from 'uvu/assert';
import { type Card, carried, runtime, startCard } from './card.js';
import { eachEngine, type Frame, type Page } from './engines/index.js';
import type { Answer, Received } from './serve.js';

/** What a person or the page does: each is done when the one before it has been. */
type Step =
  | { click: string }
  | { press: string; on: string }
  | { type: string; on: string }
  | { run: string }
  /** Waits until an expression is true in the page. */
  | { until: string };

export interface Play {
  /** Paths below the case's folder, and what they answer: a string is a page, in which the runtime comes first. */
  pages: Record<string, Answer>;
  drive: Step[];
  /** True in the page when all has happened. */
  ends: string;
  /** Attributes of the runtime's script. */
  settings?: string;
  /** What else the page knows of itself, as an expression. */
  tells?: string;
  /**
   * Loads that may come on top: where the browser does not name the host, and the page takes the parameter off itself;
   * where the page has fetched an address ahead, which has no parameter.
   */
  reloads?: number;
  /** The runtime comes at the end of the page, as layouts have it. */
  late?: boolean;
}

interface Recording {
  server: string[];
  console: string[];
  address: string;
  entries: number;
  page: unknown;
}

/** Suites for each engine: a test a case. */
export function differences(name: string, cases: Record<string, Play>): void {
  eachEngine(name, (test) => {
    for (const [title, play] of Object.entries(cases)) {
      test(`no difference but the parameter: ${title}`, async ({ page }) => {
        const without = await record(page, play, '');
        const withIt = await record(page, play, runtime.toString());
        const extra = withIt.server.length - without.server.length;
        if (play.reloads && extra > 0 && extra <= play.reloads) {
          // The page has asked for itself again; all else is equal.
          withIt.server = withIt.server.filter((line, at, all) => line !== all[at - 1]);
          without.server = without.server.filter((line, at, all) => line !== all[at - 1]);
          withIt.entries = without.entries;
        }
        assert.equal(withIt, without);
      });
    }
  });
}

/** Answers what a page asks, and notes it where the test can see it. */
const dialogs = (): void => {
  window.alert = (text) => console.info(`alert: ${text}`);
  window.confirm = (text) => {
    console.info(`confirm: ${text}`);
    return true;
  };
  (window as any).seen = [];
};

async function record(tab: Page, play: Play, script: string): Promise<Recording> {
  const site = await startCard(routesOf(play), { script, inject: dialogs, watch: true });
  try {
    const card = await site.open(tab, '/site/');
    const start = await card.evaluate<number>('history.length');
    for (const step of play.drive) await take(card, step);
    await card.waitFor(`(${play.ends}) && document.readyState === 'complete'`);
    // What is under way comes before what is asked for later.
    await card.evaluate('new Promise((done) => setTimeout(done)).then(() => fetch(location.origin + "/sentinel"))');
    const entries = (await card.evaluate<number>('history.length')) - start;
    const page = await card.evaluate(`({
      html: document.documentElement.outerHTML, seen: String(window.seen), state: JSON.stringify(history.state),
      tells: ${play.tells ?? 'null'},
    })`);
    const plain = (text: string) => withoutParameter(text, site);
    return {
      server: site.card.requests
        .filter(({ url }) => url.startsWith('/site/') && !/\.js\b/.test(url))
        .map((request) => plain(asLine(request))),
      console: site.card.console.map(({ type, text }) => plain(`${type}: ${text}`)),
      address: plain(await card.evaluate<string>('location.href')),
      entries,
      page: JSON.parse(plain(JSON.stringify(page))),
    };
  } finally {
    await site.close();
  }
}

function routesOf({ pages, settings = '', late }: Play) {
  const element = `<script src="/ld.js" ${settings}></script>`;
  const page = (body: string) =>
    /<html/i.test(body)
      ? body.replace('<script-ld>', element)
      : `<!doctype html><html><head><meta charset="utf-8">${late ? '' : element}</head><body>${body}${late ? element : ''}</body></html>`;
  return Object.fromEntries(
    Object.entries(pages).map(([path, answer]) => [`/site${path}`, typeof answer === 'string' ? page(answer) : answer]),
  );
}

async function take(card: Frame, step: Step): Promise<void> {
  if ('click' in step) await card.click(step.click);
  else if ('run' in step) await card.evaluate(`void (${step.run})`);
  else if ('until' in step) await card.waitFor(`(${step.until}) && document.readyState === 'complete'`);
  else {
    await card.focus(step.on);
    await ('press' in step ? card.press(step.press) : card.type(step.on, step.type));
  }
}

/** A request as a server sees it: the method, the address, the body, and where it came from. */
function asLine({ method, url, text, headers }: Received): string {
  return [method, url, text, `from ${headers.referer ?? 'nowhere'}`].join(' ');
}

function withoutParameter(text: string, { card, host }: Card): string {
  const parameter = carried(host);
  return (
    text
      .replaceAll(`?${parameter}&`, '?')
      .replaceAll(`?${parameter}`, '')
      .replaceAll(`&${parameter}`, '')
      .replaceAll(`&amp;${parameter}`, '')
      .replaceAll(card.origin, '{card}')
      .replaceAll(host.origin, '{host}')
      .replaceAll(new URL(card.origin).host, '{address}')
      // Ids and numbers that a library makes up.
      .replace(/(random\W+)[\d.e-]+/g, '$1{random}')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
      // Boundaries of a multipart body are made up.
      .replace(/-{4,}(WebKitFormBoundary|geckoformboundary)?\w+/g, '{boundary}')
  );
}
