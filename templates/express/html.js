/** HTML as a template literal. Whatever is put into it is escaped, unless it is such HTML itself. */

class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function html(strings, ...values) {
  return new Html(strings.reduce((text, string, index) => text + show(values[index - 1]) + string));
}

/** Takes text as HTML as it is. For the card's own text only, never for what others wrote. */
export function raw(text) {
  return new Html(text);
}

function show(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(show).join('');
  if (value === null || value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
