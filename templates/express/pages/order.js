/** The first step of an order: what. */
import { money, products } from '../catalogue.js';
import { html, raw } from '../html.js';
import { notify } from '../session.js';
import { steps } from '../steps.js';

export const path = '/order';
export const title = 'Order: product';
export const section = 'order';

export function view({ order }) {
  const chosen = order.product ?? Object.keys(products)[0];
  return html`<h1>Order</h1>
      ${steps('order')}
      <form class="panel" method="post" action="order">
        <fieldset>
          <legend>Which subscription?</legend>
          ${Object.entries(products).map(
            ([id, { name, terms, price }]) => html`<label class="choice">
            <input type="radio" name="product" value="${id}" required${id === chosen && raw(' checked')}>
            <span>${name}, ${money(price)}</span>
            <small>${terms}</small>
          </label>
          `,
          )}
        </fieldset>
        <div class="field short">
          <label for="quantity">Copies of each issue</label>
          <input id="quantity" name="quantity" type="number" min="1" max="99" value="${order.quantity ?? 1}" required>
        </div>
        <p class="actions">
          <button class="primary">Continue to delivery</button>
        </p>
      </form>`;
}

export function submit(call, { product, quantity }) {
  const copies = Number(quantity);
  if (!Object.hasOwn(products, product ?? '') || !Number.isInteger(copies) || copies < 1 || copies > 99) {
    notify(call, 'bad', 'Choose a subscription, and from 1 to 99 copies.');
    return 'order';
  }
  // What is changed has to be saved anew.
  call.order = { ...call.order, product, quantity: copies, saved: '' };
  return 'delivery';
}
