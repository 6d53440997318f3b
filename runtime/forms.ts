/** Forms: POST carries in its address, GET as fields; and the submitter may overrule the form. */
import { carry, eachCarried, isOwn } from './carry.js';
import { clicked } from './clicks.js';
import { forgetSubmit, sendFor, sendWhenLeft } from './declared.js';
import { attribute, isSkipped, resolve } from './dom.js';
import { valueOf } from './query.js';
import { atEnd, rewrite } from './step.js';
import { staysInFrame } from './target.js';

type Submitter = Element | null | undefined;

/** The form that the browser is about to read, and its submitter. Other `formdata` events are the page's own. */
let submitting: [form?: Element, submitter?: Submitter] = [];

/** Looks at a submit. */
export function submit({ target, submitter }: any): () => void {
  forgetSubmit();
  return () => {
    // Safari before 15.4 does not say which button it was.
    if (submitter === undefined && clicked && clicked.form === target) submitter = clicked;
    const leavesPage = carryForm(target, submitter);
    (leavesPage ? sendWhenLeft : sendFor)(submitter);
  };
}

/** Looks at a form's fields being read. Listeners of the page see the form as its author wrote it. */
export function formdata({ target, formData }: FormDataEvent): (() => void) | void {
  const [form, submitter] = submitting;
  if (target === form) return () => void carryForm(form!, submitter, formData);
}

/**
 * Gives a form its parameters, if it loads a page of the card in this frame.
 *
 * @param fields once they are read; a form that is about to be read has none yet. Chromium has read the action before
 * them, other browsers read it after them.
 * @returns whether the form loads a page in this frame, of whatever origin.
 */
export function carryForm(form: Element, submitter?: Submitter, fields?: FormData): boolean {
  // HTML, "form submission algorithm": what the submitter specifies goes before what the form says.
  const setting = (name: string) => attribute(submitter, `form${name}`) ?? attribute(form, name);
  // An empty or missing action is the document's address, whatever <base> says.
  const action = setting('action') || location.href;
  const method = setting('method') || 'get';
  const leavesPage = staysInFrame(setting('target')) && !/^dialog$/i.test(method);
  if (leavesPage && isOwn(resolve(action)) && !isSkipped(form) && !isSkipped(submitter)) {
    if (!fields) {
      submitting = [form, submitter];
      atEnd(() => {
        submitting = [];
      });
    }
    if (/^post$/i.test(method)) {
      rewrite(submitter || form, submitter ? 'formaction' : 'action', carry(action, form));
    } else if (fields) {
      // Any other method means GET, whose action loses its query.
      eachCarried(
        (name) => fields.has(name),
        (name, parameters) => {
          parameters.forEach((parameter, index) => fields[index ? 'append' : 'set'](name, valueOf(parameter)));
        },
      );
    }
  }
  return leavesPage;
}
