/** How the window is shared out: contact and log folded and resized, the card's width. Remembered for this tab. */
import { byId, make } from './dom.js';

const STORED = 'desk-panels';
/** Below it the panels are one over the other, as in layout.css. */
const NARROW = '(max-width: 959px)';
const KEY_STEP = 16;
const CARD_WIDTHS = { '400': '400px', '600': '600px', '800': '800px', Fill: '' };

type Panel = 'contact' | 'log';
interface Choices {
  /** What was folded or opened by hand; what was not follows the width of the window. */
  folded: Partial<Record<Panel, boolean>>;
  /** Custom properties of the body, in px. */
  sizes: Record<string, number>;
  cardWidth: keyof typeof CARD_WIDTHS;
}

export function createPanels() {
  const choices: Choices = { folded: {}, sizes: {}, cardWidth: 'Fill', ...stored() };
  const narrow = matchMedia(NARROW);
  const foldsContact = matchMedia('(max-width: 1199px)');
  const foldsLog = matchMedia('(max-width: 599px)');

  const sizes = Object.keys(CARD_WIDTHS).map((name) => {
    const button = make('button', { type: 'button', title: `Show the card ${widthInWords(name)}` }, name);
    button.dataset.width = name;
    button.onclick = () => choose({ cardWidth: name as keyof typeof CARD_WIDTHS });
    return button;
  });
  byId('sizes').append(...sizes);

  for (const panel of ['contact', 'log'] as const) {
    byId(`${panel}-fold`).onclick = () => choose({ folded: { ...choices.folded, [panel]: !isFolded(panel) } });
    makeResizable(panel);
  }
  for (const query of [narrow, foldsContact, foldsLog]) query.onchange = show;
  addEventListener('resize', show);
  show();

  function choose(choice: Partial<Choices>) {
    Object.assign(choices, choice);
    sessionStorage.setItem(STORED, JSON.stringify(choices));
    show();
  }

  function isFolded(panel: Panel): boolean {
    return choices.folded[panel] ?? (panel === 'contact' ? foldsContact : foldsLog).matches;
  }

  function show() {
    const { body } = document;
    for (const panel of ['contact', 'log'] as const) {
      const folded = isFolded(panel);
      body.dataset[panel] = folded ? 'folded' : 'open';
      byId(`${panel}-fold`).setAttribute('aria-expanded', String(!folded));
      const { property, least, most, vertical } = sizeOf(panel);
      const divider = byId(`${panel}-size`);
      divider.setAttribute('aria-orientation', vertical ? 'horizontal' : 'vertical');
      const size = Number.parseFloat(getComputedStyle(body).getPropertyValue(property));
      for (const [name, value] of Object.entries({ valuemin: least, valuemax: most, valuenow: Math.round(size) }))
        divider.setAttribute(`aria-${name}`, String(value));
    }
    for (const [property, size] of Object.entries(choices.sizes)) {
      const panel = property.startsWith('--contact') ? 'contact' : 'log';
      // A folded panel has the size of its strip.
      if (isFolded(panel) && property.endsWith('-width')) body.style.removeProperty(property);
      else body.style.setProperty(property, `${size}px`);
    }
    const width = CARD_WIDTHS[choices.cardWidth];
    body.style.setProperty('--card-width', width || '100%');
    if (width) body.dataset.size = choices.cardWidth;
    else delete body.dataset.size;
    for (const button of sizes) button.setAttribute('aria-pressed', String(button.dataset.width === choices.cardWidth));
  }

  /** What the divider of a panel changes, in this window. */
  function sizeOf(panel: Panel) {
    if (panel === 'contact') return { property: '--contact-width', least: 160, most: 400, vertical: false };
    return narrow.matches
      ? { property: '--log-height', least: 160, most: Math.round(innerHeight * 0.8), vertical: true }
      : { property: '--log-width', least: 240, most: Math.round(innerWidth * 0.45), vertical: false };
  }

  /** By pointer, and by the arrow keys. */
  function makeResizable(panel: Panel) {
    const divider = byId(`${panel}-size`);
    const element = byId(panel === 'log' ? 'log-panel' : panel);
    const resize = (wanted: number) => {
      const { property, least, most } = sizeOf(panel);
      const size = Math.round(Math.min(Math.max(wanted, least), most));
      choose({ sizes: { ...choices.sizes, [property]: size } });
    };
    const current = () => element.getBoundingClientRect()[sizeOf(panel).vertical ? 'height' : 'width'];
    divider.onpointerdown = (event) => {
      event.preventDefault();
      divider.focus();
      divider.setPointerCapture(event.pointerId);
      divider.dataset.dragged = '';
    };
    divider.onpointermove = ({ clientX, clientY }) => {
      if (divider.dataset.dragged === undefined) return;
      const { left, right, bottom } = element.getBoundingClientRect();
      if (panel === 'contact') resize(clientX - left);
      else resize(sizeOf(panel).vertical ? bottom - clientY : right - clientX);
    };
    divider.onpointerup = divider.onpointercancel = () => delete divider.dataset.dragged;
    divider.onkeydown = (event) => {
      const larger = panel === 'contact' ? 'ArrowRight' : sizeOf(panel).vertical ? 'ArrowUp' : 'ArrowLeft';
      const smaller = panel === 'contact' ? 'ArrowLeft' : sizeOf(panel).vertical ? 'ArrowDown' : 'ArrowRight';
      if (event.key !== larger && event.key !== smaller) return;
      event.preventDefault();
      resize(current() + (event.key === larger ? KEY_STEP : -KEY_STEP));
    };
  }
}

function widthInWords(name: string): string {
  return name === 'Fill' ? 'as wide as there is room' : `${name} pixels wide`;
}

function stored(): Partial<Choices> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}');
  } catch {
    return {};
  }
}
