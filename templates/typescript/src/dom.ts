/** Small pieces of a page. What they show goes in as text, never as HTML. */

/** The first element that matches. Throws when there is none. */
export function find<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E {
  const found = inside.querySelector<E>(selector);
  if (!found) throw new Error(`This page has no ${selector}`);
  return found;
}

export function all<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E[] {
  return [...inside.querySelectorAll<E>(selector)];
}

/** An element with nothing but text in it. */
export function element<N extends keyof HTMLElementTagNameMap>(name: N, content: string): HTMLElementTagNameMap[N] {
  return Object.assign(document.createElement(name), { textContent: content });
}

/** One answer of a group: a radio button with its label. */
export function choice(name: string, value: string | number, title: string, detail?: string): HTMLLabelElement {
  const label = element('label', '');
  const input = Object.assign(element('input', ''), { type: 'radio', name, value: String(value), required: true });
  label.className = 'choice';
  label.append(input, element('span', title));
  if (detail) label.append(element('small', detail));
  return label;
}
