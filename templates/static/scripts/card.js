/** What every page of the card does: it shows whom it is about and how the call stands, and says what was sent. */
import { nextCall, startCall } from './call.js';
import { callParams, keyOf, readContact } from './contact.js';
import { read, write } from './storage.js';

const { ld } = window;

export const contact = readContact(location.search);

showContact();
followCall();
reportCommands();
if (window.parent === window)
  say('This page is not inside LeadDesk: its buttons reach no one. Try it with “npm run dev”.', 'bad');

/** Tells the agent something, on the page and to a screen reader. @param kind `'good'`, `'bad'` or nothing. */
export function say(text, kind = '') {
  const notice = document.querySelector('[data-notice]');
  notice.dataset.notice = kind;
  notice.textContent = text;
}

function showContact() {
  for (const slot of document.querySelectorAll('[data-contact]')) {
    slot.textContent = contact[slot.dataset.contact] || 'not given';
  }
  const params = callParams(contact);
  for (const button of document.querySelectorAll('[data-call]')) {
    button.dataset.ldParams = JSON.stringify(params);
    button.disabled = !params;
    if (!params) button.title = 'LeadDesk gave this card neither a call, nor a customer, nor a number';
  }
}

function followCall() {
  const KEY = 'card-call';
  const labels = { none: 'No call yet', ringing: 'Ringing', on: 'On the line', idle: 'Line idle' };
  const of = keyOf(contact);
  const known = read('sessionStorage', KEY);
  let call = startCall(of && known?.of === of ? known.state : 'none');

  const show = () => {
    const slot = document.querySelector('[data-call-state]');
    slot.dataset.callState = call.state;
    if (slot.textContent !== labels[call.state]) slot.textContent = labels[call.state];
  };
  const hear = (type, data) => {
    // LeadDesk's ids come now as numbers, now as strings.
    if (contact.call_logs_id && String(data?.call_log_id) !== contact.call_logs_id) return;
    call = nextCall(call, type);
    write('sessionStorage', KEY, { of, state: call.state });
    show();
  };
  // In this order, because what came before this script did is handed over type by type.
  for (const type of ['callLineIdle', 'callLineRinging', 'callLineOn']) ld.on(type, (data) => hear(type, data));
  show();
}

/** LeadDesk never answers, so all that can be said is that something was sent. */
function reportCommands() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-ld-send]');
    if (!button) return;
    if (ld.origin) say(`Sent to LeadDesk: ${button.textContent.toLowerCase()}.`);
    else say('Not sent yet: this page does not know LeadDesk.', 'bad');
  });
}
