/** The framed card: loads it, hears it and speaks to it. */
import { DEV_CHANNEL, type FromCard, type Report, type ToCard, type ToPage, type View } from '../wire.js';

/** No message of a card is longer; what is, is no command and only its length matters. */
const MAX_MESSAGE_LENGTH = 1_000_000;

type Act = Omit<Extract<ToPage, { kind: 'act' }>, 'kind'>;

export interface CardFrame {
  /** Loads the card; an empty address takes it away. */
  open(address: string, view: Pick<View, 'sandbox' | 'permissions'>): void;
  /** Loads another page of the card, without a trace in the history. */
  visit(path: string): void;
  post(data: unknown): void;
  /** Has the page that is shown take in changed files. */
  refresh(files: readonly string[]): void;
  /** Has the page that is shown do something, or the next one where it goes before it could. */
  act(act: Act): void;
  /** Has the page that is shown tell of a problem, or be silent of it again. */
  showProblem(text: string | null): void;
}

export function createCardFrame(place: HTMLElement, report: (report: Report) => void): CardFrame {
  let frame: HTMLIFrameElement | null = null;
  /** The page that is shown, if it reports. */
  let url = '';
  let problem: string | null = null;
  /** What no page has answered yet. */
  let asked: Act | null = null;

  addEventListener('message', ({ source, data }) => {
    if (!frame || source !== frame.contentWindow) return;
    const devMessage = devMessageOf(data);
    if (!devMessage) return report(messageReport(data));
    if ('page' in devMessage) {
      url = URL.canParse(String(devMessage.page.url)) ? String(devMessage.page.url) : '';
      report({ kind: 'page', url, referrer: String(devMessage.page.referrer) });
      if (problem !== null) tell({ problem });
      if (asked) tell({ act: asked });
    } else if ('made' in devMessage) report({ kind: 'made', text: shortened(String(devMessage.made)) });
    else if ('saw' in devMessage)
      report({ kind: 'saw', name: String(devMessage.saw.name), text: shortened(String(devMessage.saw.text)) });
    else if ('did' in devMessage) report({ kind: 'did', action: devMessage.did });
    else if ('acted' in devMessage) {
      if (devMessage.acted.id === asked?.id) asked = null;
      report({ kind: 'acted', ...devMessage.acted });
    } else if ('scripts' in devMessage) report({ kind: 'scripts', scripts: devMessage.scripts });
    else if ('replace' in devMessage) load(String(devMessage.replace));
  });

  // The simulator's events hold nothing secret, and the page in the frame may be of any origin by now: even of
  // none, where the frame is sandboxed.
  function post(data: unknown) {
    frame?.contentWindow?.postMessage(data, '*');
  }

  /** What is wrong with the card's sources is for the card alone, and the frame may show another site by now. */
  function tell(devMessage: ToCard) {
    if (!url) return;
    const origin = frame?.hasAttribute('sandbox') ? '*' : new URL(url).origin;
    frame?.contentWindow?.postMessage({ [DEV_CHANNEL]: devMessage }, origin);
  }

  /** Loads an address from here, so that its referrer is the host, as it was. */
  function load(address: string) {
    if (/^https?:/.test(address)) frame?.contentWindow?.location.replace(address);
  }

  return {
    open(address, { sandbox, permissions }) {
      place.replaceChildren();
      frame = asked = null;
      url = '';
      if (!address) return;
      frame = document.createElement('iframe');
      frame.name = 'card';
      frame.title = 'Card';
      if (permissions) frame.allow = 'clipboard-write; microphone; autoplay; local-network-access';
      if (sandbox) frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups allow-modals allow-downloads');
      frame.addEventListener('load', () => report({ kind: 'load' }));
      frame.src = address;
      place.append(frame);
    },
    visit(path) {
      if (url) load(new URL(url).origin + path);
    },
    post,
    refresh: (files) => tell({ changed: files }),
    act(act) {
      asked = act;
      tell({ act });
    },
    showProblem(text) {
      if (text === problem) return;
      problem = text;
      tell({ problem });
    },
  };
}

function devMessageOf(data: unknown): FromCard | null {
  return typeof data === 'object' && data !== null && DEV_CHANNEL in data
    ? ((data as Record<string, FromCard>)[DEV_CHANNEL] ?? null)
    : null;
}

function messageReport(data: unknown): Report {
  if (typeof data === 'string') return { kind: 'message', text: shortened(data) };
  let text: string;
  try {
    text = JSON.stringify(data) ?? String(data);
  } catch {
    text = String(data); // Circular, or a BigInt.
  }
  return { kind: 'message', text: shortened(text), object: true };
}

function shortened(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, 1000)}… (${text.length} characters)`;
}
