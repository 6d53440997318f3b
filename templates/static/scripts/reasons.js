/** Call ending reasons. Choosing one ends the call and closes the card, so it waits for the save. */
const form = document.querySelector('[data-reasons]');
const choices = form.querySelector('[data-choices]');
let isBusy = false;

for (const { id, detail } of reasons) choices.append(choice('reason', id, '', detail && ' '));

started.then(async () => {
  for (const [index, { name, detail }] of reasons.entries()) {
    const label = choices.querySelectorAll('label')[index];
    label.querySelector('span').textContent = text(name);
    if (detail) label.querySelector('small').textContent = text(detail);
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    await end(reasons.find(({ id }) => String(id) === form.elements.reason.value));
    isBusy = false;
  });
});

async function end({ id, name, needsOrder }) {
  const reason = text(name);
  say(text('saving'));
  try {
    if (needsOrder && !(await savedOrder())) return say(text('reasons.needs', { reason }), 'bad');
    await save({ reason: name, note: form.elements.note.value });
  } catch ({ message }) {
    return say(`${text('reasons.not.saved')} ${message}`, 'bad');
  }
  const isSent = ld.send('select_reason', { id });
  say(text(isSent ? 'reasons.told' : 'reasons.not.told', { reason }), isSent ? 'good' : 'bad');
}
