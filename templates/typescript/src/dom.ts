/** Small pieces of a page. What they show goes in as text, never as HTML. */

/** The first element that matches. Throws when the page has none. */
export function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`This page has no ${selector}`);
  return found;
}

/** One answer of a group: a radio button with its label. */
export function choice(name: string, value: string | number, title: string, detail = ''): HTMLLabelElement {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), {
    type: 'radio',
    name,
    value: String(value),
    required: true,
  });
  label.className = 'choice';
  label.append(input, element('span', title));
  if (detail) label.append(element('small', detail));
  return label;
}

/** An element with nothing but text in it. */
export function element<N extends keyof HTMLElementTagNameMap>(name: N, text: string): HTMLElementTagNameMap[N] {
  return Object.assign(document.createElement(name), { textContent: text });
}
