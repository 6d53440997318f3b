/** The log, newest last. Only its latest rows are in the document, so that it stays quick at any length. */
import { type Entry, MAX_ENTRIES, MAX_LOG_CHARACTERS, sizeOf } from '../log.js';
import { byId, make, setText } from './dom.js';
import { beginsContact, createRow, isPageLoad, isProblem, type Row } from './log-row.js';

/** How many rows are in the document at first, and how many more each time that earlier ones are asked for. */
const ROWS = 200;

/** What to do first, while nothing has been said but page loads. */
const FIRST_STEPS: [string, string][] = [
  ['Press Dial', ', then Answer: the card hears each change of the call.'],
  ['Use the card', ': each command that it sends is listed here, with what LeadDesk would do.'],
  ['Open a row', ' to see its page and its message in full.'],
];

export interface LogView {
  add(entries: readonly Entry[]): void;
  clear(): void;
  /** Shows only entries that fit. */
  filter(fits: (entry: Entry) => boolean): void;
  /** The contact that is open, for entries from before the log knew of it. */
  showContact(title: string): void;
  readonly entries: readonly Entry[];
}

export function createLogView(): LogView {
  const scroll = byId('log-scroll');
  const list = byId('log');
  const earlier = byId('log-earlier');
  let entries: Entry[] = [];
  let fits: (entry: Entry) => boolean = () => true;
  let size = 0;
  /** Entries that are not drawn yet. */
  let waiting: Entry[] = [];
  let drawn: Row[] = [];
  /** How many entries fit, in total. */
  let fitting = 0;
  let problems = 0;
  let contacts = 0;
  /** Whether all that fits are page loads. */
  let isQuiet = true;
  let rows = ROWS;
  let scheduled = false;
  let contact = '';
  /** The heading of the next section; `null`: rows go on in the last one. */
  let heading: string | null = '';

  earlier.onclick = () => {
    rows += ROWS;
    redraw();
  };
  list.addEventListener('keydown', moveByKey);
  list.addEventListener('focusin', ({ target }) => makeTabStop(target as HTMLElement));
  byId('log-empty').append(
    make('p', {}),
    make('ol', {}, ...FIRST_STEPS.map(([what, why]) => make('li', {}, make('b', {}, what), why))),
  );

  /** Once a frame at most: a burst of messages is one change of the document. */
  function drawSoon() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw();
    });
  }

  function draw() {
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
    const fresh = waiting.filter((entry) => beginsContact(entry) || fits(entry));
    const skipped = fresh.length - rows;
    waiting = [];
    fresh.forEach((entry, index) => {
      if (beginsContact(entry)) {
        heading = entry.verdict.text;
        return;
      }
      fitting++;
      if (!isPageLoad(entry)) isQuiet = false;
      if (index >= skipped) append(entry);
    });
    for (const row of drawn.splice(0, drawn.length - rows)) removeRow(row);
    if (drawn.length && !list.querySelector('summary[tabindex="0"]')) makeTabStop(summaryOf(drawn.at(-1)!));
    showCounts();
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  }

  function append(entry: Entry) {
    if (heading !== null) {
      const text = make('h3', {}, heading);
      text.hidden = !heading;
      list.append(make('section', {}, text, make('ol')));
      heading = null;
    } else if (drawn.at(-1)?.takes(entry)) return drawn.at(-1)!.take(entry);
    const row = createRow(entry);
    list.lastElementChild!.lastElementChild!.append(row.element);
    drawn.push(row);
  }

  function removeRow({ element }: Row) {
    const section = element.closest('section')!;
    element.remove();
    if (!section.querySelector('li')) section.remove();
  }

  function redraw() {
    waiting = entries;
    fitting = 0;
    isQuiet = true;
    drawn = [];
    heading = contacts ? '' : contact;
    list.replaceChildren();
    draw();
  }

  function showCounts() {
    const hidden = fitting - drawn.reduce((sum, row) => sum + row.entries.length, 0);
    earlier.hidden = hidden <= 0;
    setText(earlier, `Show ${Math.min(hidden, ROWS)} earlier of ${hidden}`);
    const total = entries.length - contacts;
    setText(byId('log-count'), fitting === total ? `${fitting}` : `${fitting} of ${total}`);
    // Rows can be focused, and scroll with it.
    if (drawn.length) scroll.removeAttribute('tabindex');
    else scroll.tabIndex = 0;
    byId('log-problems').hidden = !problems;
    setText(byId('log-problems'), problems === 1 ? '1 problem' : `${problems} problems`);
    const isFiltered = fitting < total;
    const empty = byId('log-empty');
    empty.hidden = isFiltered ? fitting > 0 : !isQuiet;
    setText(empty.querySelector('p')!, isFiltered ? 'Nothing fits the filter.' : 'What to do first:');
    empty.querySelector('ol')!.hidden = isFiltered;
  }

  function count(added: readonly Entry[]) {
    for (const entry of added) {
      size += sizeOf(entry);
      if (isProblem(entry)) problems++;
      if (beginsContact(entry)) contacts++;
    }
  }

  /** The rows are one stop of the Tab key: this one. */
  function makeTabStop(summary: HTMLElement) {
    if (!summary.matches('summary')) return;
    list.querySelector('summary[tabindex="0"]')?.setAttribute('tabindex', '-1');
    summary.tabIndex = 0;
  }

  /** Up, Down, Home and End go from row to row; Right and Left open and close one. */
  function moveByKey(event: KeyboardEvent) {
    const summary = event.target as HTMLElement;
    if (!summary.matches('summary') || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = drawn.findIndex((row) => summaryOf(row) === summary);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: drawn.length - 1 }[event.key];
    const open = { ArrowRight: true, ArrowLeft: false }[event.key];
    if (to === undefined && open === undefined) return;
    event.preventDefault();
    if (open !== undefined) (summary.parentElement as HTMLDetailsElement).open = open;
    else if (drawn[to!]) summaryOf(drawn[to!]!).focus();
  }

  return {
    get entries() {
      return entries;
    },
    add(more) {
      for (const entry of more) {
        entries.push(entry);
        waiting.push(entry);
      }
      count(more);
      // In a hidden tab nothing is drawn, and what waits has to be let go as well.
      if (entries.length > MAX_ENTRIES * 1.25 || size > MAX_LOG_CHARACTERS) {
        entries = latest(entries);
        size = problems = contacts = 0;
        count(entries);
        waiting = entries.slice();
        fitting = 0;
        drawn = [];
        heading = '';
        list.replaceChildren();
      }
      drawSoon();
    },
    clear() {
      entries = [];
      size = problems = contacts = 0;
      rows = ROWS;
      redraw();
    },
    filter(condition) {
      fits = condition;
      rows = ROWS;
      redraw();
    },
    showContact(title) {
      contact = title;
      if (!entries.length) heading = title;
    },
  };
}

function summaryOf({ element }: Row): HTMLElement {
  return element.querySelector('summary')!;
}

/** The latest entries, with some room for more. */
function latest(entries: readonly Entry[]): Entry[] {
  let room = MAX_LOG_CHARACTERS * 0.75;
  let from = entries.length;
  while (from > Math.max(entries.length - MAX_ENTRIES, 0) && (room -= sizeOf(entries[from - 1]!)) >= 0) from--;
  return entries.slice(from);
}
