/** Storage as in a browser that blocks third-party cookies: the very access throws. */

export function blockStorage(win: Window & typeof globalThis): void {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(win, name, {
      configurable: true,
      get() {
        throw new DOMException(
          `Failed to read the '${name}' property from 'Window': Access is denied for this document.`,
          'SecurityError',
        );
      },
    });
  }
  Object.defineProperty(win.Document.prototype, 'cookie', { configurable: true, get: () => '', set() {} });
}
