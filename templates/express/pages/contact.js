/** What to say, and what is known of the customer. */
import { html } from '../html.js';
import { list } from '../records.js';

export const path = '/';
export const section = 'contact';

export async function view({ contact, text, language }) {
  const [last] = await list(contact);
  const date = last && new Date(last.time).toLocaleDateString(language, { dateStyle: 'medium' });
  const command = (action, name, params) =>
    html`<button type="button" data-ld-send="${action}" data-ld-once${params && html` data-ld-params="${JSON.stringify(params)}"`}>${text(name)}</button>`;
  return html`<h1>${text('script')}</h1>
      <section class="panel" aria-label="${text('script')}">
        <ol class="talk">
          ${['script.1', 'script.2', 'script.3'].map((line) => html`<li>${text(line)}</li>`)}
        </ol>
        <p class="actions">
          <a class="button primary" href="order">${text('script.yes')}</a>
          <a class="button" href="reasons">${text('script.no')}</a>
        </p>
      </section>
      <section class="facts" aria-label="${text('details')}">
        <dl>
          <div><dt>${text('details.phone')}</dt><dd data-contact="phone"></dd></div>
          <div><dt>${text('details.customer')}</dt><dd data-contact="customers_id"></dd></div>
          <div><dt>${text('details.last')}</dt><dd>${last ? `${date}: ${text(last.reason ?? 'history.open')}` : text('none')}</dd></div>
        </dl>
      </section>
      <details class="more">
        <summary>${text('more')}</summary>
        <div role="group" aria-label="${text('more.recording')}">
          ${command('pause_call_recording', 'more.pause')}
          ${command('continue_call_recording', 'more.continue')}
          <p class="hint">${text('more.continue.hint')}</p>
        </div>
        <div role="group" aria-label="${text('more.window')}">
          ${command('request_full_window', 'more.full')}
          ${command('close', 'more.dialog', { target: 'full_window_campaign_url' })}
        </div>
        <div>
          <button type="button" class="danger" data-ld-send="delete_call_log" data-ld-params="${JSON.stringify({ call_log_id: contact.call_logs_id })}" data-ld-once data-ld-confirm="${text('more.delete.ask')}">${text('more.delete')}</button>
          <p class="hint">${text('more.delete.hint')}</p>
        </div>
      </details>`;
}
