/** Commands that an element declares: `data-ld-send`, `data-ld-params`. */
import { attribute } from './dom.js';
import { report } from './facts.js';
import { send } from './messages.js';

/** How long a submitted form may take to load the next page. */
const SUBMIT_TIMEOUT_MS = 30_000;

/** The last submit that loads a page here, until the page is left or something else is done. */
let submitted: SubmitEvent | undefined;

/** Sends what an element declares, if it does. */
export function sendFor(element: any): void {
  const action = attribute(element, 'data-ld-send');
  const params = attribute(element, 'data-ld-params') || 'null';
  if (DEBUG && action) {
    report({ is: 'declared', element, params });
    if (!isJson(params)) return;
  }
  if (action) send(action, JSON.parse(params));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Has a submit's button send when the page is left: a host that closes the card at the command loses no save then.
 *
 * @param event absent, when something else is done than what the last submit began.
 */
export function sendWhenLeft(event?: SubmitEvent): void {
  submitted = event;
}

/** The page is being left. */
export function leave(now: number): void {
  if (submitted && now - submitted.timeStamp < SUBMIT_TIMEOUT_MS) sendFor(submitted.submitter);
  sendWhenLeft();
}
