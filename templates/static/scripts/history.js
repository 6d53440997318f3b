/** What has been saved for this contact. */
import { contact, say } from './card.js';
import { element } from './dom.js';
import { list } from './records.js';

try {
  const records = await list(contact);
  document.querySelector('[data-records]').append(...records.map(item));
  document.querySelector('[data-empty]').hidden = records.length > 0;
} catch (error) {
  say(`The history cannot be shown. ${error.message}`, 'bad');
}

function item({ time, reason, order, note }) {
  const entry = element('li', '');
  const when = element('time', new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }));
  when.dateTime = time;
  entry.append(element('h2', reason ?? 'No reason chosen'), when);
  if (order) entry.append(element('p', order.text));
  if (order?.receipt) entry.append(element('p', `Voice receipt: ${order.receipt}`));
  if (note) entry.append(element('p', note));
  return entry;
}
