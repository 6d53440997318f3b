/** The order, in three steps on one page. `card.js` shows them one after the other. */
import { products } from '../catalogue.js';
import { html, raw } from '../html.js';
import { save, savedOrder } from '../records.js';

export const path = '/order';
export const section = 'order';

const FIELDS = [
  { name: 'name', wide: true, required: true },
  { name: 'street', wide: true, required: true },
  { name: 'postcode', required: true },
  { name: 'city', required: true },
  { name: 'email', type: 'email', wide: true },
];

/** @param given the form as it was sent, where it could not be saved. */
export async function view({ contact, query, fields: given, text, money }) {
  const saved = await savedOrder(contact);
  const order = given ?? saved ?? {};
  const isSaved = Boolean(saved && !given);
  const option = (name, value, title, { isChosen, detail, price }) => html`<label class="choice">
              <input type="radio" name="${name}" value="${value}" required${isChosen && raw(' checked')}${price && html` data-price="${price}"`}>
              <span>${title}</span>
              ${detail && html`<small>${detail}</small>`}
            </label>
            `;
  const field = ({ name, type = 'text', wide, required }) => html`<div class="field${wide && ' wide'}">
              <label for="${name}">${text(`order.${name}`)}${!required && html` <span class="optional">${text('optional')}</span>`}</label>
              <input id="${name}" name="${name}" type="${type}" value="${order[name]}" maxlength="200"${required && raw(' required')}>
            </div>
            `;
  const go = (step, name, kind) => html`<button type="button" class="${kind}" data-go="${step}">${text(name)}</button>`;
  return html`<h1>${text('order')}</h1>
      <ol class="steps" aria-label="${text('order.steps')}">
        ${['product', 'delivery', 'confirmation'].map((step, index) => html`<li>${go(index, `step.${step}`)}</li>`)}
      </ol>
      <form method="post" action="order" data-steps="${isSaved && 'saved'}" data-ld-draft="order" autocomplete="off">
        <div class="panel" data-step${isSaved && raw(' hidden')}>
          <fieldset>
            <legend>${text('order.product')}</legend>
            ${Object.entries(products).map(([id, price], index) =>
              option('product', id, `${text(`product.${id}`)}, ${money(price)}`, {
                isChosen: order.product ? order.product === id : index === 0,
                detail: text(`product.${id}.terms`),
                price,
              }),
            )}
          </fieldset>
          <div class="field short">
            <label for="quantity">${text('order.quantity')}</label>
            <input id="quantity" name="quantity" type="number" min="1" max="99" value="${order.quantity ?? 1}" required>
          </div>
          <p class="actions">${go(1, 'order.next.delivery', 'primary')}</p>
        </div>
        <div class="panel" data-step hidden>
          <div class="fields">
            ${FIELDS.map(field)}
          </div>
          <fieldset>
            <legend>${text('order.payment')}</legend>
            ${['invoice', 'debit'].map((way) =>
              option('payment', way, text(`order.${way}`), { isChosen: (order.payment ?? 'invoice') === way }),
            )}
            <fieldset class="field" data-account data-ld-pause="resume">
              <label for="account">${text('order.account')}</label>
              <input id="account" name="account" value="${order.account}" maxlength="42" required aria-describedby="account-hint">
              <p class="hint" id="account-hint">${text('order.account.hint')}</p>
            </fieldset>
          </fieldset>
          <p class="actions">${go(2, 'order.next.confirmation', 'primary')} ${go(0, 'order.back')}</p>
        </div>
        <div data-step${!isSaved && raw(' hidden')}>
          <section class="panel" aria-labelledby="summary">
            <h2 id="summary">${text('order.read')}</h2>
            <dl data-summary></dl>
          </section>
          <section class="panel receipt" aria-labelledby="receipt" data-receipt="none">
            <h2 id="receipt">${text('receipt')}</h2>
            <p><span role="status"></span><span class="time" data-receipt-time></span></p>
            <p class="hint">${text('receipt.hint')}</p>
            <p class="actions">
              <button type="button" data-ld-send="start_voice_receipt_recording" data-ld-once>${text('receipt.start')}</button>
              <button type="button" class="stop" data-ld-send="stop_voice_receipt_recording" data-ld-once hidden>${text('receipt.stop')}</button>
            </p>
            <input type="hidden" name="receipt" value="${order.receipt}">
          </section>
          <p class="saved" data-saved>${text(isSaved ? 'order.saved' : 'order.unsaved')}</p>
          <p class="actions">
            <button class="${!isSaved && 'primary'}">${text('order.save')}</button>
            <a class="button${isSaved && ' primary'}" href="reasons">${text('order.end')}</a>
          </p>
        </div>
      </form>`;
}

export async function submit({ contact, fields, text, money }) {
  const given = (name) =>
    String(fields[name] ?? '')
      .trim()
      .slice(0, 500);
  const names = ['product', 'quantity', ...FIELDS.map(({ name }) => name), 'payment', 'account', 'receipt'];
  const order = Object.fromEntries(names.map((name) => [name, given(name)]));
  const quantity = Number(order.quantity);
  const missing = FIELDS.filter(({ name, required }) => required && !order[name]).map(({ name }) => name);
  if (!Object.hasOwn(products, order.product)) missing.push('product');
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 99) missing.push('quantity');
  if (order.payment === 'debit' && !order.account) missing.push('account');
  if (missing.length > 0) {
    return { fault: text('order.missing', { fields: missing.map((name) => text(`order.${name}`)).join(', ') }) };
  }
  const total = money(products[order.product] * quantity);
  try {
    await save(contact, { order: { ...order, text: `${quantity} × ${text(`product.${order.product}`)}, ${total}` } });
    return { to: 'order' };
  } catch (error) {
    console.error(error);
    return { fault: text('order.not.saved', { why: text('order.not.stored') }) };
  }
}
