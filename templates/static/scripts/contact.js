/** The first page: the last call with this customer, whose name an earlier order may have. */
started.then(async () => {
  const last = document.querySelector('[data-last]');
  const records = await list().catch(() => []);
  if (!card.contact.name) showName(records.find(({ order }) => order)?.order.name);
  if (!last) return;
  const [latest] = records;
  last.textContent = latest ? `${dateOf(latest)}: ${text(latest.reason ?? 'history.open')}` : text('none');
});

function dateOf({ time }) {
  return new Date(time).toLocaleDateString(texts.language, { dateStyle: 'medium' });
}
