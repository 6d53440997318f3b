/** The page that is connected, and what it has around it. All is empty where there is no window, as on a server. */

export var page: Window & typeof globalThis = globalThis.window;
export var location: Location;
export var document: Document;

/** The window that frames the page; the page's own when it is not framed. */
export var host: Window;

/** Resolves addresses as the browser does in a link: against `<base>` and in the document's own encoding. */
export var resolver: HTMLAnchorElement;

/** The tab's memory, if there is one. */
export var storage: Storage | undefined;

/** By a name that a minifier can shorten. */
export var later = setTimeout;

// There may be no window; and where third-party storage is blocked, or the frame sandboxed, the access alone throws.
try {
  host = page.parent;
  location = page.location;
  document = page.document;
  resolver = document.createElement('a');
  storage = page.sessionStorage;
} catch (_) {}

/** Chooses another window than the current one. */
export function setPage(win: Window & typeof globalThis): void {
  page = win;
  location = win.location;
  document = win.document;
  host = win.parent;
  resolver = document.createElement('a');
  storage = undefined;
  try {
    storage = win.sessionStorage;
  } catch (_) {}
}
