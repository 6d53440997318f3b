/** The log, newest last. Only its latest rows are in the document, so that it stays quick at any length. */
import { type Cause, type Entry, MAX_ENTRIES, MAX_LOG_CHARACTERS, sizeOf } from '../log.js';
import { byId, make, setText } from './dom.js';

/** How many rows are in the document at first, and how many more each time that earlier ones are asked for. */
const ROWS = 200;

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

export interface LogView {
  add(entries: readonly Entry[]): void;
  clear(): void;
  /** Shows only entries that fit. */
  filter(fits: (entry: Entry) => boolean): void;
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
  /** How many entries fit, in total. */
  let fitting = 0;
  let rows = ROWS;
  let scheduled = false;

  earlier.onclick = () => {
    rows += ROWS;
    redraw();
  };

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
    const fresh = waiting.filter(fits);
    waiting = [];
    fitting += fresh.length;
    list.append(...fresh.slice(-rows).map(row));
    while (list.children.length > rows) list.firstChild!.remove();
    showCounts();
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  }

  function redraw() {
    waiting = entries;
    fitting = 0;
    list.replaceChildren();
    draw();
  }

  function showCounts() {
    const hidden = fitting - list.children.length;
    earlier.hidden = hidden <= 0;
    setText(earlier, `Show ${Math.min(hidden, ROWS)} earlier of ${hidden}`);
    setText(byId('log-count'), fitting === entries.length ? `${fitting}` : `${fitting} of ${entries.length}`);
    byId('log-empty').hidden = fitting > 0;
    setText(byId('log-empty'), entries.length ? 'Nothing fits the filter.' : 'Nothing was said yet.');
  }

  return {
    get entries() {
      return entries;
    },
    add(more) {
      for (const entry of more) {
        entries.push(entry);
        waiting.push(entry);
        size += sizeOf(entry);
      }
      // In a hidden tab nothing is drawn, and what waits has to be let go as well.
      if (entries.length > MAX_ENTRIES * 1.25 || size > MAX_LOG_CHARACTERS) {
        entries = latest(entries);
        size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
        waiting = entries.slice();
        fitting = 0;
        list.replaceChildren();
      }
      drawSoon();
    },
    clear() {
      entries = [];
      size = 0;
      rows = ROWS;
      redraw();
    },
    filter(condition) {
      fits = condition;
      rows = ROWS;
      redraw();
    },
  };
}

/** The latest entries, with some room for more. */
function latest(entries: readonly Entry[]): Entry[] {
  let room = MAX_LOG_CHARACTERS * 0.75;
  let from = entries.length;
  while (from > Math.max(entries.length - MAX_ENTRIES, 0) && (room -= sizeOf(entries[from - 1]!)) >= 0) from--;
  return entries.slice(from);
}

function row(entry: Entry): HTMLElement {
  const { kind, name, page, payload, object, cause, verdict } = entry;
  const summary = make(
    'summary',
    {},
    make('time', { dateTime: new Date(entry.at).toISOString() }, time(entry.at)),
    make('span', { className: 'arrow', title: DIRECTIONS[kind], ariaLabel: DIRECTIONS[kind] }, ARROWS[kind]),
    make(
      'span',
      { className: 'what' },
      make('b', {}, name),
      ' ',
      make('span', { className: 'page', title: page }, page.replace(/[?#].*$/s, '')),
    ),
    make('span', { className: 'tag' }, kind === 'event' && cause ? CAUSES[cause] : TAGS[verdict.kind]),
    ...(payload === undefined ? [] : [make('code', {}, payload.slice(0, 300))]),
    make('span', { className: 'words' }, verdict.text),
  );
  const item = make('li', {}, make('details', {}, summary));
  item.dataset.kind = kind;
  item.dataset.verdict = verdict.kind;
  // Most rows are never opened: what is inside is made when one is.
  const details = item.firstElementChild!;
  details.addEventListener('toggle', () => details.append(inside()), { once: true });
  details.addEventListener('toggle', () => details.scrollIntoView({ block: 'nearest' }));
  return item;

  function inside() {
    const facts = make('dl', {}, make('dt', {}, 'Page'), make('dd', {}, page || 'unknown'));
    if (payload !== undefined) {
      facts.append(make('dt', {}, object ? 'Object' : 'String'), make('dd', {}, make('pre', {}, pretty(payload))));
    }
    return facts;
  }
}

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** `09:05:03.040`, in the agent's time. */
function time(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
