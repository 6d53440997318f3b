/** The panel: where there are no developer tools, as in the Windows application, the card itself shows what happens. */
import { host, origin } from '../host.js';
import { param } from '../settings.js';
import { MAX_ENTRIES, type Message, messages, type Note, notes, onChange } from './log.js';
import css from './panel.css';
import { forgetLog, keepLog, logFile } from './save.js';
import { carriedOrigins, sourceInWords } from './source.js';

/** Events in the panel that the page does not see. */
const INPUT =
  'click dblclick auxclick contextmenu mousedown mouseup pointerdown pointerup touchstart touchend keydown keypress keyup ' +
  'focusin focusout wheel';

/** A payload may be of any length. */
const MAX_PAYLOAD_LENGTH = 500;

/**
 * Opens the panel once the document is there. It takes no focus, and it is beside the body, which is the page's.
 *
 * @param nonce for its styles, where the engine cannot adopt a sheet and the page's policy asks for one.
 * @param onClose called when the panel is closed for good.
 */
export function openPanel(nonce: string | undefined, onClose: () => void): void {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => {
      openPanel(nonce, onClose);
    });
    return;
  }
  keepLog();
  const element = document.createElement('ld-debug');
  const root = element.attachShadow({ mode: 'open' });
  adopt(root, nonce);
  const section = add(root, 'section');
  section.setAttribute('aria-label', 'LeadDesk debug panel');
  const details = add(section, 'details') as HTMLDetailsElement;
  details.open = true;
  const summary = add(details, 'summary');
  const body = add(details, 'div', 'body');
  // Scrolls by keys as well.
  body.tabIndex = 0;
  const close = add(section, 'button', '', '\u00d7') as HTMLButtonElement;
  close.type = 'button';
  close.setAttribute('aria-label', 'Close the debug panel');
  close.title = 'Close, and no longer open on the next pages';
  close.addEventListener('click', () => {
    onChange(() => {});
    forgetLog();
    element.remove();
    onClose();
  });
  INPUT.split(' ').forEach((type) => {
    element.addEventListener(type, (event) => {
      event.stopPropagation();
    });
  });

  let drawing = false;
  function draw() {
    drawing = false;
    summary.textContent = `ld: ${origin || (host ? 'no host' : 'not in a frame')}`;
    body.textContent = '';
    facts(body);
    tools(body);
    list(body, 'Explanations', notes, noteRow);
    list(body, 'Messages', messages, messageRow);
  }
  onChange(() => {
    // Many changes, one drawing.
    if (!drawing) setTimeout(draw);
    drawing = true;
  });
  draw();
  document.documentElement.appendChild(element);
}

/** A policy of the page's forbids style elements and attributes, but no sheet that a script makes. */
function adopt(root: ShadowRoot, nonce: string | undefined): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (_) {
    const style = add(root, 'style', '', css) as HTMLStyleElement;
    if (nonce) style.nonce = nonce;
  }
}

function facts(parent: Element): void {
  const table = add(parent, 'dl');
  function fact(name: string, value: string) {
    add(table, 'dt', '', name);
    add(table, 'dd', '', value);
  }
  fact('Host', origin || 'not known');
  if (origin) fact('Known from', sourceInWords());
  fact('Frame', !host ? 'none' : window.top === host ? 'in the host' : 'in a frame within others');
  fact('Page', location.pathname);
  fact('Parameter', param + (carriedOrigins().length ? ', was in the address' : ', was not in the address'));
}

/** With contact data only where the box says so: drawing again keeps what it says. */
let isWhole = false;

function tools(parent: Element): void {
  const row = add(parent, 'p', 'tools');
  const save = add(row, 'button', '', 'Save log') as HTMLButtonElement;
  const copy = add(row, 'button', '', 'Copy log') as HTMLButtonElement;
  const label = add(row, 'label');
  const box = add(label, 'input') as HTMLInputElement;
  add(label, 'span', '', ' with contact data');
  save.type = copy.type = 'button';
  box.type = 'checkbox';
  box.checked = isWhole;
  box.addEventListener('change', () => {
    isWhole = box.checked;
  });
  save.addEventListener('click', () => {
    const link = document.createElement('a');
    const url = URL.createObjectURL(new Blob([logFile(isWhole)], { type: 'application/json' }));
    link.href = url;
    link.download = 'leaddesk-card-log.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url));
  });
  // Where a frame may not download, as in a sandbox.
  copy.addEventListener('click', () => {
    const text = add(row, 'textarea') as HTMLTextAreaElement;
    text.value = logFile(isWhole);
    text.select();
    copy.textContent = document.execCommand('copy') ? 'Copied' : 'Not copied';
    text.remove();
  });
}

function list<T>(parent: Element, title: string, items: T[], row: (item: T, row: Element) => void): void {
  add(parent, 'h2', '', title + (items.length < MAX_ENTRIES ? '' : ` (the last ${MAX_ENTRIES})`));
  if (!items.length) add(parent, 'p', '', 'None yet.');
  const rows = add(parent, 'ol');
  items.forEach((item) => {
    row(item, add(rows, 'li'));
  });
}

function noteRow(note: Note, row: Element): void {
  add(row, 'time', '', timeOf(note.at));
  add(row, 'span', note.level, ` ${note.level} `);
  add(row, 'span', '', note.text);
}

function messageRow(message: Message, row: Element): void {
  add(row, 'time', '', timeOf(message.at));
  add(row, 'span', '', message.way === 'out' ? ' \u2192 to the host' : ' \u2190 from the host');
  const text = message.text;
  add(row, 'code', '', text.length > MAX_PAYLOAD_LENGTH ? `${text.slice(0, MAX_PAYLOAD_LENGTH)}\u2026` : text);
  add(row, 'div', message.tone, message.verdict);
}

function timeOf(at: Date): string {
  // The day is known; the part of a second tells what came first.
  return `${/\d\d:\d\d:\d\d/.exec(at.toTimeString())![0]}.${String(1000 + at.getMilliseconds()).slice(1)}`;
}

function add(parent: Node, name: string, className?: string, text?: string): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}
