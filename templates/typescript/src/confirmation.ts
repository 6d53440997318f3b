/** The last step of an order: it is read aloud, recorded, and saved. */
import { contact, say } from './card';
import { money, type Product, products } from './catalogue';
import { element, find } from './dom';
import { type Draft, readDraft, writeDraft } from './draft';
import { ld } from './ld';
import { save } from './records';

const draft = readDraft(contact, location.search);
const product = products[draft.product ?? ''];
const receipt = find('[data-receipt]');
const saveButton = find<HTMLButtonElement>('[data-save]');

find(product ? '[data-order]' : '[data-no-order]').hidden = false;
if (product) {
  showOrder(product);
  followReceipt();
  showSaved();
  saveButton.addEventListener('click', () => saveOrder(product));
}

function total({ price }: Product): string {
  return money(price * Number(draft.quantity));
}

function showOrder(product: Product): void {
  const lines = {
    Product: `${product.name} (${product.terms})`,
    Copies: draft.quantity,
    Total: total(product),
    Name: draft.name,
    Address: `${draft.street}, ${draft.postcode} ${draft.city}`,
    'E-mail': draft.email || 'none',
  };
  for (const [term, text] of Object.entries(lines)) {
    const line = document.createElement('div');
    line.append(element('dt', term), element('dd', text ?? ''));
    find('[data-summary]').append(line);
  }
}

/** Only LeadDesk's events tell what is recorded: a command that was sent may have done nothing. */
function followReceipt(): void {
  const show = (state: string, text: string) => {
    receipt.dataset.receipt = state;
    receipt.textContent = text;
  };
  if (draft.receipt) show('stopped', `Recorded: ${draft.receipt}`);
  ld.on('recStarted', ({ file }) => show('started', `Recording: ${file}`));
  ld.on('recStopped', ({ file }) => {
    keep({ receipt: file, saved: '' });
    show('stopped', `Recorded: ${file}`);
    showSaved();
  });
  ld.on('recCancelled', ({ file }) => {
    keep({ receipt: '', saved: '' });
    show('cancelled', `Cancelled: ${file}. Record it again.`);
    showSaved();
  });
}

async function saveOrder(product: Product): Promise<void> {
  const { saved, ...order } = draft;
  say('Saving…');
  try {
    await save(contact, { order: { ...order, text: `${draft.quantity} × ${product.name}, ${total(product)}` } });
  } catch (error) {
    return say(`Not saved. ${(error as Error).message}`, 'bad');
  }
  keep({ saved: new Date().toISOString() });
  showSaved();
  say(`The order is saved${draft.receipt ? '' : ', without a voice receipt'}.`, 'good');
}

function showSaved(): void {
  find('[data-saved]').textContent = draft.saved
    ? 'Saved. You can end the call.'
    : 'Not saved yet. Save the order before you end the call.';
  saveButton.classList.toggle('primary', !draft.saved);
  saveButton.nextElementSibling?.classList.toggle('primary', Boolean(draft.saved));
}

function keep(fields: Draft): void {
  Object.assign(draft, fields);
  if (writeDraft(contact, draft)) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="reasons.html"]')) {
    link.href = `reasons.html?${new URLSearchParams({ saved: draft.saved ?? '' })}`;
  }
}
