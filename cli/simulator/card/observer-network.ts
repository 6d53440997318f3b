/** Requests to this machine and its network, as a browser refuses them to pages whose frame has no permission. */

/**
 * Local Network Access: browsers ask before a public page may reach loopback or private addresses, and a frame may not
 * even ask unless its host allows it. The card's own origin stays reachable: here it is local, in production it is not.
 */
export function blockLocalNetwork(win: Window & typeof globalThis, blocked: (address: string) => void): void {
  const refuses = (address: unknown) => {
    const url = addressOf(address);
    if (!url || url.host === win.location.host || !isLocal(url.hostname)) return false;
    blocked(url.href);
    return true;
  };
  const { fetch, XMLHttpRequest, WebSocket, EventSource } = win;
  win.fetch = (...args) => {
    const [input] = args;
    if (refuses(input instanceof Request ? input.url : input)) return Promise.reject(new TypeError('Failed to fetch'));
    return fetch.apply(win, args);
  };
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    // A port that nothing may be loaded from: the request fails as one fails that is blocked.
    if (refuses(args[1])) args[1] = 'http://127.0.0.1:1/';
    return open.apply(this, args as Parameters<typeof open>);
  } as typeof open;
  const guarded = <T extends typeof WebSocket | typeof EventSource>(Original: T, scheme: string) =>
    new Proxy(Original, {
      construct(target, args, newTarget) {
        if (refuses(args[0])) args[0] = `${scheme}://127.0.0.1:1/`;
        return Reflect.construct(target, args, newTarget);
      },
    });
  // The observer's own connection is to the card's origin.
  win.WebSocket = guarded(WebSocket, 'ws');
  win.EventSource = guarded(EventSource, 'http');

  function addressOf(address: unknown): URL | null {
    try {
      return new URL(String(address), win.document.baseURI);
    } catch {
      return null;
    }
  }
}

/** Loopback, link-local and private addresses, and the names that lead there. */
export function isLocal(hostname: string): boolean {
  return /^(localhost|.*\.(localhost|local|internal|lan|home\.arpa)|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[(::1|f[cd].*|fe80.*)\])$/i.test(
    hostname,
  );
}
