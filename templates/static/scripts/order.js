/** The steps of an order: each form goes on to the next page, the draft keeps what it says. */
import { contact } from './card.js';
import { money, products } from './catalogue.js';
import { choice } from './dom.js';
import { readDraft, writeDraft } from './draft.js';

const form = document.querySelector('[data-step]');
const draft = readDraft(contact, location.search);

for (const [id, { name, terms, price }] of Object.entries(products)) {
  form.querySelector('[data-products]')?.append(choice('product', id, `${name}, ${money(price)}`, terms));
}
form.querySelector('[name=product]')?.setAttribute('checked', '');

for (const [name, value] of Object.entries(draft)) {
  const field = form.elements.namedItem(name);
  if (field) field.value = value;
}

// A static host takes no POST. The browser has collected the fields for the address when this runs.
form.addEventListener('formdata', ({ formData }) => {
  // What is changed has to be saved anew.
  const fields = { ...draft, ...Object.fromEntries(formData), saved: '' };
  const kept = writeDraft(contact, fields);
  for (const [name, value] of Object.entries(fields)) {
    if (kept) formData.delete(name);
    else formData.set(name, value);
  }
});
