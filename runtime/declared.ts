/** Commands that an element declares: `data-ld-send`, `data-ld-params`. */
import { attribute } from './dom.js';
import { report } from './facts.js';
import { send } from './messages.js';

/** How long a submitted form may take to load the next page. */
const SUBMIT_TIMEOUT_MS = 30_000;

/** The button of the last submit, until the page is left or something else is done. */
let submitter: Element | null | undefined;
let until: number;

/** Sends what an element declares, if it does. */
export function sendFor(element: Element | null | undefined): void {
  const action = attribute(element, 'data-ld-send');
  const params = attribute(element, 'data-ld-params') || 'null';
  if (DEBUG && action) {
    report({ is: 'declared', element: element!, params });
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

/** Has a submit button send when the page is left: a host that closes the card at the command loses no save then. */
export function sendWhenLeft(button: Element | null | undefined): void {
  submitter = button;
  until = Date.now() + SUBMIT_TIMEOUT_MS;
}

/** Something else is done in the page. */
export function forgetSubmit(): void {
  submitter = undefined;
}

/** The page is being left. */
export function leave(): void {
  if (Date.now() < until) sendFor(submitter);
  forgetSubmit();
}
