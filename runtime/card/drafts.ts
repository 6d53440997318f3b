/**
 * `data-ld-draft`: what was typed into a form stays in this tab, for this contact, until the form is submitted.
 *
 * Two values of each field are kept: the one that the server (or a script) had filled in, and the agent's. The agent's
 * comes back where the page fills in the same as before; anything newer from the server wins.
 */
import { attribute, listen } from './dom.js';
import { isStored, update } from './tab.js';

type Field = HTMLInputElement & { options?: HTMLOptionsCollection };

/** Never kept, by type and `autocomplete`: secrets, files, and tokens of the server's. */
const LEFT_OUT = /password|file|hidden|\bcc-/;

/** What was filled in when a field was first seen; `null` for one that is left out, whatever type it takes later. */
const filledIn = new Map<Field, string | null>();

let isKeeping = false;

/** The last submit, until something is typed again. */
let submitted: { target: EventTarget | null; defaultPrevented?: boolean } | undefined;

/** Keeps the drafts of a page whose contact is known. */
export function keepDrafts(): void {
  const keepAll = () => {
    if (document.readyState != 'loading') document.querySelectorAll<Element>('form[data-ld-draft]').forEach(keep);
  };
  keepAll();
  listen('readystatechange pagehide', keepAll);
  new MutationObserver(keepAll).observe(document, { childList: true, subtree: true });
  listen('submit', (event) => {
    submitted = event;
  });
  // It fires no event.
  const { submit } = HTMLFormElement.prototype;
  HTMLFormElement.prototype.submit = function () {
    submitted = { target: this };
    submit.call(this);
  };
  listen('input change', ({ type, target }) => {
    if (attribute(target.form, 'draft') == null) return;
    if (type == 'input') submitted = undefined;
    keep(target.form);
  });
}

/** Gives the fields of a form that were not seen before what the agent had typed, and keeps what is typed now. */
function keep(form: Element): void {
  // The events of a restored field come back here.
  if (isKeeping) return;
  isKeeping = true;
  update(({ drafts }) => {
    const name = location.pathname + ' ' + attribute(form, 'draft');
    const fields = (drafts[name] = drafts[name] || {});
    const all = [...document.querySelectorAll<Field>('input,textarea,select')].filter((field) => field.form == form);
    for (const field of all) {
      const { type, options } = field;
      const alike = all.filter((other) => other.type == type && other.name == field.name);
      const isRadio = type == 'radio';
      // Radio buttons of a name are one field.
      if (isRadio && field != alike[0]) continue;
      const key = (field.name || field.id) + ' ' + alike.indexOf(field);
      const choices: any[] | undefined = isRadio
        ? alike
        : options
          ? [...options]
          : type == 'checkbox'
            ? [field]
            : undefined;
      const chosen = options ? 'selected' : 'checked';
      let now = choices
        ? choices
            .filter((choice) => choice[chosen])
            .map((choice) => choice.value)
            .join('\n')
        : field.value;
      if (!filledIn.has(field)) {
        let [before, value] = fields[key] || [now, now];
        // The server has newer than what the agent had seen.
        if (now != before && now != value) before = value = now;
        const isLeftOut =
          LEFT_OUT.test(`${type} ${field.getAttribute('autocomplete')}`) || field.closest('[data-ld-pause]');
        if (!isStored && !filledIn.size) console.warn('data-ld-draft: storage is blocked');
        filledIn.set(field, isLeftOut ? null : before);
        if (now != value) {
          if (choices) for (const choice of choices) choice[chosen] = value.split('\n').indexOf(choice.value) >= 0;
          // As a person's input does, past the setters that frameworks put on the element itself.
          else Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
          // At once: a handler may fill the choices of the next field.
          for (const type of ['input', 'change'])
            (isRadio ? alike.find(({ checked }) => checked)! : field).dispatchEvent(new Event(type, { bubbles: true }));
          now = value;
        }
      }
      const before = filledIn.get(field);
      if (before != null && before != now) fields[key] = [before, now];
      else delete fields[key];
    }
    if (submitted && submitted.target == form && !submitted.defaultPrevented) delete drafts[name];
  });
  isKeeping = false;
}
