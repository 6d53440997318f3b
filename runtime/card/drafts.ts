/**
 * `data-ld-draft`: what was typed into a form stays in this tab, for this contact, until the form is submitted.
 *
 * Two values of each field are kept: the one that the server (or a script) had filled in, and the agent's. The agent's
 * comes back where the page fills in the same as before; anything newer from the server wins.
 */
import { attribute, listen } from './dom.js';
import { submitted } from './submits.js';
import { type Draft, isStored, update } from './tab.js';

type Field = HTMLInputElement & { options?: HTMLOptionsCollection };

/** Never kept, by type and `autocomplete`: secrets, files, tokens of the server's, and what buttons say. */
const LEFT_OUT = /hidden|password|file|submit|button|\bcc-/i;

/** What was filled in when a field was first seen; `null` for one that is left out, whatever type it takes later. */
const filledIn = new Map<Field, string | null | undefined>();

let isKeeping = false;

/** Keeps the drafts of a page whose contact is known. */
export function keepDrafts(): void {
  // The page's own listeners are there by then, to hear of what comes back.
  const later = () => setTimeout(start);
  addEventListener('DOMContentLoaded', later);
  if (document.readyState != 'loading') later();
}

function start(): void {
  keepAll();
  listen('pagehide input', keepAll);
  new MutationObserver(keepAll).observe(document, { childList: true, subtree: true });
}

function keepAll(): void {
  // The events of a restored field come back here.
  if (isKeeping) return;
  isKeeping = true;
  update(({ drafts }) => {
    const seen: Record<string, Draft> = {};
    document.querySelectorAll('form[data-ld-draft]').forEach((form) => {
      let name = location.pathname + ' ' + attribute(form, 'draft');
      // Several forms may have the same name.
      while (seen[name]) name += '+';
      keep(form, (seen[name] = drafts[name] = drafts[name] || {}));
      if (submitted.target == form && !submitted.defaultPrevented) delete drafts[name];
    });
  });
  isKeeping = false;
}

/** Gives the fields of a form that were not seen before what the agent had typed, and keeps what is typed now. */
function keep(form: Element, draft: Draft): void {
  const all = [...document.querySelectorAll<Field>('input,textarea,select')].filter((field) => field.form == form);
  for (const field of all) {
    const { type, options } = field;
    const alike = all.filter((other) => other.name == field.name);
    const isRadio = type == 'radio';
    const choices: any[] = [...(options || (isRadio ? alike.filter((other) => other.type == type) : [field]))];
    // Radio buttons of a name are one field.
    if (isRadio && field != choices[0]) continue;
    const key: any = [field.name || field.id, alike.indexOf(field)];
    const chosen = options ? 'selected' : isRadio || type == 'checkbox' ? 'checked' : 'value';
    const read = () => choices.map((choice) => (choice[chosen] ? '\0' + choice.value : '')).join('');
    const fill = (value: string) => {
      // Past the setters that frameworks put on the element itself, as a person's input goes.
      for (const choice of choices)
        Reflect.set(
          Object.getPrototypeOf(choice),
          chosen,
          chosen == 'value' ? value.slice(1) : value.split('\0').indexOf(choice.value, 1) > 0,
          choice,
        );
    };
    let given = filledIn.get(field);
    const now = read();
    if (given === undefined) {
      const [before, value] = draft[key] || [];
      const isLeftOut =
        LEFT_OUT.test(`${type} ${field.getAttribute('autocomplete')}`) || field.closest('[data-ld-pause]');
      if (!isStored && !filledIn.size) console.warn('data-ld-draft: storage is blocked');
      // Anything but these two is newer than what the agent had seen: the server wins.
      filledIn.set(field, (given = isLeftOut ? null : now == value ? before : now));
      if (now == before) {
        fill(value!);
        // What is not offered any more.
        if (read() != value) fill(now);
        // At once: a handler may fill the choices of the next field.
        for (const type of ['input', 'change'])
          (choices.find(({ checked }) => checked) || field).dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
    const last = read();
    if (given != null && given != last) draft[key] = [given, last];
    else delete draft[key];
  }
}
