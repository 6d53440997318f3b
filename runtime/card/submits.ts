/** The last submit of a form in the page. */
import { listen } from './dom.js';

/** The last submit; what is typed since takes its place. `form.submit()` fires no event. */
export let submitted: { target?: unknown; defaultPrevented?: boolean } = {};

/** Watches the submits of a page. */
export function watchSubmits(): void {
  const { submit } = HTMLFormElement.prototype;
  HTMLFormElement.prototype.submit = function () {
    submitted = { target: this };
    submit.call(this);
  };
  listen('submit input', (event) => {
    submitted = event;
  });
}
