/** Forms: POST carries in its address, GET as fields; and the submitter may overrule the form. */
import { carry, eachParameter } from './carry.js';
import { document, later, location, resolver } from './page.js';
import { valueOf } from './query.js';
import { attribute, collect, collecting, rewrite, settle } from './rewrite.js';
import { staysInFrame } from './target.js';

/**
 * Gives a form that is about to be submitted its parameters, if it loads a page of the card in this frame.
 *
 * @param submitter `undefined` when the engine does not say. The fields of a GET could then go anywhere, so they stay
 * as they are.
 */
export function carryForm(form: Element, submitter?: Element | null): void {
  // HTML, "form submission algorithm": what the submitter specifies goes before what the form says.
  function setting(name: string): string | null {
    var overruled = attribute(submitter, 'form' + name);
    return overruled == null ? attribute(form, name) : overruled;
  }
  // An empty or missing action is the document's address, whatever <base> says.
  var address = carry(setting('action') || document.URL, 1);
  if (resolver.origin != location.origin || !staysInFrame(setting('target'))) return;
  // Any other method but dialog means GET, whose action loses its query.
  if (/^post$/i.test(setting('method')!)) rewrite(submitter || form, submitter ? 'formaction' : 'action', address);
  else if (submitter !== undefined) later(settle, collect(form) as undefined);
}

/** Adds the parameters to the fields of a GET, whose action loses its query. */
export function carryFields(event: FormDataEvent): void {
  if (event.target == collecting) {
    settle();
    eachParameter(function (name, parameter, yields) {
      if (parameter && !(yields && event.formData.has(name))) event.formData.set(name, valueOf(parameter));
    });
  }
}
