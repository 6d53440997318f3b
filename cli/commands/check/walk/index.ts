/**
 * A card that runs: all its pages that links, frames and searches lead to, from the one that LeadDesk opens.
 *
 *   request  exchange  charset   asking, and what was answered      cookies   kept from one request to the next
 *   asker                        with the password of the card        scripts   what its pages load
 *   next                         where a page leads
 *   choice  actions  links       what is not asked for, since it may change something
 *   pool  progress               several at once, and how far it is
 */

import { UserError } from '../../../shared/errors.js';
import { LEADDESK } from '../../../shared/origins.js';
import { fillAddress } from '../../../simulator/address.js';
import { CONTACTS } from '../../../simulator/contacts.js';
import type { Card } from '../card.js';
import { paramOf } from '../folder.js';
import { type Page, parsePage } from '../page.js';
import { namesRuntime } from '../runtime-in-page.js';
import { createAsker, type WalkQuestion } from './asker.js';
import { textOf } from './charset.js';
import { createChoice, type Globs, markupRefusal } from './choice.js';
import { type Exchange, nameOf, withoutPassword } from './exchange.js';
import { framesOf, nextAddresses } from './next.js';
import { workThrough } from './pool.js';
import { createProgress } from './progress.js';
import { MAX_REDIRECTS } from './request.js';
import { fetchScripts } from './scripts.js';

export interface Walked {
  card: Card;
  notes: string[];
  /** Addresses that were not asked for, and why. */
  skipped: Skipped[];
}

export interface Skipped {
  address: string;
  /** The page that leads there. */
  from: string;
  why: string;
}

export interface WalkOptions extends Partial<Globs> {
  /** Whether certificates may be untrusted on other machines than this one, too. */
  insecure?: boolean;
  /** How long an answer may take, in ms. */
  timeout?: number;
  /** How long all of it may take, in ms. */
  limit?: number;
}

const MAX_PAGES = 200;
const MAX_SCRIPTS = 200;
const MAX_AT_ONCE = 5;
const WALK_TIMEOUT_MS = 120_000;
const MAX_WALK_BYTES = 64 * 1024 * 1024;

interface Step extends WalkQuestion {
  /** The addresses that have redirected here, by their names. */
  behind: readonly string[];
}

/**
 * Walks a card. @param url of its first page, with LeadDesk's placeholders. @throws UserError when there is no page.
 */
export async function walkCard(
  url: string,
  { follow = [], skip = [], insecure = false, timeout, limit = WALK_TIMEOUT_MS }: WalkOptions = {},
): Promise<Walked> {
  const card: Card = {
    pages: [],
    scripts: [],
    exchanges: [],
    mentionsRuntime: false,
    param: 'ld_referrer',
    reached: new Set(),
  };
  const given = new URL(fillAddress(url, CONTACTS[0]));
  const entry = withoutPassword(given);
  const choice = createChoice({ follow, skip }, entry);
  const progress = createProgress();
  const end = performance.now() + limit;
  const askServer = createAsker(given, insecure, end, timeout);
  const queue: Step[] = [];
  const seen = new Set<string>();
  const frames = new Set<string>();
  const skipped = new Map<string, Skipped>();
  const left: Skipped[] = [];
  let asked = 0;
  let bytes = 0;
  let scripts = 0;

  /** Why nothing more is asked for. */
  function enough(): string | undefined {
    if (performance.now() >= end) return `${limit / 1000} s`;
    return bytes > MAX_WALK_BYTES ? `${MAX_WALK_BYTES / 1024 / 1024} MB` : undefined;
  }

  function enqueue(step: Step, markup?: () => string | undefined) {
    const name = nameOf(step.address, card.param);
    if (seen.has(name)) return;
    const why = choice.refusal(step.address, card.param, markup);
    // Another link may lead to the same address without being an action.
    if (why !== undefined) return skipAddress(step, why);
    card.reached.add(name);
    seen.add(name);
    skipped.delete(name);
    if (asked + queue.length >= MAX_PAGES) leave(step, `${MAX_PAGES} pages`);
    else queue.push(step);
  }

  function skipAddress({ address, from }: Pick<Step, 'address' | 'from'>, why: string) {
    const name = nameOf(address, card.param);
    if (!skipped.has(name)) skipped.set(name, { address: name, from: from!, why });
  }

  function leave({ address, from }: Pick<Step, 'address' | 'from'>, after: string) {
    left.push({ address: nameOf(address, card.param), from: from!, why: `after ${after}` });
  }

  async function visit(step: Step) {
    const after = step.isEntry ? undefined : enough();
    if (after !== undefined) return leave(step, after);
    asked++;
    progress.show(`${asked} pages, ${queue.length} to go: ${step.address.pathname}`);
    const exchange = await askServer(step);
    // What the walk itself had no more time for is no fault of the server.
    if (exchange.failure !== undefined && !step.isEntry && performance.now() >= end) return leave(step, enough()!);
    card.exchanges.push(exchange);
    bytes += exchange.body?.length ?? 0;
    if (exchange.location) redirected(step, exchange);
    else if (exchange.isPage && exchange.body) read(step, exchange, exchange.body);
  }

  function redirected(step: Step, exchange: Exchange) {
    const location = withoutPassword(exchange.location!);
    if (!step.isEntry && location.origin !== card.origin) return;
    if (step.behind.length === MAX_REDIRECTS) return void (exchange.failure = 'redirects without end');
    const from = nameOf(exchange.address, card.param);
    const next = { ...step, address: location, from, behind: [...step.behind, from] };
    // The address that LeadDesk opens may be a long way off the card itself; a circle may end with a cookie.
    if (step.isEntry || next.behind.includes(nameOf(location, card.param))) queue.push(next);
    else enqueue(next);
  }

  function read(step: Step, exchange: Exchange, body: Buffer) {
    const { address } = exchange;
    const name = nameOf(address, card.param);
    const text = textOf(body, exchange.headers.get('content-type'));
    // The text is all that is still of use.
    delete exchange.body;
    let page: Page;
    try {
      page = parsePage({ name, text });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      exchange.isPage = false;
      return void (exchange.failure = 'is nested too deeply to be read');
    }
    page.exchange = exchange;
    card.pages.push(page);
    if (step.isEntry) {
      page.isFirst = true;
      card.origin = address.origin;
      card.param = paramOf([page]);
      seen.add(page.source.name);
    }
    for (const frame of framesOf(page)) frames.add(frame);
    const carrying = { param: card.param, value: LEADDESK };
    for (const { address: next, element } of nextAddresses(page, address, carrying, frames)) {
      enqueue(
        {
          address: withoutPassword(next),
          asked: 'page',
          isEntry: false,
          from: page.source.name,
          referrer: address,
          behind: [],
        },
        element && (() => markupRefusal(page, element)),
      );
    }
  }

  try {
    queue.push({ address: entry, asked: 'page', isEntry: true, behind: [] });
    await workThrough(queue, MAX_AT_ONCE, visit);
    refuseUnreachable(card);
    await fetchScripts(card, askServer, MAX_AT_ONCE, (wanted) => {
      const why = choice.scriptRefusal(wanted.address, card.param);
      if (why !== undefined) skipAddress(wanted, why);
      const after =
        why === undefined ? (enough() ?? (++scripts > MAX_SCRIPTS ? `${MAX_SCRIPTS} scripts` : undefined)) : undefined;
      if (after !== undefined) leave(wanted, after);
      progress.show(`script ${wanted.address.pathname}`);
      return why === undefined && after === undefined;
    });
  } finally {
    progress.clear();
  }
  card.mentionsRuntime =
    card.pages.some(({ source, scripts }) => namesRuntime(source.text) || scripts.some(({ runtime }) => runtime)) ||
    card.scripts.some(({ text }) => namesRuntime(text));
  return { card, notes: notesOn(card, [...skipped.values()], left), skipped: [...skipped.values(), ...left] };
}

/** An answer of an error is a finding; none at all, or something that is no page, is not a card. */
function refuseUnreachable({ exchanges, pages, param }: Card): void {
  const last = exchanges.filter(({ isEntry }) => isEntry).at(-1)!;
  if (pages.length || last.status >= 400) return;
  const name = nameOf(last.address, param);
  if (last.failure?.startsWith('has a certificate'))
    throw new UserError(`${name} ${last.failure}. Correct the certificate, or check it all the same: --insecure.`);
  if (last.failure !== undefined && !last.location)
    throw new UserError(
      `${name} ${last.failure}. ${last.status ? 'Correct what its server sends' : 'Start the card, or correct the address'}.`,
    );
  if (!last.location)
    throw new UserError(
      `${name} is no page: it answers with ${last.headers.get('content-type') ?? 'nothing'} (status ${last.status}). Give the address of the card's first page.`,
    );
}

const MAX_LISTED = 20;

function listed(skipped: readonly Skipped[], reason: (one: Skipped) => string): string {
  const texts = skipped.slice(0, MAX_LISTED).map((one) => {
    const { pathname, search } = new URL(one.address);
    return pathname + search + reason(one);
  });
  if (skipped.length > MAX_LISTED) texts.push(`and ${skipped.length - MAX_LISTED} more`);
  return texts.join(', ');
}

function notesOn({ exchanges }: Card, skipped: readonly Skipped[], left: readonly Skipped[]): string[] {
  const untrusted = new Map(
    exchanges.flatMap(({ address, untrusted: why }) => (why === undefined ? [] : [[address.host, why] as const])),
  );
  return [
    ...[...untrusted].map(
      ([host, why]) => `The certificate of ${host} is not trusted (${why}); it was taken all the same.`,
    ),
    ...[...new Set(left.map(({ why }) => why))].map((why) => {
      const those = left.filter((one) => one.why === why);
      return `Stopped ${why}; ${those.length} more addresses were not visited: ${listed(those, () => '')}.`;
    }),
    ...(skipped.length
      ? [
          `Not visited, since they may change something (--follow <glob> visits them): ${listed(skipped, ({ why }) => ` (${why})`)}.`,
        ]
      : []),
  ];
}
