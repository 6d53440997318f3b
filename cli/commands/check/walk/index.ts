/**
 * A card that runs: all its pages that links and GET forms lead to, from the one that LeadDesk opens.
 *
 *   request  exchange   asking, and what was answered      cookies   kept from one request to the next
 *   next     where a page leads                            scripts   what its pages load
 *   pool  progress      several at once, and how far it is
 */

import { decode } from '../../../shared/encoding.js';
import { UserError } from '../../../shared/errors.js';
import { fillAddress } from '../../../simulator/address.js';
import { CONTACTS } from '../../../simulator/contacts.js';
import type { Card } from '../card.js';
import { paramOf } from '../folder.js';
import { parsePage } from '../page.js';
import { namesRuntime } from '../runtime-in-page.js';
import { Jar } from './cookies.js';
import { type Exchange, nameOf } from './exchange.js';
import { nextAddresses } from './next.js';
import { workThrough } from './pool.js';
import { createProgress } from './progress.js';
import { ask, LEADDESK, type Question } from './request.js';
import { fetchScripts } from './scripts.js';

export interface Walked {
  card: Card;
  notes: string[];
}

const MOST_PAGES = 200;
const AT_ONCE = 5;
const MOST_REDIRECTS = 20;

/** A walk only looks: it does not follow what ends the session or takes something away, even where that is a mere link. */
const ACTS = /(^|[^a-z])(log|sign)[-_]?(out|off)([^a-z]|$)|(^|[^a-z])(delete|remove|destroy|unsubscribe)([^a-z]|$)/i;

interface Step extends Omit<Question, 'cookies'> {
  redirects: number;
}

/** Walks a card. @param url of its first page, with LeadDesk's placeholders. @throws UserError when there is no page. */
export async function walkCard(url: string): Promise<Walked> {
  const card: Card = {
    pages: [],
    scripts: [],
    exchanges: [],
    mentionsRuntime: false,
    param: 'ld_referrer',
    reached: new Set(),
  };
  const entry = new URL(fillAddress(url, CONTACTS[0]));
  const progress = createProgress();
  const jar = new Jar();
  const queue: Step[] = [];
  const seen = new Set<string>();
  const passed = new Set<string>();
  let asked = 0;
  let left = 0;

  function enqueue(step: Step) {
    const name = nameOf(step.address, card.param);
    card.reached.add(name);
    if (seen.has(name)) return;
    seen.add(name);
    if (ACTS.test(step.address.pathname + step.address.search)) passed.add(step.address.pathname);
    else if (asked + queue.length >= MOST_PAGES) left++;
    else queue.push(step);
  }

  async function visit(step: Step) {
    asked++;
    progress.show(`${asked} pages, ${queue.length} to go: ${step.address.pathname}`);
    const exchange = await ask({ ...step, cookies: jar.header });
    jar.take(exchange.cookies);
    card.exchanges.push(exchange);
    if (exchange.location) follow(step, exchange);
    else if (exchange.isPage) read(step, exchange);
  }

  function follow(step: Step, exchange: Exchange) {
    const { location } = exchange;
    if (!step.isEntry && location!.origin !== card.origin) return;
    if (step.redirects === MOST_REDIRECTS) return void (exchange.failure = 'redirects without end');
    const next = { ...step, address: location!, from: exchange.address.href, redirects: step.redirects + 1 };
    // The address that LeadDesk opens may be a long way off the card itself.
    if (step.isEntry) queue.push(next);
    else enqueue(next);
  }

  function read(step: Step, exchange: Exchange) {
    const { address } = exchange;
    const { text } = decode(exchange.body!);
    const page = parsePage({ name: nameOf(address, card.param), text });
    page.exchange = exchange;
    card.pages.push(page);
    if (step.isEntry) {
      page.isFirst = true;
      card.origin = address.origin;
      card.param = paramOf([page]);
      seen.add(page.source.name);
    }
    for (const next of nextAddresses(page, address, { param: card.param, value: LEADDESK })) {
      enqueue({
        address: next,
        asked: 'page',
        isEntry: false,
        from: page.source.name,
        referrer: address,
        redirects: 0,
      });
    }
  }

  try {
    queue.push({ address: entry, asked: 'page', isEntry: true, redirects: 0 });
    await workThrough(queue, AT_ONCE, visit);
    refuseUnreachable(card, entry);
    await fetchScripts(card, jar, AT_ONCE, (address) => progress.show(`script ${address.pathname}`));
  } finally {
    progress.clear();
  }
  card.mentionsRuntime =
    card.pages.some(({ source, scripts }) => namesRuntime(source.text) || scripts.some(({ runtime }) => runtime)) ||
    card.scripts.some(({ text }) => namesRuntime(text));
  return { card, notes: notesOn(passed, left) };
}

/** An answer of an error is a finding; none at all, or something that is no page, is not a card. */
function refuseUnreachable({ exchanges, pages }: Card, entry: URL): void {
  const last = exchanges.filter(({ isEntry }) => isEntry).at(-1)!;
  if (last.status === 0)
    throw new UserError(`${last.address.href} ${last.failure}. Start the card, or correct the address.`);
  if (!pages.length && last.status < 400 && !last.location) {
    throw new UserError(
      `${entry.href} is no page: it answers with ${last.headers.get('content-type') ?? 'nothing'} (status ${last.status}). Give the address of the card's first page.`,
    );
  }
}

function notesOn(passed: Set<string>, left: number): string[] {
  return [
    ...(left ? [`Stopped after ${MOST_PAGES} pages; ${left} more addresses were not visited.`] : []),
    ...(passed.size ? [`Not followed, since they may change something: ${[...passed].join(', ')}.`] : []),
  ];
}
