/** The commands beside the scaffolding itself. */

/** A command: takes the arguments after its name, returns the exit status (none means 0). */
export type Command = (argv: string[]) => Promise<number | void>;

interface Entry {
  /** Its name and arguments, for the help. */
  usage: string;
  summary: string;
  load(): Promise<Command>;
}

// Each command is a file of its own in the package, so that a scaffold does not load what only `check` needs.
export const commands: Record<string, Entry> = {
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
  inline: {
    usage: 'inline',
    summary: 'print the runtime for pages that a server renders',
    load: async () => (await import('./inline/index.js')).inline,
  },
};
