/** Forms: POST carries in its address, GET as fields; and the submitter may overrule the form. */
import { carried, carry, isOwn, keptUnless } from './carry.js';
import { clicked } from './clicks.js';
import { sendFor, sendWhenLeft } from './declared.js';
import { attribute, isSkipped } from './dom.js';
import { nameOf, valueOf } from './query.js';
import { atEnd, rewrite } from './step.js';
import { isSubmitButton, staysInFrame } from './target.js';

type Submitter = Element | null | undefined;

/** The form that the browser is about to read, and its submitter. Other `formdata` events are the page's own. */
let submitting: [form?: Element, submitter?: Submitter] = [];

/** Looks at a submit. */
export function submit({ target, submitter }: any): () => void {
  return () => {
    // Safari before 15.4 does not say which button it was.
    if (submitter === undefined) submitter = clicked.find((node: any) => isSubmitButton(node) && node.form === target);
    carryForm(target, submitter);
    const leavesPage = staysInFrame(setting('target', target, submitter)) && !isMethod('dialog', target, submitter);
    (leavesPage ? sendWhenLeft : sendFor)(submitter);
  };
}

/** Looks at a form's fields being read. Listeners of the page see the form as its author wrote it. */
export function formdata({ target, formData }: FormDataEvent): (() => void) | void {
  const [form, submitter] = submitting;
  if (target === form) return () => carryFields(form!, submitter, formData);
}

/** Gives a form that is about to be read its parameters, if it loads a page of the card in this frame. */
export function carryForm(form: Element, submitter?: Submitter): void {
  submitting = [form, submitter];
  atEnd(() => {
    submitting = [];
  });
  carryFields(form, submitter);
}

/** @param fields of a form that is being read. Chromium has read its action before, other browsers have not. */
function carryFields(form: Element, submitter: Submitter, fields?: FormData): void {
  // An empty or missing action is the document's address, whatever <base> says.
  const action = setting('action', form, submitter) || location.href;
  if (!isOwn(action) || !staysInFrame(setting('target', form, submitter)) || isSkipped(form) || isSkipped(submitter))
    return;
  // Any other method but dialog means GET, whose action loses its query.
  if (isMethod('post', form, submitter)) {
    const names = Array.from(controlsOf(form), (control) => attribute(control, 'name'));
    const carrying = carry(action, true, (name) => names.indexOf(name) >= 0);
    rewrite(submitter || form, submitter ? 'formaction' : 'action', carrying);
  } else if (fields) {
    for (const parameter of keptUnless((name) => fields.has(name)))
      fields.append(nameOf(parameter), valueOf(parameter));
    carried.forEach((value, name) => fields.set(name, value));
  }
}

function controlsOf(form: Element): ArrayLike<Element> {
  return Reflect.get(HTMLFormElement.prototype, 'elements', form);
}

/** HTML, "form submission algorithm": what the submitter specifies goes before what the form says. */
function setting(name: string, form: Element, submitter: Submitter): string | null {
  return attribute(submitter, `form${name}`) ?? attribute(form, name);
}

function isMethod(method: string, form: Element, submitter: Submitter): boolean {
  return (setting('method', form, submitter) || '').toLowerCase() === method;
}
