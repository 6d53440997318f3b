/** Small pieces of a page. What they show goes in as text, never as HTML. */

/** One answer of a group: a radio button with its label. */
export function choice(name, value, title, detail = '') {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'radio', name, value, required: true });
  label.className = 'choice';
  label.append(input, element('span', title));
  if (detail) label.append(element('small', detail));
  return label;
}

/** An element with nothing but text in it. */
export function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
