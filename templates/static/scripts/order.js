/** The order: what the form says is saved as a record of the call. */
const form = document.querySelector('[data-steps]');
const saved = document.querySelector('[data-saved]');

for (const [id, price] of Object.entries(products)) {
  // Before the companion looks for drafts, so without the texts.
  const option = choice('product', id, '');
  Object.assign(option.querySelector('input').dataset, { price });
  form.querySelector('[data-products]').append(option);
}
form.querySelector('[name=product]').defaultChecked = true;

started.then(async () => {
  for (const option of form.querySelectorAll('[data-products] label')) {
    const product = `product.${option.querySelector('input').value}`;
    option.querySelector('span').textContent =
      `${text(product)}, ${money(option.querySelector('input').dataset.price)}`;
    option.append(element('small', text(`${product}.terms`)));
  }
  form.addEventListener('submit', submit);
  showSaved(await savedOrder().catch(() => undefined));
});

async function submit(event) {
  // An earlier step only goes on to the next one.
  if (event.defaultPrevented) return;
  event.preventDefault();
  const order = Object.fromEntries(new FormData(form));
  const name = text(`product.${order.product}`);
  say(text('saving'));
  try {
    await save({
      order: { ...order, text: `${order.quantity} × ${name}, ${money(products[order.product] * order.quantity)}` },
    });
  } catch ({ message }) {
    return say(text('order.not.saved', { why: message }), 'bad');
  }
  showSaved(order);
  say(text('order.saved'), 'good');
}

function showSaved(order) {
  if (!order) return;
  saved.textContent = text('order.saved');
  form.querySelector('button:not([type])').classList.remove('primary');
  form.querySelector('a.button').classList.add('primary');
}
