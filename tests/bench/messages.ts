/**
 * What a command costs the card that sends it, and what an event costs the card that hears it. Every contender has a
 * host and its own card, all in one page, and its messages really go through.
 */
import type { Browser } from '../browser/engines/index.js';
import { type Routes, serve } from '../browser/serve.js';
import { cardScript, contenders, hostScript } from './contenders/index.js';
import type { Bench } from './index.js';
import type { Row } from './table.js';
import { takeTurns } from './turns.js';

const TURNS = 41;
const AMOUNT = 1_000;
const microseconds = (milliseconds: number) => (milliseconds * 1000) / AMOUNT;

export async function messages({ browser, peers }: Bench): Promise<Row[]> {
  const useCard = "import { measureCard } from './measured/card.js'; measureCard(connectHost);";
  const useHost = "import { measureHost } from './measured/host.js'; measureHost(connectCard);";
  const cards = await Promise.all(contenders.map((contender) => cardScript(peers, contender, useCard)));
  const hosts = await Promise.all(contenders.map((contender) => hostScript(peers, contender, useHost)));
  return [
    { label: 'send, µs', digits: 1, figures: await sending(browser, cards, hosts) },
    { label: 'dispatch, µs', digits: 1, figures: await dispatch(browser, cards, hosts) },
  ];
}

/** The host is another site's, hence in another process, as LeadDesk is. */
async function sending(browser: Browser, cards: string[], hosts: string[]): Promise<number[][]> {
  const { ends, close } = await open(browser, cards, hosts, 'localhost');
  const figures = await takeTurns(TURNS, ends.length, async (contender) => {
    const { host, card } = ends[contender]!;
    const before = await host.evaluate(() => received);
    const milliseconds = await card.evaluate((amount) => send(amount), AMOUNT);
    await host.waitFor((wanted) => received === wanted, before + AMOUNT);
    return microseconds(milliseconds);
  });
  await close();
  return figures;
}

/**
 * The host is another origin of the card's site, hence in its process and thread: the card hears nothing before the
 * host has sent everything, so that what is timed after that is the card's part alone.
 */
async function dispatch(browser: Browser, cards: string[], hosts: string[]): Promise<number[][]> {
  const { ends, close } = await open(browser, cards, hosts, '127.0.0.1');
  const figures = await takeTurns(TURNS, ends.length, async (contender) => {
    const { host, card } = ends[contender]!;
    await card.evaluate((amount) => expectEvents(amount), AMOUNT);
    const sent = await host.evaluate((amount) => sendEvents(amount), AMOUNT);
    return microseconds((await card.evaluate(() => lastHeard)) - sent);
  });
  await close();
  return figures;
}

/** A page that frames every contender's host, which frames its card. */
async function open(browser: Browser, cards: string[], hosts: string[], hostName: 'localhost' | '127.0.0.1') {
  const cardSite = await serve(pages(cards, ''));
  const frames = contenders.map(({ name }) => `<iframe name="${name}" src="/${name}"></iframe>`).join('');
  const hostPages = pages(hosts, `cardUrl = ${JSON.stringify(cardSite.origin)} + location.pathname`);
  const hostSite = await serve({ '/': frames, ...hostPages }, { host: hostName });
  const page = await browser.newPage();
  await page.goto(hostSite.url('/'));
  const ends = contenders.map(({ name }) => ({ host: page.frame(name), card: page.frame(name, 0) }));
  for (const { host, card } of ends) {
    await host.waitFor(() => !!self.sendEvents);
    await card.waitFor(() => !!self.expectEvents);
  }
  return { ends, close: () => Promise.all([page.close(), hostSite.close(), cardSite.close()]) };
}

/** A page for each contender's script. */
function pages(scripts: string[], first: string): Routes {
  return Object.fromEntries(
    contenders.flatMap(({ name }, index) => [
      [
        `/${name}`,
        `<!doctype html><meta charset="utf-8"><body><script>${first}</script><script src="/${name}.js"></script>`,
      ],
      [`/${name}.js`, { headers: { 'content-type': 'text/javascript' }, body: scripts[index]! }],
    ]),
  );
}
