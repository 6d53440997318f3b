/**
 * Forms, and what links have in common with them. Links and POST forms carry in their address, GET forms as fields; a
 * form's submitter may overrule it.
 */
import { carry } from './carry.js';
import { sendFor, sendWhenLeft } from './declared.js';
import { attribute, isSkipped, ofDocument, setAttribute } from './dom.js';
import { atEnd } from './step.js';

type Submitter = Element | null | undefined;

/** The form that the browser is about to read, and its submitter. Other `formdata` events are the page's own. */
let submitting: [form?: Element, submitter?: Submitter] = [];

/** Looks at a submit. */
export function submit(event: any): () => void {
  return () => {
    if (carryFrom(event.target, '', event.submitter)) sendWhenLeft(event);
    else sendFor(event.submitter);
  };
}

/** Looks at a form's fields being read. Listeners of the page see the form as its author wrote it. */
export function formdata({ target, formData }: FormDataEvent): (() => void) | false {
  const [form, submitter] = submitting;
  return target == form && (() => void carryFrom(form!, '', submitter, formData));
}

/**
 * Has a link or a form carry, if it loads a page of the card in this frame.
 *
 * @param href the name of a link's attribute that has its address.
 * @param fields of a form, once they are read; one that is about to be read has none yet. Chromium has read the action
 * before them, other browsers read it after them.
 * @returns whether it loads a page in this frame, of whatever origin.
 */
export function carryFrom(element: Element, href?: string, submitter?: Submitter, fields?: FormData): boolean {
  // HTML, "form submission algorithm": what the submitter specifies goes before what the form says.
  const setting = (name: string, otherwise?: string | null | undefined) =>
    [attribute(submitter, `form${name}`), attribute(element, name), otherwise].find((value) => value != null);
  const method = setting('method')!;
  const isGet = !href && !/^post$/i.test(method);
  // HTML, "get an element's target".
  const base: Element | null = ofDocument('querySelector').call(document, 'base[target]');
  const target = setting('target', attribute(base, 'target'));
  const leavesPage = (!target || /^_self$/i.test(target) || target == window.name) && !/^dialog$/i.test(method);
  const address =
    leavesPage &&
    !isSkipped(element) &&
    !isSkipped(submitter) &&
    // An empty or missing action is the document's address, whatever <base> says.
    carry(setting(href || 'action') || location.href, !href && element, isGet && fields);
  if (address) {
    const owner = submitter || element;
    const name = href || (submitter ? 'formaction' : 'action');
    const before = attribute(owner, name);
    submitting = [element, submitter];
    if (!isGet) setAttribute(owner, name, address);
    atEnd(() => {
      submitting = [];
      // Do not overwrite a value that the page has set meanwhile.
      if (attribute(owner, name) == address) setAttribute(owner, name, before);
    });
  }
  return leavesPage;
}
