/** What follows an event that no listener of the page has cancelled. */
import { click } from './clicks.js';
import { carryFields, carryForm } from './forms.js';
import { carryNavigation } from './navigations.js';
import { settle } from './rewrite.js';

export var acts: Record<string, (event: any, path: EventTarget[]) => void> = {
  formdata: carryFields,
  keydown: settle,
  click: click,
  navigate: carryNavigation,
  submit: function (event: SubmitEvent) {
    carryForm(event.target as Element, event.submitter);
  },
};
