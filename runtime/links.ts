/** Links: `a` and `area`, of HTML and SVG, wherever they are and however they are clicked. */
import type { Carrier } from './carry.js';
import { attribute, attributeNode, rewrite } from './rewrite.js';
import { staysInFrame } from './target.js';

/** Gives the link of an uncancelled click its parameters, if it loads another page of the card in this frame. */
export function carryLink(win: Window, carrier: Carrier, event: MouseEvent, path: EventTarget[]): void {
  if (asksForNewPlace(event)) return;
  var link = path.filter(isLink)[0];
  if (!link || attribute(link, 'download') !== null || (link as HTMLElement).isContentEditable) return;
  if (!staysInFrame(win, attribute(link, 'target'))) return;
  var href = addressOf(link)!;
  rewrite(link, href, carrier.carry(href.value));
}

/** Middle button, and the modifier keys that open tabs and windows or save. */
function asksForNewPlace(event: MouseEvent): boolean {
  return !!event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function isLink(node: EventTarget): node is Element {
  return /^(a|area)$/.test((node as Element).localName) && !!addressOf(node as Element);
}

/** SVG 2, "linking": `href` goes before `xlink:href`. */
function addressOf(link: Element): Attr | null {
  return attributeNode(link, 'href') || link.getAttributeNodeNS('http://www.w3.org/1999/xlink', 'href');
}
