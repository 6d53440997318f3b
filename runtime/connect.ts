/** A page and its host, all parts together. */
import { carry, setKeep } from './carry.js';
import { carryForm } from './forms.js';
import { findHost, origin, setAllowed, setParam } from './host.js';
import type { Ld } from './index.js';
import { watch } from './last.js';
import { on, receive, send } from './messages.js';
import { noteInterception } from './navigations.js';
import { host, page } from './page.js';

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
  setKeep(settings.ldKeep);
  setParam(settings.ldParam);
  setAllowed(settings.ldAllow);
  if (host != page) {
    findHost();
    page.addEventListener('message', receive);
  }
  watch(page);
  // Not by `navigation`, which an element of that id can be.
  if (page.NavigateEvent) {
    watch(page.navigation);
    precede(page.NavigateEvent, 'intercept', noteInterception);
  }
  // Events of an element that was never inserted do not reach the window, and `submit()` fires none.
  precede(page.HTMLElement, 'click', watch);
  precede(page.HTMLFormElement, 'submit', carryForm);

  return {
    get origin() {
      return origin;
    },
    send: send,
    on: on as Ld['on'],
    url: carry as Ld['url'],
  };
}

/** Has each call of a class's method preceded by `before`, which is given the object. */
function precede(type: { prototype: any }, name: string, before: (self: any, nobody: null) => void): void {
  var prototype = type.prototype;
  var method = prototype[name];
  prototype[name] = function () {
    before(this, null);
    return method.apply(this, arguments);
  };
}
