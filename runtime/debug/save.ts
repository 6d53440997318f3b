/**
 * The tab's log, to be saved from the panel: all that host and card have said to each other since the panel was opened,
 * on every page. The simulator replays it, so a real LeadDesk teaches the simulated one. Its format is the simulator's.
 */
import { kept } from '../carry.js';
import { ofDocument } from '../dom.js';
import { origin } from '../host.js';
import { valueOf } from '../query.js';
import { MAX_ENTRIES, type Message, messages } from './log.js';
import { createAliases } from './redact.js';
import { sourceInWords } from './source.js';

/** What the simulator's log has of one message, or of the beginning of a page. */
export interface Entry {
  at: number;
  kind: 'command' | 'event' | 'note';
  name: string;
  page: string;
  payload?: string;
  object?: boolean;
  verdict: { kind: 'valid' | 'note' | 'problem'; text: string };
}

/** Key in the tab's storage. Where that is blocked, only this page is saved. */
const KEY = 'ld_debug_log';
const MAX_STORED_LENGTH = 1000000;

const began = Date.now();

/** Has the next pages of the tab go on with the log of this one. */
export function keepLog(): void {
  addEventListener('pagehide', () => {
    try {
      const text = JSON.stringify(entries());
      if (text.length < MAX_STORED_LENGTH) sessionStorage[KEY] = text;
    } catch (_) {}
  });
}

/** Forgets what earlier pages have left. */
export function forgetLog(): void {
  earlier = [];
  try {
    sessionStorage.removeItem(KEY);
  } catch (_) {}
}

/**
 * The log as a file. @param isWhole with phone numbers, names and ids as they are; else each is replaced by an alias.
 */
export function logFile(isWhole: boolean): string {
  const { alias, aliasText, page } = createAliases(isWhole);
  const contact: Record<string, string> = {};
  kept.forEach((parameters, name) => {
    const [first] = parameters.split('&');
    if (name !== 'ld_debug' && first) contact[name] = String(alias(valueOf(first)));
  });
  const redacted = entries().map((entry, index) => ({
    id: index + 1,
    ...entry,
    page: page(entry.page),
    ...(entry.payload !== undefined && { payload: aliasText(entry.payload) }),
  }));
  const file = {
    format: 'leaddesk-card-log',
    version: 2,
    contact,
    hostOrigin: origin,
    cardOrigin: location.origin,
    entries: redacted,
  };
  return JSON.stringify(file, null, 2);
}

let earlier: Entry[] | undefined;

/** Those of earlier pages, then those of this one. */
function entries(): Entry[] {
  earlier = earlier || stored();
  const page = location.pathname + location.search;
  const referrer: string = ofDocument('referrer');
  const known = origin ? `The host is ${origin}, known from ${sourceInWords()}.` : 'The host is not known.';
  // Of a referrer, the origin is enough: the rest may name the contact.
  const from = referrer ? `The referrer is of ${referrer.split('/').slice(0, 3).join('/')}.` : 'There is no referrer.';
  const first: Entry = {
    at: began,
    kind: 'note',
    name: 'page',
    page,
    verdict: { kind: 'note', text: `${known} ${from}` },
  };
  const now = messages
    .slice()
    .reverse()
    .map((message) => entryOf(message, page));
  return earlier.concat(first, now).slice(-MAX_ENTRIES);
}

function entryOf({ at, way, text, object, verdict, tone }: Message, page: string): Entry {
  const { action, type } = Object(parsed(text));
  return {
    at: at.getTime(),
    kind: way === 'out' ? 'command' : typeof type === 'string' ? 'event' : 'note',
    name: String(action || type || 'message'),
    page,
    payload: text,
    ...(object && { object }),
    verdict: {
      kind: tone === 'bad' ? 'problem' : way === 'in' && typeof type !== 'string' ? 'note' : 'valid',
      text: verdict,
    },
  };
}

function stored(): Entry[] {
  try {
    const list = JSON.parse(sessionStorage[KEY]);
    return Array.isArray(list) ? list : [];
  } catch (_) {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (_) {
    return undefined;
  }
}
