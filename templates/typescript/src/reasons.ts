/** Call ending reasons. Choosing one ends the call and closes the card, so it waits for the save. */
import { contact, say } from './card';
import { type Reason, reasons } from './catalogue';
import { choice, find } from './dom';
import { readDraft } from './draft';
import { ld } from './ld';
import { save } from './records';

const form = find<HTMLFormElement>('[data-reasons]');
const draft = readDraft(contact, location.search);
let busy = false;

for (const { id, name, detail } of reasons) {
  find('[data-choices]').append(choice('reason', id, name, detail));
}
if (draft.product && !draft.saved) say('There is an order in this call that is not saved yet.', 'bad');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const reason = reasons.find(({ id }) => String(id) === fields.get('reason'));
  if (busy || !reason) return;
  busy = true;
  await end(reason, String(fields.get('note')));
  busy = false;
});

async function end(reason: Reason, note: string): Promise<void> {
  if (reason.needsOrder && !draft.saved) {
    return say(`“${reason.name}” needs a saved order. Nothing was sent to LeadDesk.`, 'bad');
  }
  say('Saving…');
  try {
    await save(contact, { reason: reason.name, note });
  } catch (error) {
    return say(`Not saved, so nothing was sent to LeadDesk and the call goes on. ${(error as Error).message}`, 'bad');
  }
  if (ld.send('select_reason', { id: reason.id })) {
    say(`Saved. LeadDesk was told “${reason.name}”. If this card stays open, choose the reason in LeadDesk.`, 'good');
  } else {
    say(`Saved, but LeadDesk could not be told. Choose “${reason.name}” in LeadDesk.`, 'bad');
  }
}
