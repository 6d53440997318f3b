export interface ConsoleEntry {
  /** The method's name; `uncaught` is an error or a rejection that nothing handled. */
  type: 'debug' | 'error' | 'info' | 'log' | 'uncaught' | 'warn';
  /** The arguments as text, with spaces between. */
  text: string;
  /** The page's address. */
  url: string;
}

/**
 * Runs in a page before its own scripts: WebDriver has no way to ask for a console, so the page tells its server.
 *
 * @param path where the server takes a `ConsoleEntry`.
 */
export function reportConsole(path: string): void {
  const report = (type: ConsoleEntry['type'], values: unknown[]) => {
    const entry = JSON.stringify({ type, text: values.map(String).join(' '), url: location.href });
    try {
      // Synchronous: what the page wrote is known before it can do anything else.
      const request = new XMLHttpRequest();
      request.open('POST', path, false);
      request.send(entry);
    } catch {
      // A page that is being left can only do this.
      navigator.sendBeacon(path, entry);
    }
  };
  for (const type of ['debug', 'error', 'info', 'log', 'warn'] as const) {
    const write = console[type];
    console[type] = (...values: unknown[]) => {
      write.apply(console, values);
      report(type, values);
    };
  }
  addEventListener('error', ({ error, message }) => report('uncaught', [error ?? message]));
  addEventListener('unhandledrejection', ({ reason }) => report('uncaught', [reason]));
}
