/** What a DOM without a browser lacks of what the runtime uses, each only where it is missing. */

/**
 * @param origin the host's.
 * @param url the page's address, where the window has none.
 * @returns names for the runtime's scope.
 */
export function standIns(win: Window & typeof globalThis, origin: string, url: string): Record<string, unknown> {
  // linkedom's window has the names of Node's global object; its document has no address.
  const { location } = win.document;
  const address = location?.href && location.href !== 'about:blank' ? location : new URL(url);
  if (!('referrer' in win.document))
    Object.defineProperty(win.document, 'referrer', { value: `${origin}/`, configurable: true });
  return {
    location: withAncestor(address, origin),
    // What a test before this one has left in the tab is not this one's.
    sessionStorage: {},
    ...('history' in win ? {} : { history: { state: null }, History: { prototype: { replaceState() {} } } }),
    ...(resolves(win) ? {} : { Document: { prototype: documentThatResolves(win, address.href) } }),
  };
}

/** The address of a page that a host frames. */
function withAncestor(address: Location | URL, origin: string): unknown {
  return new Proxy(address, {
    get(target, name) {
      if (name === 'ancestorOrigins') return [origin];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

/** Whether links resolve their addresses. */
function resolves({ document }: Window): boolean {
  return document.createElement('a').origin !== undefined;
}

function documentThatResolves(win: Window & typeof globalThis, base: string): object {
  const { prototype } = win.Document;
  return Object.create(prototype, {
    createElement: {
      value: (name: string) => (name === 'a' ? new Anchor(base) : win.document.createElement(name)),
    },
  });
}

/** As much of a link as resolving takes. */
class Anchor {
  #url: URL | null = null;
  #text = '';

  constructor(readonly base: string) {}

  set href(text: string) {
    this.#text = String(text);
    this.#url = URL.canParse(text, this.base) ? new URL(text, this.base) : null;
  }
  get href(): string {
    return this.#url?.href ?? this.#text;
  }
  set search(text: string) {
    if (this.#url) this.#url.search = text;
  }
  get search(): string {
    return this.#url?.search ?? '';
  }
  get origin(): string {
    return this.#url?.origin ?? '';
  }
  get protocol(): string {
    return this.#url?.protocol ?? ':';
  }
  get host(): string {
    return this.#url?.host ?? '';
  }
  get pathname(): string {
    return this.#url?.pathname ?? '';
  }
  get hash(): string {
    return this.#url?.hash ?? '';
  }
}
