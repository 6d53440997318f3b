/** What the team sells and how its calls end. Edit this file first; names and descriptions are in `texts/`. */

/** Prices in euros. */
const products = { year: 54, half: 29, digital: 39 };

/** Ids of the campaign's call ending reasons, as LeadDesk's admin lists them. */
const reasons = [
  { id: 1, name: 'reason.sale', detail: 'reason.sale.detail', needsOrder: true },
  { id: 2, name: 'reason.again', detail: 'reason.again.detail' },
  { id: 3, name: 'reason.refused' },
  { id: 4, name: 'reason.wrong' },
];

/** One answer of a group: a radio button with its label. */
function choice(name, value, title, detail) {
  const label = element('label', '');
  const input = Object.assign(element('input', ''), { type: 'radio', name, value, required: true });
  label.className = 'choice';
  label.append(input, element('span', title));
  if (detail) label.append(element('small', detail));
  return label;
}
