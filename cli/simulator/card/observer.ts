/**
 * Runs in the pages of a card that the dev server serves, before their own scripts; never in what a card ships.
 *
 * It tells the host's page which page this is and what it does that no one else can see, and takes in changed files.
 * It talks to the host's page and not to a server, because that works under any policy of the page's and from any
 * origin it may have. It changes nothing that a page could notice, but for storage that the host has blocked.
 */
import { DEV_CHANNEL, type FromCard, type ToCard } from '../wire.js';
import { doInPage } from './observer-acts.js';
import { watchGestures } from './observer-gestures.js';
import { blockLocalNetwork } from './observer-network.js';
import { showProblem } from './observer-problem.js';
import { CHANGES } from './observer-shared.js';
import { watchPage } from './observer-sightings.js';
import { blockStorage } from './observer-storage.js';
import { swapStyles } from './observer-styles.js';

/** Written in front of this script by the server. */
declare const LEADDESK_CARD_DEV: {
  /** The origin of the host's page. */
  host: string;
  blocksStorage: boolean;
  blocksLocalNetwork: boolean;
};

const { host, blocksStorage, blocksLocalNetwork } = LEADDESK_CARD_DEV;
const script = document.currentScript;
/** Whether this page answers a form: to load it again would send the form again. */
const isAnswer = script?.hasAttribute('data-answer') ?? false;
const isCard = parent !== window && parent === top;
script?.remove();

if (blocksStorage && parent !== window) blockStorage(window);
if (isCard) {
  tell({ page: { url: location.href, referrer: document.referrer } });
  watchPage({
    saw: (name, text) => tell({ saw: { name, text } }),
    made: (text) => tell({ made: text }),
    scripts: (scripts) => tell({ scripts }),
  });
  watchGestures((did) => tell({ did }));
  if (blocksLocalNetwork)
    blockLocalNetwork(window, (address) =>
      tell({
        saw: {
          name: 'local network',
          text: `The request to ${address} was refused: a frame may reach this machine and its network only if its host allows it.`,
        },
      }),
    );
  addEventListener('message', hear, true);
} else if (parent === window) {
  // In a tab there is no host to ask.
  new WebSocket(`${location.origin.replace(/^http/, 'ws')}${CHANGES}`).onmessage = ({ data }) => take(JSON.parse(data));
}

function tell(message: FromCard) {
  parent.postMessage({ [DEV_CHANNEL]: message }, host);
}

/** What the host says beside the protocol is not for the page's listeners: it came first and keeps it to itself. */
function hear(event: MessageEvent) {
  // Another site may have framed the card as well: only the simulator is heard.
  if (
    event.source !== parent ||
    event.origin !== host ||
    typeof event.data !== 'object' ||
    event.data === null ||
    !(DEV_CHANNEL in event.data)
  )
    return;
  event.stopImmediatePropagation();
  take(event.data[DEV_CHANNEL]);
}

function take(message: ToCard) {
  if ('problem' in message) showProblem(message.problem);
  else if ('act' in message) act(message.act);
  else if (!swapStyles(message.changed)) reload();
}

function act({ id, action, timeout }: Extract<ToCard, { act: unknown }>['act']) {
  const done = (problem?: string) => tell({ acted: problem === undefined ? { id } : { id, problem } });
  if (action === null) return done();
  doInPage(action, timeout, done).catch((error: Error) => done(error.message));
}

function reload() {
  if (isAnswer)
    return showProblem(
      'The card has changed. This page answers a form, so it was not loaded again: that would send the form again.',
    );
  // A reload from a script makes the page its own referrer. A first page has the host as its referrer, or nothing, and
  // keeps that only when the host loads it; but to an address with a fragment the browser would merely scroll.
  if (isCard && !location.href.includes('#') && !document.referrer.startsWith(`${location.origin}/`))
    tell({ replace: location.href });
  else location.reload();
}
