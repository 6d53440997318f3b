/** Makes a session: the thin edge around `step`. */

import { randomUUID } from 'node:crypto';
import { parseJson } from '../shared/json.js';
import { fillAddress } from './address.js';
import type { AgentAction } from './agent.js';
import { createClients } from './clients.js';
import { contactTitle } from './contacts.js';
import { type Input, step } from './host.js';
import { type Cause, createLog, cut } from './log.js';
import type { LogFile } from './log-file.js';
import type { HostEvent } from './outcome.js';
import { originOf, pathOf, referrerFacts } from './pages.js';
import { createPostbox } from './postbox.js';
import { behaviorOf } from './presets.js';
import { replay } from './replay.js';
import { createScenarioBar } from './scenario/bar.js';
import { inWords } from './scenario/in-words.js';
import type { Act, Happening, Session, SessionOptions } from './session.js';
import { openContact } from './state.js';
import { watchUndelivered } from './undelivered.js';
import { actionOf } from './validate.js';
import type { Progress, View } from './wire.js';

/** How long a page that has loaded may take to report that it began to. */
const REPORT_TIMEOUT_MS = 1000;

/** How much of the log a page is given at once, in characters of payload. */
const MAX_LOG_BATCH = 2_000_000;

export function createSession(options: SessionOptions): Session {
  let { address, presets = [] } = options;
  let behavior = behaviorOf(presets);
  let state = openContact(options.contact, behavior.listens);
  let page = pathOf(fillAddress(address, state.contact));
  /** What `document.referrer` says in the page that is shown. */
  let facts = '';
  /** What is wrong with the page that is shown, and with the one that is on its way. */
  let troubles: string[] = [];
  let coming: string[] = [];
  /** Whether the page that is shown, or the one on its way, tells only of an error. */
  let isErrorPage = false;
  let isErrorComing = false;
  let problem: string | null = null;
  /** Pages that have loaded since the card was opened, and whether the one that loads now has reported. */
  let loads = 0;
  /** How often the card has been told to load since it was opened. */
  let openings = 1;
  let hasReported = false;
  /** Loads whose page has not reported yet, as what goes on when it has. */
  const unreported = new Set<() => void>();
  let replaying: AbortController | null = null;
  let progress: Progress | null = null;
  /** Pages without the runtime: that is said once of each. */
  const without = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<(happening: Happening) => void>();
  const happened = (happening: Happening) => watchers.forEach((listener) => listener(happening));
  const clients = createClients();
  const postbox = createPostbox(clients);
  const log = createLog((entry) => {
    clients.log(entry);
    happened(entry);
  });
  const undelivered = watchUndelivered((text, on) => {
    log.add({
      kind: 'command',
      name: actionOf(parseJson(text)) ?? '',
      page: on,
      payload: cut(text),
      verdict: {
        kind: 'undeliverable',
        text: `Made here, but it did not arrive: it was not posted, or aimed at another origin than the host's. ${facts}`.trim(),
      },
    });
  });

  const view = (): View => ({
    state,
    address,
    filled: fillAddress(address, state.contact),
    presets,
    home: options.home(behavior),
    sandbox: behavior.sandbox,
    observed: session.isObserved,
    problem,
    troubles,
    permissions: behavior.permissions,
    replay: progress,
  });
  const showView = () => clients.tell({ kind: 'view', view: view() });

  /** At once, or after the host's delay. */
  function later(act: () => void) {
    if (!behavior.delay) return act();
    after(behavior.delay, act);
  }

  function after(milliseconds: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
    return timer;
  }

  function take(input: Input) {
    const before = state;
    const { state: next, events, verdict } = step(state, input, Date.now());
    state = next;
    if (next !== before) showView();
    return { events, verdict };
  }

  function post(events: readonly HostEvent[], cause: Cause, text: string, more: PostOptions = {}): Promise<unknown> {
    const object = behavior.eventsAs === 'object';
    return Promise.all(
      events.map((event) => {
        const payload = JSON.stringify(event);
        const entry = log.add({
          kind: 'event',
          name: event.type,
          page,
          payload,
          object,
          cause,
          ...(more.agent && { agent: more.agent }),
          verdict: { kind: 'valid', text },
        });
        return postbox.post(entry.id, object ? event : payload, more.to);
      }),
    );
  }

  function act(input: Input, cause: Cause): Act {
    const { events, verdict } = take(input);
    const posted = new Promise<void>((resolve) => {
      if (!events.length) resolve();
      else
        later(
          () =>
            void post(events, cause, verdict.text, input.kind === 'agent' ? { agent: input.action } : {}).then(() =>
              resolve(),
            ),
        );
    });
    if (!events.length && verdict.kind === 'valid' && input.kind === 'agent') session.note(input.action, verdict.text);
    return { verdict, posted };
  }

  function showComing() {
    isErrorPage = isErrorComing;
    isErrorComing = false;
    if (!troubles.length && !coming.length) return;
    troubles = coming;
    coming = [];
    showView();
  }

  function loaded(client: string) {
    loads++;
    if (!options.observed && loads > 1) page = `page ${loads} (address unknown)`;
    if (!hasReported) showComing();
    if (options.observed && !hasReported) session.saw('frame', SILENT);
    hasReported = false;
    if (openings < behavior.loads) {
      openings++;
      clients.tell({ kind: 'open' }, client);
    }
    later(() => {
      const { events, verdict } = take({ kind: 'load' });
      void post(events, 'load', verdict.text, { to: client }).then(() => happened(null));
    });
  }

  function openCard() {
    page = pathOf(view().filled);
    facts = '';
    openings = 1;
    loads = 0;
    hasReported = false;
    unreported.clear();
    clients.tell({ kind: 'open' });
    session.note('contact', contactTitle(state.contact));
  }

  const session: Session = {
    id: randomUUID(),
    get state() {
      return state;
    },
    get behavior() {
      return behavior;
    },
    get home() {
      return options.home(behavior);
    },
    get cardUrl() {
      return view().filled;
    },
    get address() {
      return address;
    },
    get presets() {
      return presets;
    },
    get log() {
      return log.entries;
    },
    get logFile(): LogFile {
      return {
        format: 'leaddesk-card-log',
        version: 2,
        contact: state.contact,
        address,
        presets,
        hostOrigin: new URL(options.home(behavior)).origin,
        cardOrigin: originOf(view().filled),
        entries: log.entries,
      };
    },
    get page() {
      return page;
    },
    get problem() {
      return problem;
    },
    isObserved: options.observed ?? false,
    get scenarios() {
      return scenarios;
    },
    get isReady() {
      return loads >= behavior.loads && clients.size > 0;
    },

    agent(action, id) {
      const result = act(id === undefined ? { kind: 'agent', action } : { kind: 'agent', action, id }, 'agent');
      if (action === 'open') openCard();
      return result;
    },
    fire: (type, data, cause = 'fire') =>
      act(data === undefined ? { kind: 'fire', type } : { kind: 'fire', type, data }, cause),
    open(contact, newAddress) {
      address = newAddress;
      state = openContact(contact, behavior.listens);
      showView();
      openCard();
    },
    setPresets(names) {
      scenarios.close();
      presets = names;
      behavior = behaviorOf(names);
      state = { ...state, listens: behavior.listens };
      showView();
    },
    setProblem(text) {
      problem = text;
      showView();
      session.note(
        'sources',
        text ?? 'The card can be built again, and its types are right.',
        text === null ? 'note' : 'problem',
      );
    },
    clearLog() {
      log.clear();
      clients.tell({ kind: 'cleared' });
    },
    async replay(file) {
      replaying?.abort();
      const own = (replaying = new AbortController());
      // The log grows while it is replayed.
      const log = file ?? { ...session.logFile, entries: session.log.slice() };
      await replay(session, log, own.signal, (now) => {
        progress = now;
        showView();
      });
      if (replaying !== own) return;
      replaying = progress = null;
      showView();
    },
    stopReplay: () => replaying?.abort(),
    saw(name, text) {
      if (troubles.includes(text)) return;
      session.note(name, text, 'problem');
      troubles = [...troubles, text].slice(-MAX_TROUBLES);
      showView();
    },
    answerSaw(name, text) {
      if (name === 'answer') isErrorComing = true;
      session.note(name, text, 'problem');
      coming = [...coming, text].slice(-MAX_TROUBLES);
    },
    pageScripts({ hasRuntime, addresses }) {
      if (isErrorPage) return;
      const known = addresses.map((address) => options.hasRuntime?.(address));
      if (hasRuntime || known.includes(true)) facts = '';
      else if (!known.includes(undefined) && !without.has(page)) {
        if (without.size < MAX_PAGES) without.add(page);
        session.saw('runtime', `${WITHOUT} ${facts}`.trim());
      }
    },
    did(action) {
      const payload = JSON.stringify(action);
      log.add({
        kind: 'note',
        name: 'did',
        page,
        payload: cut(payload),
        verdict: { kind: 'note', text: inWords(action) },
      });
    },
    note: (name, text, kind = 'note') => void log.add({ kind: 'note', name, page, verdict: { kind, text } }),

    message(text, object) {
      undelivered.arrived(text);
      const from = page;
      later(() => {
        const value = parseJson(text);
        const { events, verdict } = take({ kind: 'message', data: object ? value : text });
        log.add({
          kind: 'command',
          name: actionOf(value) ?? 'message',
          page: from,
          payload: cut(text),
          object,
          verdict,
        });
        void post(events, 'card', verdict.text);
      });
    },
    pageBegan(url, referrer) {
      page = pathOf(url);
      facts = referrerFacts(url, referrer);
      hasReported = true;
      showComing();
      session.note('page', 'A page of the card has begun to load.');
      const [first] = unreported;
      first?.();
    },
    loaded(client) {
      if (!options.observed || hasReported) return loaded(client);
      // The page reports and its frame loads in two processes: the second may be heard first.
      const go = () => {
        if (!unreported.delete(go)) return;
        clearTimeout(timer);
        loaded(client);
      };
      const timer = after(REPORT_TIMEOUT_MS, go);
      unreported.add(go);
    },
    made: (text) => undelivered.made(text, page),
    posted: postbox.posted,

    connect(id, client, again) {
      const disconnect = clients.add(id, client);
      clients.tell({ kind: 'hello', session: session.id }, id);
      clients.tell({ kind: 'view', view: view() }, id);
      session.catchUp(id);
      scenarios.show(id);
      if (!again) clients.tell({ kind: 'open' }, id);
      return () => {
        disconnect();
        if (!clients.size) postbox.abandon();
      };
    },
    catchUp(client) {
      clients.tell({ kind: 'cleared' }, client);
      clients.tell({ kind: 'log', entries: log.latest(MAX_LOG_BATCH) }, client);
    },
    tell: (message) => clients.tell(message),
    watch(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    close() {
      replaying?.abort();
      scenarios.close();
      undelivered.close();
      timers.forEach(clearTimeout);
      postbox.abandon();
    },
  };
  const scenarios = createScenarioBar(session, clients, () => options.scenarios?.() ?? []);
  return session;
}

interface PostOptions {
  /** The page that is told; when absent: all. */
  to?: string;
  /** What the agent did. */
  agent?: AgentAction;
}

/** How much is said of one page in the frame's place. */
const MAX_TROUBLES = 5;
/** How many pages are remembered of which something has been said. */
const MAX_PAGES = 1000;

const WITHOUT =
  'This page does not have the runtime (ld.js): after a link or a form the next page does not know LeadDesk any more, ' +
  'unless the card passes its origin on by itself.';

const SILENT =
  'The frame has loaded, but no page of the card in it. It may be no HTML page, or one that refuses to be framed ' +
  '(X-Frame-Options, or frame-ancestors in its Content-Security-Policy).';
