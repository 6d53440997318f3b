/** What has been saved for this contact. */
import { say } from './card';
import { element, find } from './dom';
import { type CallRecord, list } from './records';
import { language, text } from './texts';

list().then(
  (records) => {
    find('[data-records]').append(...records.map(item));
    find('[data-empty]').hidden = records.length > 0;
  },
  ({ message }: Error) => say(`${text('history.failed')} ${message}`, 'bad'),
);

function item({ time, reason, order, note }: CallRecord): HTMLLIElement {
  const entry = element('li', '');
  const date = new Date(time).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const when = Object.assign(element('time', date), { dateTime: time });
  entry.append(element('h2', text(reason ?? 'history.open')), when);
  if (order) entry.append(element('p', order.text));
  if (order?.receipt) entry.append(element('p', text('history.receipt', { file: order.receipt })));
  if (note) entry.append(element('p', note));
  return entry;
}
