/** The steps of an order: each form goes on to the next page, the draft keeps what it says. */
import { contact } from './card';
import { money, products } from './catalogue';
import { choice, find } from './dom';
import { type Draft, readDraft, writeDraft } from './draft';

const form = find<HTMLFormElement>('[data-step]');
const draft = readDraft(contact, location.search);

for (const [id, { name, terms, price }] of Object.entries(products)) {
  form.querySelector('[data-products]')?.append(choice('product', id, `${name}, ${money(price)}`, terms));
}
form.querySelector('[name=product]')?.setAttribute('checked', '');

for (const [name, value] of Object.entries(draft)) {
  const field = form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
  if (field && value) field.value = value;
}

// A static host takes no POST. The browser has collected the fields for the address when this runs.
form.addEventListener('formdata', ({ formData }) => {
  // What is changed has to be saved anew.
  const entries = [...formData].map(([name, value]) => [name, String(value)]);
  const fields: Draft = { ...draft, ...Object.fromEntries(entries), saved: '' };
  const kept = writeDraft(contact, fields);
  for (const [name, value] of Object.entries(fields)) {
    if (kept) formData.delete(name);
    else formData.set(name, value ?? '');
  }
});
