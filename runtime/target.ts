/**
 * Whether a link or form with that target loads in this frame (HTML, "get an element's target").
 *
 * @param target of the element's own attribute, `null` when it has none: then the document's `<base target>` counts.
 */
export function staysInFrame(win: Window, target: string | null): boolean {
  // A live collection: the engine keeps it, a query would walk the whole document at each click.
  var bases = win.document.getElementsByTagName('base');
  for (var i = 0; target === null && i < bases.length; i++) target = bases[i]!.getAttribute('target');
  return !target || /^_self$/i.test(target) || target === win.name;
}
