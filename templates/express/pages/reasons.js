/** Call ending reasons. Choosing one ends the call and closes the card, so LeadDesk is told only what is saved. */
import { reasons } from '../catalogue.js';
import { html } from '../html.js';
import { recordOf, save, savedOrder } from '../records.js';

export const path = '/reasons';
export const section = 'reasons';

/** For how long after the save LeadDesk may be told, in ms: a command that is sent late could end the wrong call. */
const TELL_MS = 30_000;

export async function view(locals) {
  const { contact, query, fields = {}, text, notice } = locals;
  const told = query.saved && (await recordOf(contact, query.saved));
  if (told && Date.now() - Date.parse(told.time) < TELL_MS) {
    notice.reason = reasons.find(({ name }) => name === told.reason);
  }
  return html`<h1>${text('reasons')}</h1>
      <form class="panel" method="post" action="reasons" data-ld-draft="reasons">
        <fieldset>
          <legend>${text('reasons.how')}</legend>
          ${reasons.map(
            ({ id, name, detail }) => html`<label class="choice">
            <input type="radio" name="reason" value="${id}" required>
            <span>${text(name)}</span>
            ${detail && html`<small>${text(detail)}</small>`}
          </label>
          `,
          )}
        </fieldset>
        <div class="field">
          <label for="note">${text('reasons.note')} <span class="optional">${text('optional')}</span></label>
          <textarea id="note" name="note" rows="2" maxlength="2000">${fields.note}</textarea>
        </div>
        <p class="actions">
          <button class="primary" aria-describedby="what-happens">${text('reasons.save')}</button>
        </p>
        <p class="hint" id="what-happens">${text('reasons.hint')}</p>
      </form>`;
}

export async function submit({ contact, fields, text }) {
  const reason = reasons.find(({ id }) => String(id) === fields.reason);
  if (!reason) return { fault: text('reasons.choose') };
  try {
    if (reason.needsOrder && !(await savedOrder(contact))) {
      return { fault: text('reasons.needs', { reason: text(reason.name) }) };
    }
    const id = await save(contact, { reason: reason.name, note: String(fields.note ?? '').slice(0, 2000) });
    return { to: `reasons?saved=${id}` };
  } catch (error) {
    console.error(error);
    return { fault: text('reasons.not.saved') };
  }
}
