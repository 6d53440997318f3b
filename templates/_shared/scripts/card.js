/**
 * What every page does in the browser: it shows whom the card is about, how call and recording stand, and what was
 * sent.
 *
 * Scripts of this card are no modules, because a sandboxed frame loads none. They share their functions.
 */
const { card } = ld;

/** The texts of the page's language. `window.cardTexts` comes from `texts/`. */
let texts = window.cardTexts ?? {};

/** Settled once the page is there and its language is known. The scripts of single pages wait for it. */
const started = new Promise((resolve) => {
  document.addEventListener('DOMContentLoaded', () => {
    const language = new URLSearchParams(location.search).get('lang') ?? document.documentElement.lang;
    if (language === texts.language || !/^[a-z]{2,3}(-[a-z]+)?$/i.test(language)) return resolve();
    const script = document.createElement('script');
    Object.assign(script, { src: `texts/${language}.js`, onload: resolve, onerror: resolve });
    document.head.append(script);
  });
}).then(showTexts);

started.then(() => {
  showContact();
  followCall();
  followReceipt();
  followSteps();
  reportCommands();
  showNotice();
});

/** A text of the page's language, with its `{placeholders}` filled. What is no text's name is text itself. */
function text(name, values = {}) {
  return (texts[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}

function money(amount) {
  return new Intl.NumberFormat(texts.language, { style: 'currency', currency: 'EUR' }).format(amount);
}

/**
 * Tells the agent something, on the page and to a screen reader. It goes by itself. @param kind `'good'`, `'bad'`,
 * `''`.
 */
function say(message, kind = '') {
  const notice = document.querySelector('[data-notice]');
  clearTimeout(say.timer);
  notice.dataset.notice = kind;
  notice.textContent = message;
  say.timer = setTimeout(() => say('', kind), kind === 'bad' ? 20_000 : 6000);
}

function showTexts() {
  texts = window.cardTexts ?? texts;
  document.documentElement.lang = texts.language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.ariaLabel = text(element.dataset.label);
  for (const element of document.querySelectorAll('[data-ld-confirm]'))
    element.dataset.ldConfirm = text(element.dataset.ldConfirm);
  document.title = document.querySelector('h1').textContent;
  const page = location.pathname.split('/').pop() || 'index.html';
  document.querySelector(`nav a[href="${CSS.escape(page)}"]`)?.setAttribute('aria-current', 'page');
}

function showContact() {
  const { name, phone, call_logs_id, customers_id } = card.contact;
  // LeadDesk's own examples send ids as numbers.
  const id = (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  // It takes exactly one of the three, and a plain number only while the call dialog is open.
  const callee =
    (call_logs_id && { call_id: id(call_logs_id) }) ||
    (customers_id && { customer_id: id(customers_id) }) ||
    (phone && { phone_number: phone });
  setCommand('call', callee && { ...callee, auto_call: true });
  setCommand('delete_call_log', call_logs_id && { call_log_id: id(call_logs_id) });
  showName(name);
  for (const slot of document.querySelectorAll('[data-contact]:not([data-contact=name])'))
    slot.textContent = card.contact[slot.dataset.contact] || text('none');
  if (!name && !phone) document.querySelector('.who [data-contact=phone]').textContent = text('contact.unknown');
}

/** The customer's name, where the address or the card's own records have one. */
function showName(name) {
  if (name) for (const slot of document.querySelectorAll('[data-contact=name]')) slot.textContent = name;
}

function setCommand(action, params) {
  for (const button of document.querySelectorAll(`[data-ld-send=${action}]`)) {
    button.dataset.ldParams = JSON.stringify(params);
    button.disabled = !params;
    if (!params) button.title = text('call.noOne');
  }
}

function followCall() {
  const slot = document.querySelector('[data-call-state]');
  const [start, hangup] = ['call', 'hangup'].map((action) => document.querySelector(`.bar [data-ld-send=${action}]`));
  const show = () => {
    const { state, since } = card.call;
    const isLive = state === 'ringing' || state === 'on';
    const hadFocus = document.activeElement === start || document.activeElement === hangup;
    slot.dataset.callState = state;
    slot.textContent = text(`call.${state}`);
    start.hidden = isLive || state === 'unknown';
    hangup.hidden = !isLive;
    if (hadFocus) (isLive ? hangup : start).focus();
    runTime('[data-call-time]', state === 'on' && since);
  };
  card.on('call', show);
  show();
}

/** Shows how long something has gone on. @param since in ms since 1970; nothing when it does not go on. */
function runTime(selector, since) {
  const slot = document.querySelector(selector);
  clearInterval(slot.timer);
  const show = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
    slot.textContent = since ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
  };
  show();
  if (since) slot.timer = setInterval(show, 1000);
}

/** Only LeadDesk's events tell what is recorded: a command that was sent may have done nothing. */
function followReceipt() {
  // Also on pages that do not show it: the next one may.
  card.on('receipt', () => rememberReceipt(Date.now()));
  const panel = document.querySelector('[data-receipt]');
  if (!panel) return;
  const field = panel.querySelector('[name=receipt]');
  const show = () => {
    const { state, file } = card.receipt;
    if (state === 'stopped') field.value = file;
    if (state === 'cancelled') field.value = '';
    const shown = state === 'none' && field.value ? 'stopped' : state;
    panel.dataset.receipt = shown;
    panel.querySelector('[role=status]').textContent = text(`receipt.${shown}`, { file: field.value });
    panel.querySelector('[data-ld-send^=start]').hidden = shown === 'recording';
    panel.querySelector('[data-ld-send^=stop]').hidden = shown !== 'recording';
  };
  const showAll = () => {
    show();
    runTime('[data-receipt-time]', card.receipt.state === 'recording' && receiptSince());
  };
  card.on('receipt', () => {
    showAll();
    // The notice of what was sent has just taken some of the page's height.
    if (card.receipt.state === 'recording') panel.scrollIntoView({ block: 'nearest' });
  });
  showAll();
}

/** When the recording began: known in its page, and in the next ones of the tab where storage is not blocked. */
let receiptBegan = {};

function rememberReceipt(since) {
  receiptBegan = { file: card.receipt.file, since };
  try {
    sessionStorage.setItem('receipt', JSON.stringify(receiptBegan));
  } catch {}
}

function receiptSince() {
  try {
    receiptBegan = JSON.parse(sessionStorage.getItem('receipt')) ?? receiptBegan;
  } catch {}
  return receiptBegan.file === card.receipt.file && receiptBegan.since;
}

/** An order in steps, on one page: nothing of it is in an address, and nothing gets lost between them. */
function followSteps() {
  const form = document.querySelector('[data-steps]');
  if (!form) return;
  const steps = [...form.querySelectorAll('[data-step]')];
  const marks = [...document.querySelectorAll('.steps li')];
  const last = steps.length - 1;
  const at = () => steps.findIndex((step) => !step.hidden);
  const show = (to) => {
    for (const [index, step] of steps.entries()) {
      step.hidden = index !== to;
      marks[index].className = index < to ? 'done' : '';
      marks[index].ariaCurrent = index === to ? 'step' : null;
    }
    if (to === last) showSummary(form);
    document.querySelector('main').scrollTop = 0;
  };
  /** Goes on to a step, or stops at the first before it that is not filled in. */
  const go = (to) => {
    const invalid = steps.slice(0, to).map((step) => step.querySelector(':invalid:not(fieldset)'));
    const gap = invalid.findIndex(Boolean);
    show(gap < 0 ? to : gap);
    invalid[gap]?.reportValidity();
    return gap < 0;
  };
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    // Enter goes on to the next step. The last one saves.
    const from = at();
    if (from < last) event.preventDefault();
    if (!go(Math.min(from + 1, last))) event.preventDefault();
  });
  document.addEventListener('click', ({ target }) => {
    const step = target.closest('[data-go]')?.dataset.go;
    if (step !== undefined) go(Number(step));
  });
  form.addEventListener('change', () => showPayment(form));
  showPayment(form);
  show(form.dataset.steps === 'saved' ? last : 0);
}

/** The account is asked for where it is needed. */
function showPayment(form) {
  const account = form.querySelector('[data-account]');
  account.hidden = !form.querySelector('[name=payment][value=debit]').checked;
  account.querySelector('input').disabled = account.hidden;
}

/** What the agent reads aloud. */
function showSummary(form) {
  const value = (name) => form.elements[name]?.value ?? '';
  const title = (name) =>
    form.querySelector(`[name=${name}]:checked`)?.closest('label').querySelector('span').textContent;
  const price = Number(form.querySelector('[name=product]:checked')?.dataset.price);
  const account = value('account').replaceAll(' ', '');
  const lines = {
    'step.product': title('product'),
    'order.copies': value('quantity'),
    'order.total': money(price * Number(value('quantity'))),
    'order.name': value('name'),
    'order.address': `${value('street')}, ${value('postcode')} ${value('city')}`,
    'order.email': value('email') || text('none'),
    'order.paid': title('payment') + (value('payment') === 'debit' ? ` •••• ${account.slice(-4)}` : ''),
  };
  form.querySelector('[data-summary]').replaceChildren(
    ...Object.entries(lines).map(([name, line]) => {
      const row = document.createElement('div');
      row.append(element('dt', text(name)), element('dd', line));
      return row;
    }),
  );
}

/** An element with nothing but text in it. */
function element(name, content) {
  return Object.assign(document.createElement(name), { textContent: content });
}

/** LeadDesk never answers, so all that can be said is that something was sent. */
function reportCommands() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-ld-send]');
    if (!button) return;
    if (ld.origin) say(text('sent', { what: button.textContent.trim() }));
    else say(text('sent.not'), 'bad');
  });
}

/** What the server had to say, or where this page is. */
function showNotice() {
  const notice = document.querySelector('[data-notice]');
  const { selectReason: id, reason } = notice.dataset;
  if (notice.textContent) say(notice.textContent, notice.dataset.notice);
  // The server has saved the result, and asks for it once: a page that is loaded again must not send it again.
  if (id) {
    const isSent = ld.send('select_reason', { id: Number(id) });
    say(text(isSent ? 'reasons.told' : 'reasons.not.told', { reason }), isSent ? 'good' : 'bad');
    const address = new URL(location);
    address.searchParams.delete('saved');
    // A sandboxed page may not change its address; the server asks for a short time only.
    try {
      history.replaceState(history.state, '', address);
    } catch {}
  }
  if (window.parent !== window) return;
  const isDeveloper = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  say(text(isDeveloper ? 'outside.developer' : 'outside'), 'bad');
}
