/** What has been saved for this contact. */
import { html } from '../html.js';
import { list } from '../records.js';

export const path = '/history';
export const section = 'history';

export async function view({ contact, text, language }) {
  const records = await list(contact);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const item = ({ time, reason, order, note }) => html`<li>
          <h2>${text(reason ?? 'history.open')}</h2>
          <time datetime="${time}">${date.format(new Date(time))}</time>
          ${order && html`<p>${order.text}</p>`}
          ${order?.receipt && html`<p>${text('history.receipt', { file: order.receipt })}</p>`}
          ${note && html`<p>${note}</p>`}
        </li>
        `;
  return html`<h1>${text('history')}</h1>
      ${
        records.length > 0
          ? html`<ol class="records" aria-label="${text('history.list')}">
        ${records.map(item)}
      </ol>`
          : html`<p class="empty">${text('history.none')}</p>`
      }`;
}
