/** Call ending reasons. Choosing one ends the call and closes the card, so it waits for the save. */
import { contact, say } from './card.js';
import { reasons } from './catalogue.js';
import { choice } from './dom.js';
import { readDraft } from './draft.js';
import { save } from './records.js';

const { ld } = window;
const form = document.querySelector('[data-reasons]');
const draft = readDraft(contact, location.search);
let busy = false;

for (const { id, name, detail } of reasons) {
  form.querySelector('[data-choices]').append(choice('reason', id, name, detail));
}
if (draft.product && !draft.saved) say('There is an order in this call that is not saved yet.', 'bad');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  await end(reasons.find(({ id }) => String(id) === form.elements.reason.value));
  busy = false;
});

async function end(reason) {
  if (reason.needsOrder && !draft.saved) {
    return say(`“${reason.name}” needs a saved order. Nothing was sent to LeadDesk.`, 'bad');
  }
  say('Saving…');
  try {
    await save(contact, { reason: reason.name, note: form.elements.note.value });
  } catch (error) {
    return say(`Not saved, so nothing was sent to LeadDesk and the call goes on. ${error.message}`, 'bad');
  }
  if (ld.send('select_reason', { id: reason.id })) {
    say(`Saved. LeadDesk was told “${reason.name}”. If this card stays open, choose the reason in LeadDesk.`, 'good');
  } else {
    say(`Saved, but LeadDesk could not be told. Choose “${reason.name}” in LeadDesk.`, 'bad');
  }
}
