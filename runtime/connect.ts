/** A page and its host, all parts together. */
import { carry, setKeep } from './carry.js';
import { carryForm } from './forms.js';
import { findHost, origin, setAllowed, setParam } from './host.js';
import type { Ld } from './index.js';
import { watch } from './last.js';
import { listen } from './listen.js';
import { on, receive, send } from './messages.js';
import { noteInterception } from './navigations.js';
import { host, page } from './page.js';
import { settle } from './rewrite.js';

export interface Settings {
  ldAllow?: string | undefined;
  ldKeep?: string | undefined;
  ldParam?: string | undefined;
}

/**
 * Connects the page: finds its host, passes messages, has its links, forms and navigations carry.
 *
 * @param settings as the script's element has them in its `dataset`; lists are separated by white space.
 */
export function connect(settings: Settings): Ld {
  setParam(settings.ldParam);
  setKeep(settings.ldKeep);
  setAllowed(settings.ldAllow);
  if (host != page) {
    findHost();
    listen(page, 'message', receive);
  }
  watch(page);
  // Not by `navigation`, which an element of that id can be.
  if (page.NavigateEvent) {
    watch(page.navigation);
    surround(page.NavigateEvent, 'intercept', noteInterception, settle);
    surround(page.Navigation, 'addEventListener', settle, watch);
  }
  // Events of an element that was never inserted do not reach the window, nor does a submit leave a shadow root, and
  // `submit()` fires none.
  surround(page.HTMLFormElement, 'requestSubmit', watch, settle);
  surround(page.HTMLFormElement, 'submit', carryForm, settle);
  surround(page.HTMLElement, 'click', watch, settle);

  return {
    get origin() {
      return origin;
    },
    on: on as Ld['on'],
    url: carry as Ld['url'],
    send: send,
  };
}

/** Surrounds the calls of a class's method, one that returns nothing, by calls that are given the object. */
function surround(
  type: { prototype: any },
  name: string,
  before: (self: any, nobody: null) => void,
  after: (self: any) => void,
): void {
  var prototype = type.prototype;
  var method = prototype[name];
  if (method)
    prototype[name] = function () {
      before(this, null);
      method.apply(this, arguments);
      after(this);
    };
}
