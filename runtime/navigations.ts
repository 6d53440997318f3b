/** Navigations of scripts, of meta refresh and of what no click or submit announced: where there is a Navigation API. */

import { carry } from './carry.js';
import { attribute } from './rewrite.js';

/** The event that a listener of the page has made its own, which the event itself does not tell. */
var intercepted: NavigateEvent;

export function noteInterception(event: NavigateEvent): void {
  intercepted = event;
}

/** Re-issues a navigation to another page of the card that lacks its parameters. */
export function carryNavigation(event: NavigateEvent): void {
  var to = event.destination;
  var carried = carry(to.url);
  if (
    carried != to.url &&
    !to.sameDocument &&
    // Firefox tells of a download twice, and the second time `downloadRequest` does not say that it is one. Engines that
    // do not name the element (Chromium before 141) are left to `ld.url()`: there it is undefined.
    attribute(event.sourceElement, 'download') === null &&
    event != intercepted &&
    !event.formData && // a body cannot be sent anew
    /p/.test(event.navigationType) // push or replace: an entry of the history keeps the address that it had
  ) {
    event.preventDefault();
    (event.target as Navigation).navigate(carried, { history: event.navigationType as NavigationHistoryBehavior });
  }
}
