/** Navigations of scripts, meta refresh and whatever no click or submit announced, where the engine has the Navigation API. */
import type { Carrier } from './carry.js';
import type { Navigation, NavigateEvent } from './navigation-api.js';

/** Navigate events that the page's own listener has intercepted: the event itself does not tell. */
var INTERCEPTED = '__ldIntercepted';

/** Notices an interception by the page's listeners, which are yet to come. */
export function watchInterception(event: NavigateEvent): void {
  var intercept = event.intercept;
  event.intercept = function () {
    (event as any)[INTERCEPTED] = true;
    return intercept.apply(event, arguments as any);
  };
}

/** Re-issues a navigation of this document that lacks its parameters. */
export function carryNavigation(navigation: Navigation, carrier: Carrier, event: NavigateEvent): void {
  var to = event.destination;
  if ((event as any)[INTERCEPTED] || to.sameDocument || event.hashChange || event.downloadRequest !== null) return;
  // A body can not be sent anew, and an entry of the history has the address it had.
  if (!event.cancelable || event.formData || !/^(push|replace)$/.test(event.navigationType)) return;
  var carried = carrier.carry(to.url);
  if (carried === to.url) return;
  event.preventDefault();
  navigation.navigate(carried, { history: event.navigationType as 'push' | 'replace', info: event.info, state: to.getState() });
}
