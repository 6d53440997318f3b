/** The panel: where there are no developer tools, as in the Windows application, the card itself shows what happens. */
import { origin, param } from '../host.js';
import { document, host, location, page } from '../page.js';
import { LIMIT, type Message, messages, type Note, notes, onChange } from './log.js';
import css from './panel.css';
import { carriedOrigins, sourceInWords } from './source.js';

/** What a click or a key in the panel causes is none of the page's business. */
var INPUT =
  'click dblclick auxclick contextmenu mousedown mouseup pointerdown pointerup touchstart touchend keydown keypress keyup ' +
  'focusin focusout wheel';

/** A payload may be of any length. */
var LONGEST = 500;

/**
 * Opens the panel once the document is there. It takes no focus, and it is beside the body, which is the page's.
 *
 * @param nonce for its styles, where the engine cannot adopt a sheet and the page's policy asks for one.
 * @param onClose called when the panel is closed for good.
 */
export function openPanel(nonce: string | undefined, onClose: () => void): void {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', function () {
      openPanel(nonce, onClose);
    });
    return;
  }
  var element = document.createElement('ld-debug');
  var root = element.attachShadow({ mode: 'open' });
  adopt(root, nonce);
  var section = add(root, 'section');
  section.setAttribute('aria-label', 'LeadDesk debug panel');
  var details = add(section, 'details') as HTMLDetailsElement;
  details.open = true;
  var summary = add(details, 'summary');
  var body = add(details, 'div', 'body');
  // Scrolls by keys as well.
  body.tabIndex = 0;
  var close = add(section, 'button', '', '\u00d7') as HTMLButtonElement;
  close.type = 'button';
  close.setAttribute('aria-label', 'Close the debug panel');
  close.title = 'Close, and no longer open on the next pages';
  close.addEventListener('click', function () {
    onChange(function () {});
    element.remove();
    onClose();
  });
  INPUT.split(' ').forEach(function (type) {
    element.addEventListener(type, function (event) {
      event.stopPropagation();
    });
  });

  var drawing = false;
  function draw() {
    drawing = false;
    summary.textContent = 'ld: ' + (origin || (host === page ? 'not in a frame' : 'no host'));
    body.textContent = '';
    facts(body);
    list(body, 'Explanations', notes, noteRow);
    list(body, 'Messages', messages, messageRow);
  }
  onChange(function () {
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
    var sheet = new page.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (_) {
    var style = add(root, 'style', '', css) as HTMLStyleElement;
    if (nonce) style.nonce = nonce;
  }
}

function facts(parent: Element): void {
  var table = add(parent, 'dl');
  function fact(name: string, value: string) {
    add(table, 'dt', '', name);
    add(table, 'dd', '', value);
  }
  fact('Host', origin || 'not known');
  if (origin) fact('Known from', sourceInWords());
  fact(
    'Frame',
    host === page ? 'none: a page of its own' : page.top === host ? 'in the host' : 'in a frame within others',
  );
  fact('Page', location.pathname);
  fact('Parameter', param + (carriedOrigins().length ? ', in the address' : ', not in the address'));
}

function list<T>(parent: Element, title: string, items: T[], row: (item: T, row: Element) => void): void {
  add(parent, 'h2', '', title + (items.length < LIMIT ? '' : ' (the last ' + LIMIT + ')'));
  if (!items.length) add(parent, 'p', '', 'None yet.');
  var rows = add(parent, 'ol');
  items.forEach(function (item) {
    row(item, add(rows, 'li'));
  });
}

function noteRow(note: Note, row: Element): void {
  add(row, 'time', '', timeOf(note.at));
  add(row, 'span', note.level, ' ' + note.level + ' ');
  add(row, 'span', '', note.text);
}

function messageRow(message: Message, row: Element): void {
  add(row, 'time', '', timeOf(message.at));
  add(row, 'span', '', message.way === 'out' ? ' \u2192 to the host' : ' \u2190 from the host');
  var text = message.text;
  add(row, 'code', '', text.length > LONGEST ? text.slice(0, LONGEST) + '\u2026' : text);
  add(row, 'div', message.tone, message.verdict);
}

function timeOf(at: Date): string {
  // The day is known; the part of a second tells what came first.
  return /\d\d:\d\d:\d\d/.exec(at.toTimeString())![0] + '.' + String(1000 + at.getMilliseconds()).slice(1);
}

function add(parent: Node, name: string, className?: string, text?: string): HTMLElement {
  var element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}
