/** The page that is connected, and what it has around it. All is empty where there is no window, as on a server. */

export var page: Window & typeof globalThis = globalThis.window || 0;
export var location = page.location || 0;
export var document = page.document;

/** The window that frames the page; the page's own when it is not framed. */
export var host = page.parent;

/** The origin that frames the page, where the browser tells: no URL can forge it. */
export var ancestor: string | undefined = (location.ancestorOrigins || '')[0];

/** Resolves addresses as the browser does in a link: against `<base>` and in the document's own encoding. */
export var resolver = document && document.createElement('a');

/** The tab's memory. The access alone can throw: third-party storage is blocked, or the frame is sandboxed. */
export var storage: Storage | undefined;
try {
  storage = page.sessionStorage;
} catch (_) {}

/** Chooses another window than the current one. */
export function setPage(win: Window & typeof globalThis): void {
  page = win;
  location = win.location;
  document = win.document;
  host = win.parent;
  ancestor = (location.ancestorOrigins || '')[0];
  resolver = document.createElement('a');
  storage = undefined;
  try {
    storage = win.sessionStorage;
  } catch (_) {}
}
