/** A page and its host, all parts together. */
import { carried, carry, kept } from './carry.js';
import { leave } from './declared.js';
import { addEventListener, removeEventListener } from './dom.js';
import { carryFrom } from './forms.js';
import { card, findHost, origin } from './host.js';
import { on, receive, send } from './messages.js';
import { readSettings, type Settings } from './settings.js';
import { endStep } from './step.js';
import { watch } from './watch.js';

/** Connects the page: finds its host, passes messages, has its links and forms carry. */
export function connect(settings: Settings) {
  readSettings(settings);
  if (parent != window) {
    findHost();
    // The host posts to the card's outermost window, which can outlive this one.
    addEventListener.call(card, 'message', receive as EventListener);
    addEventListener.call(window, 'pagehide', (event) => {
      leave(event.timeStamp);
      if (!(event as PageTransitionEvent).persisted)
        removeEventListener.call(card, 'message', receive as EventListener);
    });
  }
  watch(window);
  surround(HTMLElement, 'click');
  surround(HTMLFormElement, 'requestSubmit');
  surround(HTMLFormElement, 'submit', carryFrom);

  return {
    get origin() {
      return origin;
    },
    on,
    send,
    url: (href: string | URL) => carry(String(href)) || String(href),
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
  prototype[name] = function (submitter?: unknown) {
    watch(this);
    if (before) before(this);
    method.call(this, submitter);
    watch(this, removeEventListener);
    endStep();
  };
}
