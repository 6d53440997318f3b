/** Does in a page what a person would do there, for a scenario that the simulator plays. */
import type { CardAction, Target } from '../scenario/format.js';
import { isNamed } from '../scenario/in-page.js';
import { notFound } from '../scenario/in-words.js';

const LOOK_AGAIN_MS = 50;

/** Elements that have a role without saying so. A role that is not here has to be said: `role="…"`. */
const ELEMENTS: Record<string, string> = {
  button: 'button, summary, input:is([type=button], [type=submit], [type=reset], [type=image])',
  link: 'a[href], area[href]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  textbox: 'textarea, input:is(:not([type]), [type=text], [type=email], [type=tel], [type=url])',
  searchbox: 'input[type=search]',
  spinbutton: 'input[type=number]',
  slider: 'input[type=range]',
  combobox: 'select:not([multiple])',
  listbox: 'select[multiple]',
  option: 'option',
  heading: 'h1, h2, h3, h4, h5, h6',
  list: 'ul, ol',
  listitem: 'li',
  img: 'img',
  table: 'table',
  row: 'tr',
  cell: 'td',
  columnheader: 'th',
  form: 'form',
  dialog: 'dialog',
  navigation: 'nav',
  main: 'main',
  group: 'fieldset, details',
  status: 'output',
};

/** @param timeout how long its element is waited for, in ms. @returns what has kept it from being done. */
export async function doInPage(action: CardAction, timeout: number, done: (problem?: string) => void): Promise<void> {
  if ('go' in action) {
    done();
    location.href = action.go;
    return;
  }
  if ('press' in action) {
    const { key, ...target } = action.press;
    if (!Object.keys(target).length) {
      done();
      return press(document.activeElement ?? document.body, key);
    }
  }
  const target = Object.values(action)[0] as Target;
  const isUsed = !('sees' in action);
  const element = await find(target, isUsed, timeout);
  if (!element) return done(notFound(target, timeout));
  // The page may be gone when it is done.
  if (!('fill' in action)) done();
  if ('click' in action) click(element);
  else if ('press' in action) press(element, action.press.key);
  else if ('fill' in action) done(fill(element as HTMLInputElement, action.fill.value));
}

async function find(target: Target, isUsed: boolean, timeout: number): Promise<HTMLElement | undefined> {
  const end = performance.now() + timeout;
  for (;;) {
    const found = candidates(target).find((element) => isVisible(element) && !(isUsed && isDisabled(element)));
    if (found || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function candidates({ role, name, label, text, css }: Target): HTMLElement[] {
  if (css !== undefined) return all(css);
  if (text !== undefined) {
    const wanted = tidy(text);
    const has = (element: Element) => tidy(element.textContent ?? '').includes(wanted);
    return all('*').filter((element) => has(element) && ![...element.children].some(has));
  }
  if (label !== undefined)
    return all('input, select, textarea, [aria-label], [aria-labelledby]').filter((field) => isNamed(field, label));
  const elements = all(
    `[role=${JSON.stringify(role)}]${ELEMENTS[role!] ? `, :is(${ELEMENTS[role!]}):not([role])` : ''}`,
  );
  return name === undefined ? elements : elements.filter((element) => isNamed(element, name));
}

/** Also in open shadow roots. */
function all(selector: string, root: Document | ShadowRoot = document): HTMLElement[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? all(selector, shadowRoot) : [],
  );
  return [...root.querySelectorAll<HTMLElement>(selector), ...inside];
}

function isVisible(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
}

function isDisabled(element: Element): boolean {
  return element.matches(':disabled') || element.closest('[aria-disabled=true]') !== null;
}

function click(element: HTMLElement) {
  element.scrollIntoView({ block: 'nearest' });
  const init = { bubbles: true, cancelable: true, composed: true };
  element.dispatchEvent(new PointerEvent('pointerdown', init));
  element.dispatchEvent(new MouseEvent('mousedown', init));
  element.focus();
  element.dispatchEvent(new PointerEvent('pointerup', init));
  element.dispatchEvent(new MouseEvent('mouseup', init));
  element.click();
}

/** @returns why it could not. */
function fill(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, value: string): string | undefined {
  field.focus();
  let written = value;
  if ('options' in field) {
    const option = [...field.options].find(({ label, value: own }) => label === value || own === value);
    if (!option) return `The list has no option ${JSON.stringify(value)}.`;
    written = option.value;
  }
  const init = { bubbles: true, cancelable: true, composed: true };
  field.dispatchEvent(new InputEvent('beforeinput', { ...init, data: value, inputType: 'insertText' }));
  if ('value' in field) {
    // Past what a framework has put before the element's own property, so that it notices.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')!.set!.call(field, written);
  } else (field as HTMLElement).textContent = value;
  field.dispatchEvent(new InputEvent('input', { ...init, data: value, inputType: 'insertText' }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return undefined;
}

/** With what browsers do at Enter, Space and characters; what else a key does is the page's own. */
function press(element: Element, key: string) {
  (element as HTMLElement).focus?.();
  const init = { key, bubbles: true, cancelable: true, composed: true };
  const goesOn = element.dispatchEvent(new KeyboardEvent('keydown', init));
  if (goesOn) {
    const { form, type } = element as HTMLInputElement;
    const isField = element.matches(
      'input:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio])',
    );
    if (key === 'Enter' && isField && form) {
      const submitter = [...form.elements].find((one) => (one as HTMLButtonElement).type === 'submit');
      if (submitter) (submitter as HTMLElement).click();
      else form.requestSubmit();
    } else if ((key === 'Enter' || key === ' ') && element.matches('a[href], button, summary, input') && !isField)
      (element as HTMLElement).click();
    else if (key.length === 1 && (isField || type === 'textarea'))
      fill(element as HTMLInputElement, (element as HTMLInputElement).value + key);
  }
  element.dispatchEvent(new KeyboardEvent('keyup', init));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
