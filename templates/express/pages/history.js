/** What has been saved for this contact. */
import { html } from '../html.js';
import { list } from '../records.js';

export const path = '/history';
export const title = 'History';
export const section = 'history';

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export async function view({ contact }) {
  const records = await list(contact);
  return html`<h1>History</h1>
      ${
        records.length > 0
          ? html`<ol class="records" aria-label="Earlier calls, the latest first">
        ${records.map(item)}
      </ol>`
          : html`<p class="empty">Nothing has been saved for this contact yet.</p>`
      }`;
}

function item({ time, reason, order, note }) {
  return html`<li>
          <h2>${reason ?? 'No reason chosen'}</h2>
          <time datetime="${time}">${date.format(new Date(time))}</time>
          ${order && html`<p>${order.text}</p>`}
          ${order?.receipt && html`<p>Voice receipt: ${order.receipt}</p>`}
          ${note && html`<p>${note}</p>`}
        </li>
        `;
}
