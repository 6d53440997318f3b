/** The second step of an order: to whom. */
import { html, raw } from '../html.js';
import { notify } from '../session.js';
import { steps } from '../steps.js';

export const path = '/delivery';
export const title = 'Order: delivery';
export const section = 'order';

const FIELDS = [
  { name: 'name', label: 'Name', wide: true, required: true },
  { name: 'street', label: 'Street and number', wide: true, required: true },
  { name: 'postcode', label: 'Postal code', required: true },
  { name: 'city', label: 'City', required: true },
  { name: 'email', label: 'E-mail', type: 'email', wide: true },
];

export function view({ order }) {
  return html`<h1>Order</h1>
      ${steps('delivery')}
      <form class="panel" method="post" action="delivery" autocomplete="off">
        <div class="fields">
          ${FIELDS.map(
            ({ name, label, type = 'text', wide, required }) => html`<div class="field${wide && ' wide'}">
            <label for="${name}">${label}${!required && html` <span class="optional">optional</span>`}</label>
            <input id="${name}" name="${name}" type="${type}" value="${order[name]}" maxlength="200"${required && raw(' required')}>
          </div>
          `,
          )}
        </div>
        <p class="actions">
          <button class="primary">Continue to confirmation</button>
          <a class="button" href="order">Back</a>
        </p>
      </form>`;
}

export function submit(call, fields) {
  const given = Object.fromEntries(
    FIELDS.map(({ name }) => [
      name,
      String(fields[name] ?? '')
        .trim()
        .slice(0, 200),
    ]),
  );
  call.order = { ...call.order, ...given, saved: '' };
  const missing = FIELDS.filter(({ name, required }) => required && !given[name]);
  if (!missing.length) return 'confirmation';
  notify(call, 'bad', `Missing: ${missing.map(({ label }) => label).join(', ')}.`);
  return 'delivery';
}
