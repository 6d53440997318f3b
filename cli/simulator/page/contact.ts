/** The contact and the card's address, which it fills. */
import { placeholders, unfilled } from '../address.js';
import { CONTACTS } from '../contacts.js';
import type { Contact } from '../state.js';
import type { Report, View } from '../wire.js';
import { byId, make, setText } from './dom.js';

export function createContactForm(report: (report: Report) => void) {
  const address = byId<HTMLInputElement>('address');
  const fields = byId('fields');
  let shown: { contact: Contact; address: string } | undefined;
  let nextContact = 1;

  for (const id of ['address-form', 'contact-form']) {
    byId(id).onsubmit = (event) => {
      event.preventDefault();
      report({ kind: 'contact', contact: edited(), address: address.value });
    };
    byId(id).oninput = showState;
  }
  byId('add-field').onclick = () => {
    const name = make('input', {
      className: 'name',
      placeholder: 'placeholder',
      spellcheck: false,
      ariaLabel: 'Name of the field',
    });
    const value = make('input', { spellcheck: false, ariaLabel: 'Value of the field' });
    fields.append(make('label', {}, name, value, make('small')));
    name.focus();
  };
  byId('next-contact').onclick = next;

  function next() {
    report({ kind: 'contact', contact: CONTACTS[nextContact++ % CONTACTS.length]!, address: address.value });
  }

  function edited(): Contact {
    const entries = [...fields.children].map((label) => {
      const [name, value] = label.querySelectorAll('input');
      return value ? [name!.value.trim(), value.value] : [name!.name, name!.value];
    });
    return Object.fromEntries(entries.filter(([name]) => name));
  }

  function showState() {
    const missing = unfilled(address.value, edited());
    const isNew =
      shown && (JSON.stringify(shown.contact) !== JSON.stringify(edited()) || shown.address !== address.value);
    document.body.dataset.edited = String(Boolean(isNew));
    const wanted = placeholders(address.value);
    for (const label of fields.children) {
      const [name, value] = label.querySelectorAll('input');
      const isUsed = wanted.includes(value ? name!.value.trim() : name!.name);
      setText(label.querySelector('small')!, isUsed ? '' : 'not in the address');
    }
    setText(
      byId('address-hint'),
      missing.length ? `No field fills {${missing.join('}, {')}}: it stays in braces, as in LeadDesk.` : '',
    );
  }

  return {
    next,
    show(view: View) {
      const { contact } = view.state;
      // What is being edited stays, unless another contact has come.
      if (shown && JSON.stringify(shown) === JSON.stringify({ contact, address: view.address })) return;
      shown = { contact, address: view.address };
      address.value = view.address;
      setText(byId('contact-name'), [contact.name, contact.phone].filter(Boolean).join(' · '));
      fields.replaceChildren(
        ...Object.entries(contact).map(([name, value]) =>
          make(
            'label',
            {},
            make('span', {}, name),
            make('input', { name, value, spellcheck: false, autocomplete: 'off' }),
            make('small'),
          ),
        ),
      );
      showState();
    },
  };
}
