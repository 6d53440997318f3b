/** A row of the log: what was said, what came of it, where and when; opened, all of it. */
import type { Cause, Entry } from '../log.js';
import { make } from './dom.js';

const TAGS: Record<Entry['verdict']['kind'], string> = {
  valid: 'valid',
  'not-a-command': 'no command',
  'not-a-string': 'not a string',
  'not-json': 'not JSON',
  'unknown-action': 'unknown action',
  'bad-params': 'wrong params',
  'not-allowed': 'not allowed',
  ignored: 'ignored',
  undeliverable: 'undeliverable',
  note: 'note',
  problem: 'problem',
};
const CAUSES: Record<Cause, string> = {
  card: 'answer',
  agent: 'agent',
  load: 'page load',
  fire: 'by hand',
  replay: 'replay',
};
const ARROWS = { command: '←', event: '→', note: '·' };
const DIRECTIONS = { command: 'from the card', event: 'to the card', note: 'remark' };
/** Remarks whose name says little to people. */
const REMARKS: Record<string, string> = { page: 'page load', did: 'in the card' };
const SHOWN_PAYLOAD_LENGTH = 300;

/** An entry's name as people read it: names of the protocol as they are, ours in words. */
export function nameOf({ kind, name }: Entry): string {
  if (kind !== 'note') return name || 'message';
  return REMARKS[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function isProblem({ verdict }: Entry): boolean {
  return verdict.kind !== 'valid' && verdict.kind !== 'note';
}

/** Whether an entry only tells that a page of the card loads. */
export function isPageLoad(entry: Entry): boolean {
  return !isProblem(entry) && (entry.kind === 'note' ? entry.name === 'page' : entry.cause === 'load');
}

/** The entry with which a contact begins. */
export function beginsContact({ kind, name }: Entry): boolean {
  return kind === 'note' && name === 'contact';
}

export interface Row {
  readonly element: HTMLElement;
  /** The entries that it shows: one, or a page load with what the host said at it. */
  readonly entries: readonly Entry[];
  /** Whether an entry that follows belongs into this row. */
  takes(entry: Entry): boolean;
  take(entry: Entry): void;
}

export function createRow(first: Entry): Row {
  const entries = [first];
  const quiet = isPageLoad(first);
  const summary = make('summary', { tabIndex: -1 }, ...(quiet ? pageLoad(entries) : said(first)));
  const element = make('li', {}, make('details', {}, summary));
  element.dataset.kind = first.kind;
  element.dataset.verdict = first.verdict.kind;
  if (quiet) element.dataset.quiet = '';
  const details = element.firstElementChild as HTMLDetailsElement;
  // Most rows are never opened: what is inside is made when one is.
  details.addEventListener('toggle', () => details.append(...entries.map(inside)), { once: true });
  details.addEventListener('toggle', () => details.scrollIntoView({ block: 'nearest' }));
  return {
    element,
    entries,
    takes: (entry) => quiet && entry.kind === 'event' && isPageLoad(entry) && entry.page === first.page,
    take(entry) {
      entries.push(entry);
      element.dataset.kind = entry.kind;
      element.dataset.verdict = entry.verdict.kind;
      summary.replaceChildren(...pageLoad(entries));
      if (details.querySelector('dl')) details.append(inside(entry));
    },
  };
}

function said(entry: Entry): HTMLElement[] {
  const { kind, payload, cause, verdict } = entry;
  const arrow = make(
    'span',
    { className: 'arrow', title: DIRECTIONS[kind], role: 'img', ariaLabel: DIRECTIONS[kind] },
    ARROWS[kind],
  );
  const tag = kind === 'event' && cause ? CAUSES[cause] : TAGS[verdict.kind];
  return [
    make(
      'span',
      { className: 'first' },
      arrow,
      make('b', {}, nameOf(entry)),
      ' ',
      make('span', { className: 'tag' }, tag),
    ),
    make('span', { className: 'words' }, verdict.text),
    make(
      'span',
      { className: 'where' },
      time(entry.at),
      pageName(entry.page),
      ...(payload === undefined ? [] : [make('code', {}, payload.slice(0, SHOWN_PAYLOAD_LENGTH))]),
    ),
  ];
}

/** One line, with the names of the events that were sent to the page. */
function pageLoad(entries: readonly Entry[]): HTMLElement[] {
  const { at, page } = entries.at(-1)!;
  const names = entries.filter(({ kind }) => kind === 'event').map(nameOf);
  return [
    make(
      'span',
      { className: 'first' },
      make('span', { className: 'tag' }, 'page load'),
      ' ',
      pageName(page),
      ' ',
      ...(names.length ? [make('b', {}, names.join(', '))] : []),
      ' ',
      time(at, false),
    ),
  ];
}

function pageName(page: string): HTMLElement {
  return make('span', { className: 'page', title: page }, page.replace(/[?#].*$/s, ''));
}

function inside({ page, payload, object }: Entry): HTMLElement {
  const facts = make('dl', {}, make('dt', {}, 'Page'), make('dd', {}, page || 'unknown'));
  if (payload !== undefined) {
    facts.append(make('dt', {}, object ? 'Object' : 'String'), make('dd', {}, make('pre', {}, pretty(payload))));
  }
  return facts;
}

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** `09:05:03.040`, in the agent's time. */
function time(at: number, precise = true): HTMLElement {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const text = precise ? `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}` : seconds;
  return make('time', { dateTime: date.toISOString() }, text);
}
