/** Clicks: a link carries, and an element with `data-ld-send` sends a command. */
import { carry } from './carry.js';
import { forgetSubmit, sendFor } from './declared.js';
import { attribute, isSkipped } from './dom.js';
import { later, rewrite } from './step.js';
import { isSubmitButton, staysInFrame } from './target.js';

/** The submit button of the last click. */
export let clicked: HTMLButtonElement | undefined;
/** What has sent in this task: the clicks on a label and on its input are one act. */
let sent: unknown;

/** Looks at a click, and says what is to be done when no listener cancels it. */
export function click(event: MouseEvent, elements: Element[]): (() => void) | void {
  clicked = elements.find(isSubmitButton);
  const link = elements.find(isLink);
  const sender = elements.find((element) => attribute(element, 'data-ld-send'));
  if (link || sender) {
    return () => {
      // A click that is cancelled does nothing: the submit before it goes on.
      forgetSubmit();
      // Not the middle button, nor the keys that ask for a tab, a window or a download.
      const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (link && isPlain) carryLink(link);
      // A submit button sends when its form is submitted.
      if (sender && sender !== sent && sender !== clicked) {
        sent = sender;
        later(() => {
          sent = undefined;
        });
        sendFor(sender);
      }
    };
  }
  forgetSubmit();
}

function isLink(element: Element): element is HTMLElement {
  return /^a(rea)?$/.test(element.localName);
}

function carryLink(link: HTMLElement): void {
  // SVG 2, "linking": `href` goes before `xlink:href`.
  const name = attribute(link, 'href') == null ? 'xlink:href' : 'href';
  const href = attribute(link, name);
  const isLoadedHere = attribute(link, 'download') == null && staysInFrame(attribute(link, 'target'));
  if (href != null && isLoadedHere && !link.isContentEditable && !isSkipped(link)) rewrite(link, name, carry(href));
}
