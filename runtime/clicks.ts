/** Clicks: a link carries, and an element with `data-ld-send` sends a command. */
import { carry } from './carry.js';
import { send } from './messages.js';
import { attribute, rewrite } from './rewrite.js';
import { staysInFrame } from './target.js';

/** Does what a click asks for that nobody has cancelled. Its own action is the browser's and goes on as it would. */
export function click(event: MouseEvent, path: EventTarget[]): void {
  var action: string | null;
  var link: string | undefined;
  var params: string | null;
  path.forEach(function (node) {
    if (!action && (action = attribute(node, 'data-ld-send'))) params = attribute(node, 'data-ld-params');
    if (!link && /^a(rea)?$/.test((node as Element).localName)) {
      var href = attribute(node, (link = 'href'));
      // SVG 2, "linking": `href` goes before `xlink:href`.
      if (href == null) href = attribute(node, (link = 'xlink:href'));
      // The middle button and the keys that ask for a tab, a window or a download; a link being edited; one that saves.
      if (
        !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) &&
        !(node as HTMLElement).isContentEditable &&
        href != null &&
        attribute(node, 'download') == null &&
        staysInFrame(attribute(node, 'target'))
      )
        rewrite(node as Element, link, carry(href));
    }
  });
  if (action!) send(action, JSON.parse(params!));
}
