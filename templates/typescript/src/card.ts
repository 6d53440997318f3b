/** What every page does: it shows whom the card is about, how the call stands, and what was sent. */
import type { Action } from 'create-leaddesk-card/runtime';
import { all, find } from './dom';
import { card, ld } from './ld';
import { language, text, textOrName } from './texts';

const notice = find('[data-notice]');
let noticeTimer: number;

showTexts();
showContact();
followCall();
reportCommands();
if (window.parent === window) {
  const isDeveloper = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  say(text(isDeveloper ? 'outside.developer' : 'outside'), 'bad');
}

/** Tells the agent something, on the page and to a screen reader. It goes by itself. */
export function say(message: string, kind: 'good' | 'bad' | '' = ''): void {
  clearTimeout(noticeTimer);
  notice.dataset.notice = kind;
  notice.textContent = message;
  noticeTimer = setTimeout(() => say('', kind), kind === 'bad' ? 20_000 : 6000);
}

/** Shows how long something has gone on. @param since in ms since 1970; nothing when it does not go on. */
export function timer(slot: HTMLElement): (since: number | undefined) => void {
  let ticking: number;
  return (since) => {
    clearInterval(ticking);
    slot.textContent = '';
    if (!since) return;
    const show = () => {
      const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
      slot.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    };
    show();
    ticking = setInterval(show, 1000);
  };
}

/** When the recording began: known in its page, and in the next ones of the tab where storage is not blocked. */
let receiptBegan: { file?: string | undefined; since?: number } = {};

// On every page: the next one may show it.
card.on('receipt', () => {
  receiptBegan = { file: card.receipt.file, since: Date.now() };
  try {
    sessionStorage.setItem('receipt', JSON.stringify(receiptBegan));
  } catch {}
});

/** When the recording that runs began, in ms since 1970, where that is known. */
export function receiptSince(): number | undefined {
  try {
    receiptBegan = JSON.parse(sessionStorage.getItem('receipt') ?? '') as typeof receiptBegan;
  } catch {}
  return card.receipt.state === 'recording' && receiptBegan.file === card.receipt.file ? receiptBegan.since : undefined;
}

/** The customer's name, where the address or the card's own records have one. */
export function showName(name: string | undefined): void {
  if (name) for (const slot of all('[data-contact=name]')) slot.textContent = name;
}

function showTexts(): void {
  document.documentElement.lang = language;
  for (const element of all('[data-text]')) element.textContent = textOrName(element.dataset.text ?? '');
  for (const element of all('[data-label]'))
    element.setAttribute('aria-label', textOrName(element.dataset.label ?? ''));
  for (const element of all('[data-ld-confirm]'))
    element.dataset.ldConfirm = textOrName(element.dataset.ldConfirm ?? '');
  document.title = find('h1').textContent;
  const page = location.pathname.split('/').pop() || 'index.html';
  document.querySelector(`nav a[href="${CSS.escape(page)}"]`)?.setAttribute('aria-current', 'page');
}

function showContact(): void {
  const { name, phone, call_logs_id, customers_id } = card.contact;
  // LeadDesk's own examples send ids as numbers.
  const id = (value: string) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  // It takes exactly one of the three, and a plain number only while the call dialog is open.
  const callee =
    (call_logs_id && { call_id: id(call_logs_id) }) ||
    (customers_id && { customer_id: id(customers_id) }) ||
    (phone && { phone_number: phone });
  setCommand('call', callee ? { ...callee, auto_call: true } : undefined);
  setCommand('delete_call_log', call_logs_id ? { call_log_id: id(call_logs_id) } : undefined);
  showName(name);
  for (const slot of all('[data-contact]:not([data-contact=name])')) {
    slot.textContent = card.contact[slot.dataset.contact as keyof typeof card.contact] || text('none');
  }
  if (!name && !phone) find('.who [data-contact=phone]').textContent = text('contact.unknown');
}

function setCommand(action: Action, params: object | undefined): void {
  for (const button of all<HTMLButtonElement>(`[data-ld-send=${action}]`)) {
    button.dataset.ldParams = JSON.stringify(params);
    button.disabled = !params;
    if (!params) button.title = text('call.noOne');
  }
}

function followCall(): void {
  const slot = find('[data-call-state]');
  const start = find('.bar [data-ld-send=call]');
  const hangup = find('.bar [data-ld-send=hangup]');
  const showTime = timer(find('[data-call-time]'));
  const show = () => {
    const { state, since } = card.call;
    const isLive = state === 'ringing' || state === 'on';
    const hadFocus = document.activeElement === start || document.activeElement === hangup;
    slot.dataset.callState = state;
    slot.textContent = text(`call.${state}`);
    start.hidden = isLive || state === 'unknown';
    hangup.hidden = !isLive;
    if (hadFocus) (isLive ? hangup : start).focus();
    showTime(state === 'on' ? since : undefined);
  };
  card.on('call', show);
  show();
}

/** LeadDesk never answers, so all that can be said is that something was sent. */
function reportCommands(): void {
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('[data-ld-send]');
    if (!button) return;
    if (ld.origin) say(text('sent', { what: button.textContent?.trim() }));
    else say(text('sent.not'), 'bad');
  });
}
