/** `data-ld-once`: one command for any number of clicks. `data-ld-confirm`: a question before it. */
import type { Ld } from '../index.js';
import { ask, isAsking } from './dialog.js';
import { attribute, listen, nearest, pathOf } from './dom.js';
import { submitted } from './submits.js';

/** How long an element stays locked after a command that changes neither call nor receipt, in ms. */
const LOCK_MS = 2000;

/** Actions after which LeadDesk tells of a change. */
const CHANGING = /call$|hangup|reason|voice/;

/** What is locked until something changes: `aria-disabled`, so that it keeps the focus. */
let locked: Element[] = [];

/** Unlocks what waits for a change. */
export function unlock(): void {
  for (const element of locked) element.ariaDisabled = null;
  locked = [];
}

/** Watches the clicks of a page. @param cancel what the question's other button says. */
export function watchClicks(ld: Ld, cancel: string | undefined): void {
  let confirmed: Event | undefined;

  listen('click', (event: MouseEvent) => {
    const path = pathOf(event);
    const once = nearest(path, 'once') as HTMLButtonElement | undefined;
    const asks = nearest(path, 'confirm');
    const isLocked = once && once.ariaDisabled == 'true';
    const before = submitted;

    if (isLocked || (asks && event != confirmed)) {
      // The page's own listeners see a click once it is confirmed.
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isLocked && !isAsking)
        ask(attribute(asks, 'confirm')!, cancel || 'Cancel', asks!.textContent!.trim() || 'OK', () =>
          path[0]!.dispatchEvent((confirmed = new MouseEvent('click', event))),
        );
    } else if (once)
      // When the event is over: it may be cancelled, and a submit button sends nothing if its form is not submitted.
      setTimeout(() => {
        const submits = once.form && once.type == 'submit';
        const last = submits ? submitted : event;
        if (last == before || last.defaultPrevented || !ld.origin) return;
        once.ariaDisabled = 'true';
        locked.push(once);
        if (submits || !CHANGING.test(attribute(once, 'send')!)) setTimeout(() => (once.ariaDisabled = null), LOCK_MS);
      });
  });
}
