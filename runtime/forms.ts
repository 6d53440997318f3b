/** Forms: GET takes the parameters as fields, POST in its address, and the submitter may overrule the form. */
import type { Carrier } from './carry.js';
import { parametersOf, valueOf } from './query.js';
import { attributeNode, rewrite, untilSettled } from './rewrite.js';
import { staysInFrame } from './target.js';

/** The form whose fields the browser is about to collect for a GET. Other `formdata` events are the page's own. */
var collecting: EventTarget | null;

/** Gives a form that is about to be submitted its parameters, if it loads a page of the card in this frame. */
export function carryForm(win: Window, carrier: Carrier, form: HTMLFormElement, submitter?: Element | null): void {
  // HTML, "form submission algorithm": what the submitter specifies goes before what the form says.
  function setting(name: string): Attr | null {
    return (submitter && attributeNode(submitter, 'form' + name)) || attributeNode(form, name);
  }
  var method = setting('method');
  var target = setting('target');
  var action = setting('action');
  // An empty or missing action is the document's address, whatever <base> says.
  var address = (action && action.value) || win.document.URL;
  if (!staysInFrame(win, target && target.value) || !carrier.isHome(address)) return;
  if (method && /^post$/i.test(method.value)) {
    action = action || win.document.createAttribute('action');
    rewrite(action.ownerElement || form, action, carrier.carry(address, true));
  } else if (!method || !/^dialog$/i.test(method.value)) {
    collecting = form;
    untilSettled(function () {
      collecting = null;
    });
  }
}

/** Adds the parameters to the fields of a GET that `carryForm` has seen coming: the browser drops the action's query. */
export function carryFields(carrier: Carrier, event: FormDataEvent): void {
  if (event.target !== collecting) return;
  carrier.parameters().forEach(function (parameter) {
    if (!parameter.replace && event.formData.has(parameter.name)) return;
    event.formData.delete(parameter.name);
    parametersOf(parameter.text, parameter.name).forEach(function (text) {
      event.formData.append(parameter.name, valueOf(text));
    });
  });
}
