/** What a page does in the browser: it shows how the call stands, says what was sent, and follows the recording. */
import { nextCall, startCall } from './call.js';
import { read, write } from './storage.js';

const { ld } = window;
const { callKey, callLog } = document.body.dataset;
const notice = document.querySelector('[data-notice]');

followCall();
followReceipt();
reportCommands();
selectReason();
if (window.parent === window)
  say('This page is not inside LeadDesk: its buttons reach nobody. Try it with the dev command.', 'bad');

/** Tells the agent something, on the page and to a screen reader. @param kind `'good'`, `'bad'` or nothing. */
function say(text, kind = '') {
  notice.dataset.notice = kind;
  notice.textContent = text;
}

function followCall() {
  const KEY = 'card-call';
  const labels = { none: 'No call yet', ringing: 'Ringing', on: 'On the line', idle: 'Line idle' };
  const known = read('sessionStorage', KEY);
  let call = startCall(callKey && known?.of === callKey ? known.state : 'none');

  const show = () => {
    const slot = document.querySelector('[data-call-state]');
    slot.dataset.callState = call.state;
    if (slot.textContent !== labels[call.state]) slot.textContent = labels[call.state];
  };
  const hear = (type, data) => {
    // LeadDesk's ids come now as numbers, now as strings.
    if (callLog && String(data?.call_log_id) !== callLog) return;
    call = nextCall(call, type);
    write('sessionStorage', KEY, { of: callKey, state: call.state });
    show();
  };
  // In this order, because what came before this script did is handed over type by type.
  for (const type of ['callLineIdle', 'callLineRinging', 'callLineOn']) ld.on(type, (data) => hear(type, data));
  show();
}

/** Only LeadDesk's events tell what is recorded: a command that was sent may have done nothing. */
function followReceipt() {
  const receipt = document.querySelector('[data-receipt]');
  if (!receipt) return;
  const field = document.querySelector('input[name=receipt]');
  const show = (state, text) => {
    receipt.dataset.receipt = state;
    receipt.textContent = text;
  };
  const take = (file) => {
    field.value = file;
    document.querySelector('[data-saved]').textContent =
      'The recording has changed. Save the order before you end the call.';
  };
  ld.on('recStarted', ({ file }) => show('started', `Recording: ${file}`));
  ld.on('recStopped', ({ file }) => {
    take(file);
    show('stopped', `Recorded: ${file}`);
  });
  ld.on('recCancelled', ({ file }) => {
    take('');
    show('cancelled', `Cancelled: ${file}. Record it again.`);
  });
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

/** The server asks for it once, after it has saved the result. */
function selectReason() {
  const reason = notice.dataset.selectReason;
  if (!reason) return;
  if (ld.send('select_reason', { id: Number(reason) })) {
    say(`${notice.textContent} LeadDesk was told. If this card stays open, choose the reason in LeadDesk.`, 'good');
  } else {
    say(`${notice.textContent} LeadDesk could not be told: choose the reason in LeadDesk.`, 'bad');
  }
}
