/** Small help with the document. */

/** The element of an id, which the page is known to have. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Makes an element with properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Changes a text only when it differs: screen readers announce each change. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Has the browser save a JSON file, with the time in its name. */
export function saveJson(name: string, value: unknown): void {
  const href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  make('a', { href, download: `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

let fading: ReturnType<typeof setTimeout> | undefined;

/** Says something for a moment. */
export function toast(text: string): void {
  const element = byId('toast');
  element.textContent = text;
  element.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => (element.hidden = true), 6000);
}
