/** One agent at work: the host's state, its log, the pages that show it. The thin edge around `step`. */
import type { Id } from '../../runtime/protocol.js';
import type { AgentAction } from './agent.js';
import { fillAddress } from './address.js';
import { createClients, type Client } from './clients.js';
import { step, type Input } from './host.js';
import { actionOf, type Verdict } from './judge.js';
import { cut, LOG_LIMIT, type Cause, type Entry } from './log.js';
import type { HostEvent } from './outcome.js';
import { conductOf, type Conduct, type PresetName } from './presets.js';
import { pathOf, referrerFacts } from './pages.js';
import { replay } from './replay.js';
import { openContact, type Contact, type HostState } from './state.js';
import { watchUndelivered } from './undelivered.js';
import type { Report, ToPage, View } from './wire.js';

export interface SessionOptions {
  /** The card's address, with placeholders. */
  address: string;
  contact: Contact;
  presets?: readonly PresetName[];
  /** Whether the card's pages report to us. */
  observed?: boolean;
  /** The host's page under a conduct. */
  home(conduct: Conduct): string;
}

export interface Session {
  readonly state: HostState;
  readonly conduct: Conduct;
  readonly log: readonly Entry[];
  /** The card's page, as path and query, as far as it is known. */
  readonly page: string;
  /** Whether a page of the card has loaded in an open host page. */
  readonly isReady: boolean;
  /** Takes what a page reports. @param client the page. */
  report(report: Report, client: string): void;
  agent(action: AgentAction, id?: Id): { verdict: Verdict; posted: Promise<void> };
  fire(type: string, data?: unknown, cause?: Cause): { verdict: Verdict; posted: Promise<void> };
  /** Connects a page; returns the function that disconnects it. */
  connect(id: string, client: Client): () => void;
  /** Tells all pages something. */
  tell(message: ToPage): void;
  note(name: string, text: string, kind?: 'note' | 'problem'): void;
  /** Calls back at each new entry, and at each load; returns the function that ends it. */
  watch(listener: (entry: Entry | null) => void): () => void;
  close(): void;
}

/** How much of a new page's log it is given at once. */
const RECENT = 2000;

export function createSession(options: SessionOptions): Session {
  let { address, presets = [] } = options;
  let conduct = conductOf(presets);
  let state = openContact(options.contact, conduct.listens);
  let log: Entry[] = [];
  let nextEntry = 1;
  let page = '';
  let pageFacts = '';
  let loads = 0;
  let isReady = false;
  let closed = false;
  const clients = createClients();
  const watchers = new Set<(entry: Entry | null) => void>();
  const posted = new Map<number, () => void>();
  const timers = new Set<NodeJS.Timeout>();
  const undelivered = watchUndelivered((text) => {
    add('command', actionOf(JSON.parse(text)) ?? '', { kind: 'undeliverable', text: `Made here, but it did not arrive: it was not posted, or aimed at another origin than the host's. ${pageFacts}` }, { payload: cut(text) });
  });

  const view = (): View => ({
    state,
    address,
    filled: fillAddress(address, state.contact),
    presets,
    home: options.home(conduct),
    sandbox: conduct.sandbox,
    observed: options.observed ?? false,
  });

  function add(kind: Entry['kind'], name: string, verdict: Entry['verdict'], more: Partial<Entry> = {}): Entry {
    const entry: Entry = { id: nextEntry++, at: Date.now(), kind, name, page, verdict, ...more };
    log.push(entry);
    // Rarely and much at once: shifting one by one would cost as much as the log is long.
    if (log.length > LOG_LIMIT * 1.25) log = log.slice(-LOG_LIMIT);
    clients.log(entry);
    for (const listener of watchers) listener(entry);
    return entry;
  }

  /** After the host's delay, if it has one. */
  function later(act: () => void) {
    if (!conduct.delay) return act();
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, conduct.delay);
    timers.add(timer);
  }

  function take(input: Input) {
    const before = state;
    const { state: next, events, verdict } = step(state, input, Date.now());
    state = next;
    if (before !== next) clients.tell({ kind: 'view', view: view() });
    return { events, verdict };
  }

  function post(event: HostEvent, cause: Cause, text: string, to?: string): Promise<void> {
    const json = JSON.stringify(event);
    const object = conduct.eventsAs === 'object';
    const entry = add('event', event.type, { kind: 'valid', text }, { payload: json, cause, object });
    clients.tell({ kind: 'post', id: entry.id, data: object ? event : json }, to);
    return new Promise((resolve) => posted.set(entry.id, resolve));
  }

  /** The events of an input, late if the host is. */
  function postAll(events: readonly HostEvent[], cause: Cause, text: string, to?: string): Promise<void> {
    return new Promise((resolve) => {
      if (!events.length) return resolve();
      later(() => resolve(Promise.all(events.map((event) => post(event, cause, text, to))).then(() => {})));
    });
  }

  function message(text: string, object: boolean) {
    undelivered.arrived(text);
    later(() => {
      const data = object ? parsed(text) : text;
      const { events, verdict } = take({ kind: 'message', data });
      add('command', actionOf(object ? data : parsed(text)) ?? 'message', verdict, { payload: cut(text), object });
      for (const event of events) post(event, 'card', verdict.text);
    });
  }

  function agent(action: AgentAction, id?: Id) {
    const { events, verdict } = take(id === undefined ? { kind: 'agent', action } : { kind: 'agent', action, id });
    if (verdict.kind === 'valid' && !events.length) add('note', action, { kind: 'note', text: verdict.text });
    const done = postAll(events, 'agent', verdict.text);
    if (action === 'open' && verdict.kind === 'valid') open();
    return { verdict, posted: done };
  }

  function fire(type: string, data?: unknown, cause: Cause = 'fire') {
    const { events, verdict } = take(data === undefined ? { kind: 'fire', type } : { kind: 'fire', type, data });
    return { verdict, posted: postAll(events, cause, verdict.text) };
  }

  function open() {
    loads = 0;
    isReady = false;
    page = pathOf(view().filled);
    pageFacts = '';
    clients.tell({ kind: 'open' });
  }

  function loaded(client: string) {
    loads++;
    if (!options.observed && loads > 1) page = `page ${loads} (address unknown)`;
    later(() => {
      const { events, verdict } = take({ kind: 'load' });
      for (const event of events) post(event, 'load', verdict.text, client);
      isReady = true;
      for (const listener of watchers) listener(null);
    });
  }

  function parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  const session: Session = {
    get state() {
      return state;
    },
    get conduct() {
      return conduct;
    },
    get log() {
      return log;
    },
    get page() {
      return page;
    },
    get isReady() {
      return isReady && clients.size > 0;
    },
    agent,
    fire,
    tell: (sent) => clients.tell(sent),
    note: (name, text, kind = 'note') => void add('note', name, { kind, text }),
    connect(id, client) {
      const disconnect = clients.add(id, client);
      if (!page) page = pathOf(view().filled);
      clients.tell({ kind: 'view', view: view() }, id);
      clients.tell({ kind: 'log', entries: log.slice(-RECENT) }, id);
      clients.tell({ kind: 'open' }, id);
      return disconnect;
    },
    watch(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    report(report, client) {
      if (closed) return;
      switch (report.kind) {
        case 'message':
          return message(report.text, report.object ?? false);
        case 'page':
          page = pathOf(report.url);
          pageFacts = referrerFacts(report.url, report.referrer);
          return session.note('page', pageFacts);
        case 'load':
          return loaded(client);
        case 'made':
          return undelivered.made(report.text);
        case 'error':
          return session.note('script error', report.text, 'problem');
        case 'dropped':
          return session.note('too many messages', `${report.count} messages came faster than they can be shown and were dropped.`, 'problem');
        case 'posted':
          posted.get(report.id)?.();
          return void posted.delete(report.id);
        case 'agent':
          return void agent(report.action, report.id);
        case 'fire':
          return void fire(report.type, report.data);
        case 'contact':
          address = report.address;
          state = openContact(report.contact, conduct.listens);
          clients.tell({ kind: 'view', view: view() });
          return open();
        case 'presets':
          presets = report.presets;
          conduct = conductOf(presets);
          state = { ...state, listens: conduct.listens };
          return clients.tell({ kind: 'view', view: view() });
        case 'clear':
          log = [];
          return clients.tell({ kind: 'cleared' });
        case 'replay':
          return void replay(session, report.file);
      }
    },
    close() {
      closed = true;
      undelivered.close();
      timers.forEach(clearTimeout);
    },
  };
  return session;
}
