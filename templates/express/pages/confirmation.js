/** The last step of an order: it is read aloud, recorded, and saved. */
import { money, products } from '../catalogue.js';
import { html } from '../html.js';
import { save } from '../records.js';
import { notify } from '../session.js';
import { steps } from '../steps.js';

export const path = '/confirmation';
export const title = 'Order: confirmation';
export const section = 'order';

export function view({ order }) {
  return html`<h1>Order</h1>
      ${steps('confirmation')}
      ${isComplete(order) ? confirmation(order) : nothingOrdered}`;
}

export async function submit(call, { receipt = '' }) {
  const { order } = call;
  if (!isComplete(order)) return 'confirmation';
  order.receipt = String(receipt).slice(0, 500);
  const { saved, ...details } = order;
  try {
    await save(call.contact, {
      order: { ...details, text: `${order.quantity} × ${products[order.product].name}, ${total(order)}` },
    });
    order.saved = new Date().toISOString();
    notify(call, 'good', `The order is saved${order.receipt ? '' : ', without a voice receipt'}.`);
  } catch (error) {
    console.error(error);
    notify(call, 'bad', 'Not saved: the server could not store the order. Try it again.');
  }
  return 'confirmation';
}

const isComplete = ({ product, name }) => Boolean(product && name);

const total = ({ product, quantity }) => money(products[product].price * quantity);

const nothingOrdered = html`<section class="panel">
        <p>Nothing has been ordered in this call yet.</p>
        <p class="actions"><a class="button primary" href="order">Take an order</a></p>
      </section>`;

function confirmation(order) {
  const { name, terms } = products[order.product];
  const lines = {
    Product: `${name} (${terms})`,
    Copies: order.quantity,
    Total: total(order),
    Name: order.name,
    Address: `${order.street}, ${order.postcode} ${order.city}`,
    'E-mail': order.email || 'none',
  };
  return html`<div class="columns">
        <section class="panel" aria-labelledby="summary">
          <h2 id="summary">Read aloud</h2>
          <dl>
            ${Object.entries(lines).map(
              ([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>
            `,
            )}
          </dl>
        </section>
        <div>
          <section class="panel" aria-labelledby="receipt">
            <h2 id="receipt">Voice receipt</h2>
            <p>Start the recording, read the order aloud, and let the customer say yes.</p>
            <p class="receipt" role="status" data-receipt="${order.receipt && 'stopped'}">${order.receipt ? `Recorded: ${order.receipt}` : 'Not recorded yet'}</p>
            <p class="actions">
              <button type="button" data-ld-send="start_voice_receipt_recording">Start recording</button>
              <button type="button" data-ld-send="stop_voice_receipt_recording">Stop recording</button>
            </p>
          </section>
          <form class="panel" method="post" action="confirmation" aria-labelledby="save">
            <h2 id="save">Save</h2>
            <p data-saved>${order.saved ? 'Saved. You can end the call.' : 'Not saved yet. Save the order before you end the call.'}</p>
            <input type="hidden" name="receipt" value="${order.receipt}">
            <p class="actions">
              <button class="${!order.saved && 'primary'}">Save the order</button>
              <a class="button${order.saved && ' primary'}" href="reasons">End the call</a>
            </p>
          </form>
        </div>
      </div>`;
}
