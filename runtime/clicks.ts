/** Clicks: a link carries, and an element with `data-ld-send` sends a command. */

import { sendFor, sendWhenLeft } from './declared.js';
import { attribute } from './dom.js';
import { carryFrom } from './forms.js';
import { later } from './step.js';

/** What has sent in this task: the clicks on a label and on its input are one act. */
let sent: unknown;

/** Looks at a click, and says what is to be done when no listener cancels it. */
export function click(event: MouseEvent, path: any[]): (() => void) | void {
  const link = path.find((node) => /^a(rea)?$/.test(node.localName));
  const sender = path.find((node) => node.nodeType == 1 && attribute(node, 'data-ld-send'));
  // The submit before it, if any, did not leave the page. A click that is cancelled does nothing: that submit goes on.
  if (!link && !sender) return sendWhenLeft();
  return () => {
    sendWhenLeft();
    // Not the middle button, nor the keys that ask for a tab, a window or a download.
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && isPlain && attribute(link, 'download') == null && !link.isContentEditable) {
      // SVG 2, "linking": `href` goes before `xlink:href`.
      carryFrom(link, attribute(link, 'href') == null ? 'xlink:href' : 'href');
    }
    // A submit button sends when its form is submitted.
    if (sender && sender != sent && !/submit|image/.test(sender.form && sender.type)) {
      sent = sender;
      later(() => {
        sent = null;
      });
      sendFor(sender);
    }
  };
}
