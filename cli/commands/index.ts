/** The commands beside the scaffolding itself. */

import type { CommandEntry } from '../shared/command.js';

// Loaded when called: a scaffold does not read what only `check` needs.
export const commands: Record<string, CommandEntry> = {
  add: {
    usage: 'add page <name>',
    summary: 'add a page to a card, in its own style',
    load: async () => (await import('./add/index.js')).add,
  },
  dev: {
    usage: 'dev [dir|url]',
    summary: 'run a card in a simulated LeadDesk, with live reload',
    load: async () => (await import('./dev/index.js')).dev,
  },
  check: {
    usage: 'check [dir|url]',
    summary: 'find what would break a card in LeadDesk',
    load: async () => (await import('./check/index.js')).check,
  },
  explain: {
    usage: 'explain <check>',
    summary: 'why a finding of check matters, and what to do',
    load: async () => (await import('./check/explain.js')).explain,
  },
  inline: {
    usage: 'inline',
    summary: 'print the runtime for pages that a server renders',
    load: async () => (await import('./inline/index.js')).inline,
  },
  scenario: {
    usage: 'scenario run [files]',
    summary: 'play what agent and card do, in a browser',
    load: async () => (await import('./scenario/index.js')).scenario,
  },
  trigger: {
    usage: 'trigger <event> [json]',
    summary: "have a running dev's LeadDesk say an event",
    load: async () => (await import('./trigger/index.js')).trigger,
  },
  log: {
    usage: 'log [--follow]',
    summary: 'print what a running dev has heard',
    load: async () => (await import('./log/index.js')).log,
  },
};
