/** Conditions: ways in which a LeadDesk, its browser or its set-up can differ from what a card was tried with. */

/** How the host treats its card. */
export interface HostBehavior {
  /** Path of the host's page. LeadDesk's contains its release. */
  readonly path: string;
  /** The name under which the host is opened; `null`: the usual one. */
  readonly hostname: string | null;
  /** What the host's page tells the card of its address, as a referrer policy. */
  readonly referrerPolicy: '' | 'no-referrer' | 'unsafe-url';
  /** The frame has an opaque origin. */
  readonly sandbox: boolean;
  /** The card may not use storage, as where third-party cookies are blocked. */
  readonly blocksStorage: boolean;
  /** The agent's UI mode is one that has the host listen to cards. */
  readonly listens: boolean;
  readonly eventsAs: 'string' | 'object';
  /** The frame is granted what LeadDesk grants: clipboard, microphone, autoplay. */
  readonly permissions: boolean;
  /** Requests of the card to this machine and its network are refused. */
  readonly blocksLocalNetwork: boolean;
  /** How often the card is loaded when it is opened. */
  readonly loads: number;
  /** How late the host acts and answers, in ms. */
  readonly delay: number;
}

/** The ordinary host. Ours: events are strings, as commands are; LeadDesk's page shows neither form. */
export const ORDINARY: HostBehavior = {
  path: '/',
  hostname: null,
  referrerPolicy: '',
  sandbox: false,
  blocksStorage: false,
  listens: true,
  eventsAs: 'string',
  permissions: true,
  blocksLocalNetwork: false,
  loads: 1,
  delay: 0,
};

interface Preset {
  /** Its name in the page. */
  readonly label: string;
  /** What differs, and what a card should do about it. */
  readonly text: string;
  readonly behavior: Partial<HostBehavior>;
}

const table = {
  'no-referrer': {
    label: 'No referrer',
    text: 'The host hides its address: document.referrer is empty on every first page.',
    behavior: { referrerPolicy: 'no-referrer' },
  },
  'release-path': {
    label: 'Release path',
    text: 'The host lives under /r79.6/ and spills its whole address. Only its origin is stable.',
    behavior: { path: '/r79.6/', referrerPolicy: 'unsafe-url' },
  },
  sandbox: {
    label: 'Sandboxed frame',
    text: 'The card runs with an opaque origin: no cookies, no storage, and its own origin is "null".',
    behavior: { sandbox: true },
  },
  'blocked-storage': {
    label: 'Blocked storage',
    text: 'The browser blocks third-party storage: access to sessionStorage throws, cookies are dropped.',
    behavior: { blocksStorage: true },
  },
  'wrong-mode': {
    label: 'Wrong UI mode',
    text: 'The agent works in a UI mode without the API: no one answers, and no event comes.',
    behavior: { listens: false },
  },
  'event-objects': {
    label: 'Events as objects',
    text: 'Events arrive as objects. LeadDesk does not say which form it uses: take both.',
    behavior: { eventsAs: 'object' },
  },
  'event-strings': {
    label: 'Events as strings',
    text: 'Events arrive as JSON strings, which is also what the ordinary host does.',
    behavior: { eventsAs: 'string' },
  },
  'no-permissions': {
    label: 'No permissions',
    text: 'The frame may use neither the clipboard nor the microphone, and plays nothing by itself: ask, and take no.',
    behavior: { permissions: false },
  },
  'local-network': {
    label: 'No local network',
    text: 'The browser refuses requests to this machine and its network, as for a softphone or a device at localhost.',
    behavior: { blocksLocalNetwork: true },
  },
  'double-load': {
    label: 'Loaded twice',
    text: 'The host loads the card twice when it opens it: what a page does at its load must bear being done again.',
    behavior: { loads: 2 },
  },
  slow: {
    label: 'Slow host',
    text: 'The host acts and answers two seconds late.',
    behavior: { delay: 2000 },
  },
  'foreign-host': {
    label: 'Foreign host',
    // With the root's dot it is another origin, which browsers resolve to this machine all the same.
    text: 'The host is an origin outside the allow-list (localhost. with a dot): the card must not talk to it.',
    behavior: { hostname: 'localhost.' },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof table;

export const PRESETS: Readonly<Record<PresetName, Preset>> = table;
export const PRESET_NAMES = Object.keys(table) as PresetName[];

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(table, name);
}

/** The behavior of several presets together; the later one wins where they contradict. */
export function behaviorOf(presets: readonly PresetName[]): HostBehavior {
  return Object.assign({}, ORDINARY, ...presets.map((name) => PRESETS[name].behavior)) as HostBehavior;
}
