/** What has been saved for this contact. */
started.then(async () => {
  try {
    const records = await list();
    document.querySelector('[data-records]').append(...records.map(item));
    document.querySelector('[data-empty]').hidden = records.length > 0;
  } catch ({ message }) {
    say(`${text('history.failed')} ${message}`, 'bad');
  }
});

function item({ time, reason, order, note }) {
  const entry = element('li', '');
  const date = new Date(time).toLocaleString(texts.language, { dateStyle: 'medium', timeStyle: 'short' });
  const when = Object.assign(element('time', date), { dateTime: time });
  entry.append(element('h2', text(reason ?? 'history.open')), when);
  if (order) entry.append(element('p', order.text));
  if (order?.receipt) entry.append(element('p', text('history.receipt', { file: order.receipt })));
  if (note) entry.append(element('p', note));
  return entry;
}
