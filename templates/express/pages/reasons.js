/** Call ending reasons. Choosing one ends the call and closes the card, so LeadDesk is told only what is saved. */
import { reasons } from '../catalogue.js';
import { html } from '../html.js';
import { save } from '../records.js';
import { notify } from '../session.js';

export const path = '/reasons';
export const title = 'End call';
export const section = 'reasons';

export function view({ order }) {
  return html`<h1>End call</h1>
      <form class="panel" method="post" action="reasons">
        <fieldset>
          <legend>How did the call end?</legend>
          ${reasons.map(
            ({ id, name, detail }) => html`<label class="choice">
            <input type="radio" name="reason" value="${id}" required>
            <span>${name}</span>
            ${detail && html`<small>${detail}</small>`}
          </label>
          `,
          )}
        </fieldset>
        <div class="field wide">
          <label for="note">Note <span class="optional">optional</span></label>
          <textarea id="note" name="note" rows="3" maxlength="2000"></textarea>
        </div>
        ${order.product && !order.saved && html`<p class="hint">There is an order in this call that is not saved yet.</p>`}
        <p class="actions">
          <button class="primary" aria-describedby="what-happens">Save and end the call</button>
        </p>
        <p class="hint" id="what-happens">
          First this card saves the result. Only when that has succeeded does it tell LeadDesk the reason; LeadDesk then ends the
          call and closes the card.
        </p>
      </form>`;
}

export async function submit(call, { reason: chosen, note = '' }) {
  const reason = reasons.find(({ id }) => String(id) === chosen);
  if (!reason) {
    notify(call, 'bad', 'Choose how the call ended.');
  } else if (reason.needsOrder && !call.order.saved) {
    notify(call, 'bad', `“${reason.name}” needs a saved order. Nothing was sent to LeadDesk.`);
  } else {
    try {
      await save(call.contact, { reason: reason.name, note: String(note).slice(0, 2000) });
      notify(call, 'good', `Saved: ${reason.name}.`, reason.id);
    } catch (error) {
      console.error(error);
      notify(call, 'bad', 'Not saved, so nothing was sent to LeadDesk and the call goes on. Try it again.');
    }
  }
  return 'reasons';
}
