/** Navigations of scripts, of meta refresh and of what no click or submit announced: where there is a Navigation API. */
import { carry } from './carry.js';

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
    event != intercepted &&
    !to.sameDocument &&
    event.downloadRequest == null &&
    !event.formData && // a body cannot be sent anew
    /p/.test(event.navigationType) // push or replace: an entry of the history keeps the address that it had
  ) {
    event.preventDefault();
    (event.target as Navigation).navigate(carried, { history: event.navigationType as NavigationHistoryBehavior });
  }
}
