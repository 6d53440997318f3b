/** What a page of the card shows of itself that neither host nor server can see. Each is told in words for the log. */
import { isKnownAction } from '../../../runtime/protocol.js';
import { actionOf } from '../validate.js';
import type { PageScripts } from '../wire.js';
import { RUNTIME_MARK } from './observer-shared.js';

/** How long after a page has loaded its scripts may still load others. */
const SCRIPTS_MS = 1500;
/** How long after a click its command may take. */
const SEND_MS = 1000;

export interface Sightings {
  saw(name: string, text: string): void;
  /** The page has made the text of a command. */
  made(text: string): void;
  scripts(scripts: PageScripts): void;
}

export function watchPage({ saw, made, scripts }: Sightings): void {
  const lastMade = new Map<string, number>();

  addEventListener(
    'error',
    (event) => {
      const { target } = event;
      if (target instanceof HTMLScriptElement) saw('script', `The script ${target.src} failed to load.`);
      else if (target instanceof HTMLLinkElement && /\bstylesheet\b/i.test(target.rel))
        saw('style', `The style sheet ${target.href} failed to load.`);
      else if (event.filename) saw('script error', `${event.message} (${event.filename}:${event.lineno})`);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => saw('script error', `Unhandled rejection: ${reason}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) => {
    if (disposition === 'enforce')
      saw(
        'policy',
        `The page's Content-Security-Policy (${effectiveDirective}) has blocked ${blockedURI || 'something'}.`,
      );
  });

  // The runtime explains itself in the console, where no one looks who looks at the simulator.
  for (const level of ['error', 'warn'] as const) {
    const log = console[level];
    console[level] = function (this: unknown, ...args: unknown[]) {
      if (typeof args[0] === 'string' && /^ld: /.test(args[0])) saw('runtime', args[0].slice(4));
      return log.apply(this, args);
    };
  }

  /** `parent.postMessage` itself can not be watched: the window is of another origin. */
  const stringify = JSON.stringify;
  JSON.stringify = function (this: unknown, ...args: Parameters<typeof stringify>) {
    const text = stringify.apply(this, args);
    const action = actionOf(args[0]);
    if (action !== undefined && isKnownAction(action)) {
      lastMade.set(action, performance.now());
      made(text);
    }
    return text;
  } as typeof stringify;

  addEventListener(
    'message',
    ({ source, data }) => {
      if (source === parent || source === window || source === null) return;
      const action = actionIn(data);
      if (action !== undefined)
        saw(
          'inner frame',
          `A frame within the card has posted "${action}" to the card's page, and LeadDesk does not hear it: for that ` +
            'frame, parent is the card. With the runtime in its page it reaches LeadDesk.',
        );
    },
    true,
  );

  addEventListener(
    'click',
    (event) => {
      const element = event
        .composedPath()
        .find((node) => node instanceof Element && node.hasAttribute('data-ld-send')) as Element | undefined;
      // A submit button sends when the page is left; the others wait for an answer, or for the call.
      if (!element || isSubmit(element) || element.matches('[data-ld-confirm], [data-ld-once]')) return;
      const clicked = performance.now();
      const action = element.getAttribute('data-ld-send')!;
      setTimeout(() => {
        if ((lastMade.get(action) ?? -1) >= clicked) return;
        const why = event.defaultPrevented
          ? "The page's own scripts have cancelled the click."
          : 'Is the runtime in this page, and are its data-ld-params JSON?';
        saw('not sent', `data-ld-send="${action}" was clicked, and nothing was sent. ${why}`);
      }, SEND_MS);
    },
    true,
  );

  addEventListener('load', () => setTimeout(() => scripts(scriptsOf()), SCRIPTS_MS));
}

function scriptsOf(): PageScripts {
  const { ld } = window as { ld?: { send?: unknown } };
  const elements = [...document.scripts];
  const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    hasRuntime:
      typeof ld?.send === 'function' || elements.some(({ textContent }) => textContent?.includes(RUNTIME_MARK)),
    addresses: [
      ...elements.map(({ src }) => src),
      ...loaded
        .filter(
          ({ initiatorType, name }) => initiatorType === 'script' || /\.[cm]?[jt]sx?$/.test(new URL(name).pathname),
        )
        .map(({ name }) => name),
    ].filter((address) => address.startsWith(`${location.origin}/`) && !address.startsWith(`${location.origin}/__ld/`)),
  };
}

function isSubmit(element: Element): boolean {
  return (
    (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) &&
    /^(submit|image)$/.test(element.type) &&
    element.form !== null
  );
}

function actionIn(data: unknown): string | undefined {
  let message = data;
  try {
    if (typeof data === 'string') message = JSON.parse(data);
  } catch {
    return undefined;
  }
  const action = actionOf(message);
  return action !== undefined && isKnownAction(action) ? action : undefined;
}
