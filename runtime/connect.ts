/** A page and its host, all parts together. */
import { carried, carry, kept } from './carry.js';
import { leave } from './declared.js';
import { listen, unlisten } from './dom.js';
import { carryForm } from './forms.js';
import { card, findHost, origin } from './host.js';
import type { Ld } from './index.js';
import { on, receive, send } from './messages.js';
import { readSettings, type Settings } from './settings.js';
import { endStep } from './step.js';
import { watch } from './watch.js';

/** Connects the page: finds its host, passes messages, has its links and forms carry. */
export function connect(settings: Settings): Ld {
  readSettings(settings);
  if (parent !== window) {
    findHost();
    // The host posts to the card's outermost window, which can outlive this one.
    listen(card, 'message', receive);
    listen(window, 'pageshow', () => listen(card, 'message', receive));
    listen(window, 'pagehide', () => {
      leave();
      unlisten(card, 'message', receive);
    });
  }
  watch(window);
  surround(HTMLElement, 'click');
  surround(HTMLFormElement, 'requestSubmit');
  surround(HTMLFormElement, 'submit', carryForm);

  return {
    get origin() {
      return origin;
    },
    on: on as Ld['on'],
    send,
    url: carry as Ld['url'],
    carried,
    kept,
  };
}

/**
 * Surrounds the calls of a method that returns nothing. Events of an element outside the document do not reach the
 * window, nor does a submit leave a shadow root, and `submit()` fires none.
 */
function surround({ prototype }: any, name: string, before?: (self: any) => void): void {
  const method = prototype[name];
  if (!method) return;
  prototype[name] = function (...args: unknown[]) {
    watch(this);
    if (before) before(this);
    try {
      method.apply(this, args);
    } finally {
      watch(this, unlisten);
      endStep();
    }
  };
}
