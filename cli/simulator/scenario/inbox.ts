/** The commands that have come, and what waits for one. */
export interface Inbox<Command> {
  receive(command: Command): void;
  /** All commands so far, in order. */
  commands(): Command[];
  /** The next command of an action. Each command is handed out once. @param timeout in ms. */
  waitFor(action: string, options?: { timeout?: number }): Promise<Command>;
  /** From now on, nothing comes any more: who waits is told. */
  close(): void;
}

/** @param defaultTimeout how long `waitFor` waits when it is not told, in ms. */
export function createInbox<Command extends { readonly action: string }>(defaultTimeout: number): Inbox<Command> {
  const commands: Command[] = [];
  /** Commands that no `waitFor` has been given yet. */
  const unclaimed: Command[] = [];
  const waiting = new Set<{ action: string; resolve(command: Command): void; reject(error: Error): void }>();
  let isClosed = false;
  const closed = (action: string) => new Error(`The host is closed: no "${action}" can come any more.`);

  return {
    receive(command) {
      commands.push(command);
      const claimant = [...waiting].find(({ action }) => action === command.action);
      if (claimant) claimant.resolve(command);
      else unclaimed.push(command);
    },

    commands: () => commands.slice(),

    async waitFor(action, { timeout = defaultTimeout } = {}) {
      const index = unclaimed.findIndex((command) => command.action === action);
      if (index >= 0) return unclaimed.splice(index, 1)[0]!;
      if (isClosed) throw closed(action);
      let end = () => {};
      return new Promise<Command>((resolve, reject) => {
        const claim = { action, resolve, reject };
        const timer = setTimeout(() => {
          const came = commands.map((command) => command.action).join(', ') || 'none';
          reject(new Error(`No "${action}" came within ${timeout} ms. Commands so far: ${came}.`));
        }, timeout);
        waiting.add(claim);
        end = () => {
          clearTimeout(timer);
          waiting.delete(claim);
        };
      }).finally(() => end());
    },

    close() {
      isClosed = true;
      for (const { action, reject } of waiting) reject(closed(action));
    },
  };
}
