/** The order: what the form says is saved as a record of the call. */
import { receiptSince, say, timer } from './card';
import { products } from './catalogue';
import { choice, find } from './dom';
import { card } from './ld';
import { type Order, save, savedOrder } from './records';
import { followSteps } from './steps';
import { money, type TextName, text } from './texts';

const form = find<HTMLFormElement>('[data-steps]');

for (const [id, price] of Object.entries(products)) {
  const option = choice('product', id, `${titleOf(id)}, ${money(price)}`, text(`product.${id}.terms` as TextName));
  find('input', option).dataset.price = String(price);
  find('[data-products]').append(option);
}
find<HTMLInputElement>('[name=product]').defaultChecked = true;
followReceipt();
followSteps(form);
form.addEventListener('submit', submit);
savedOrder().then(showSaved, () => undefined);

function titleOf(product: string): string {
  return text(`product.${product}` as TextName);
}

async function submit(event: SubmitEvent): Promise<void> {
  // An earlier step only goes on to the next one.
  if (event.defaultPrevented) return;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form)) as Record<string, string>;
  const { product = '', quantity = '' } = fields;
  const order: Order = {
    ...fields,
    text: `${quantity} × ${titleOf(product)}, ${money((products[product] ?? 0) * Number(quantity))}`,
  };
  say(text('saving'));
  try {
    await save({ order });
  } catch (error) {
    return say(text('order.not.saved', { why: (error as Error).message }), 'bad');
  }
  showSaved(order);
  say(text('order.saved'), 'good');
}

function showSaved(order: Order | undefined): void {
  if (!order) return;
  find('[data-saved]').textContent = text('order.saved');
  find('button:not([type])', form).classList.remove('primary');
  find('a.button', form).classList.add('primary');
}

/** Only LeadDesk's events tell what is recorded: a command that was sent may have done nothing. */
function followReceipt(): void {
  const panel = find('[data-receipt]');
  const field = find<HTMLInputElement>('[name=receipt]', panel);
  const showTime = timer(find('[data-receipt-time]'));
  const show = () => {
    const { state, file = '' } = card.receipt;
    if (state === 'stopped') field.value = file;
    if (state === 'cancelled') field.value = '';
    panel.dataset.receipt = state;
    find('[role=status]', panel).textContent = text(`receipt.${state}`, { file });
    find('[data-ld-send^=start]', panel).hidden = state === 'recording';
    find('[data-ld-send^=stop]', panel).hidden = state !== 'recording';
  };
  const showAll = () => {
    show();
    showTime(receiptSince());
  };
  card.on('receipt', () => {
    showAll();
    // The notice of what was sent has just taken some of the page's height.
    if (card.receipt.state === 'recording') panel.scrollIntoView({ block: 'nearest' });
  });
  showAll();
}
