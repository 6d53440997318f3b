/** What has been saved for this contact. */
import { contact, say } from './card';
import { element, find } from './dom';
import { type CallRecord, list } from './records';

list(contact).then(
  (records) => {
    find('[data-records]').append(...records.map(item));
    find('[data-empty]').hidden = records.length > 0;
  },
  (error: Error) => say(`The history cannot be shown. ${error.message}`, 'bad'),
);

function item({ time, reason, order, note }: CallRecord): HTMLLIElement {
  const entry = document.createElement('li');
  const when = element('time', new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }));
  when.dateTime = time;
  entry.append(element('h2', reason ?? 'No reason chosen'), when);
  if (order) entry.append(element('p', order.text));
  if (order?.receipt) entry.append(element('p', `Voice receipt: ${order.receipt}`));
  if (note) entry.append(element('p', note));
  return entry;
}
