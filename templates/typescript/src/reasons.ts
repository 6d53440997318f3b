/** Call ending reasons. Choosing one ends the call and closes the card, so it waits for the save. */
import { say } from './card';
import { type Reason, reasons } from './catalogue';
import { choice, find } from './dom';
import { ld } from './ld';
import { save, savedOrder } from './records';
import { text } from './texts';

const form = find<HTMLFormElement>('[data-reasons]');
let isBusy = false;

for (const { id, name, detail } of reasons) {
  find('[data-choices]', form).append(choice('reason', id, text(name), detail && text(detail)));
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const reason = reasons.find(({ id }) => String(id) === fields.get('reason'));
  if (!reason || isBusy) return;
  isBusy = true;
  await end(reason, String(fields.get('note')));
  isBusy = false;
});

async function end({ id, name, needsOrder }: Reason, note: string): Promise<void> {
  const reason = text(name);
  say(text('saving'));
  try {
    if (needsOrder && !(await savedOrder())) return say(text('reasons.needs', { reason }), 'bad');
    await save({ reason: name, note });
  } catch (error) {
    return say(`${text('reasons.not.saved')} ${(error as Error).message}`, 'bad');
  }
  const isSent = ld.send('select_reason', { id });
  say(text(isSent ? 'reasons.told' : 'reasons.not.told', { reason }), isSent ? 'good' : 'bad');
}
