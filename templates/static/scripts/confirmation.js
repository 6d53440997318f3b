/** The last step of an order: it is read aloud, recorded, and saved. */
import { contact, say } from './card.js';
import { money, products } from './catalogue.js';
import { element } from './dom.js';
import { readDraft, writeDraft } from './draft.js';
import { save } from './records.js';

const { ld } = window;
const draft = readDraft(contact, location.search);
const product = products[draft.product];
const receipt = document.querySelector('[data-receipt]');
const saveButton = document.querySelector('[data-save]');

document.querySelector(product ? '[data-order]' : '[data-no-order]').hidden = false;
if (product) {
  showOrder();
  followReceipt();
  showSaved();
  saveButton.addEventListener('click', saveOrder);
}

function lines() {
  return {
    Product: `${product.name} (${product.terms})`,
    Copies: draft.quantity,
    Total: money(product.price * Number(draft.quantity)),
    Name: draft.name,
    Address: `${draft.street}, ${draft.postcode} ${draft.city}`,
    'E-mail': draft.email || 'none',
  };
}

function showOrder() {
  for (const [term, text] of Object.entries(lines())) {
    const line = document.createElement('div');
    line.append(element('dt', term), element('dd', text));
    document.querySelector('[data-summary]').append(line);
  }
}

/** Only LeadDesk's events tell what is recorded: a command that was sent may have done nothing. */
function followReceipt() {
  const show = (state, text) => {
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

async function saveOrder() {
  const { saved, ...order } = draft;
  say('Saving…');
  try {
    await save(contact, { order: { ...order, text: `${draft.quantity} × ${product.name}, ${lines().Total}` } });
  } catch (error) {
    return say(`Not saved. ${error.message}`, 'bad');
  }
  keep({ saved: new Date().toISOString() });
  showSaved();
  say(`The order is saved${draft.receipt ? '' : ', without a voice receipt'}.`, 'good');
}

function showSaved() {
  document.querySelector('[data-saved]').textContent = draft.saved
    ? 'Saved. You can end the call.'
    : 'Not saved yet. Save the order before you end the call.';
  saveButton.classList.toggle('primary', !draft.saved);
  saveButton.nextElementSibling.classList.toggle('primary', Boolean(draft.saved));
}

function keep(fields) {
  Object.assign(draft, fields);
  if (writeDraft(contact, draft)) return;
  for (const link of document.querySelectorAll('a[href^="reasons.html"]')) {
    link.href = `reasons.html?${new URLSearchParams({ saved: draft.saved })}`;
  }
}
