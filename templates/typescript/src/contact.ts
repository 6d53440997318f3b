/** The first page: the last call with this customer, whose name an earlier order may have. */
import { showName } from './card';
import { card } from './ld';
import { list } from './records';
import { language, text } from './texts';

const records = list().catch(() => []);
const last = document.querySelector('[data-last]');

records.then(([latest, ...earlier]) => {
  if (!card.contact.name) showName([latest, ...earlier].find((record) => record?.order)?.order?.name);
  if (!last) return;
  const date = latest && new Date(latest.time).toLocaleDateString(language, { dateStyle: 'medium' });
  last.textContent = latest ? `${date}: ${text(latest.reason ?? 'history.open')}` : text('none');
});
