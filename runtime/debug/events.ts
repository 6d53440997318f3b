/** Events on their way in: who handles them, and what becomes of each message. */
import type { Fact } from '../facts.js';
import { origin } from '../host.js';
import { EVENTS, isKnownEvent } from '../protocol.js';
import { afterLoad, explain } from './explain.js';
import { judge, type Message, record } from './log.js';
import { suggestion } from './names.js';

/** After so long without a message, a card is not in a LeadDesk that speaks to it. */
const SILENCE_MS = 10_000;

/** How many handlers each type has, `*` included. */
const subscribed = new Map<string, number>();
/** The latest message of each type that no handler was given. */
const unheard = new Map<string, Message>();
let hasHeard = false;

/** A type of event has one handler more, or less. */
export function noteHandlers(type: string, more: 1 | -1): void {
  subscribed.set(type, (subscribed.get(type) || 0) + more);
  if (more > 0 && type !== '*' && !isKnownEvent(type)) {
    explain({
      level: 'warn',
      text:
        `unknown event "${type}": LeadDesk documents none of this name, so the handler may never be called.` +
        (suggestion(type, Object.keys(EVENTS)) || ` Its events are ${Object.keys(EVENTS).join(', ')}.`),
    });
  }
}

/** Records what came from the host's window, and what became of it. */
export function noteMessage({ event, type, called }: Extract<Fact, { is: 'message' }>): void {
  hasHeard = true;
  const message = record('in', textOf(event.data), typeof event.data === 'object');
  if (event.origin !== origin) judge(message, 'bad', `ignored: it is from ${event.origin}, which is not the host`);
  else if (typeof type !== 'string') judge(message, 'open', 'ignored: it is no event of LeadDesk');
  else if (called) {
    unheard.delete(type);
    judge(message, 'good', `handled${called > 1 ? ` by ${called}` : ''}`);
  } else {
    unheard.set(type, message);
    judge(message, 'open', 'no handler yet');
    afterLoad(explainUnheard);
  }
}

/** A handler is given an event that was kept for it. */
export function noteLate(type: string): void {
  const message = unheard.get(type);
  if (message) judge(message, 'good', 'handled by the first handler, which came later');
  unheard.delete(type);
}

/** Explains, after a while, that the host says nothing. */
export function explainSilence(): void {
  setTimeout(() => {
    if (!hasHeard && origin) {
      explain({
        level: 'info',
        text:
          `${origin} has posted nothing for ${SILENCE_MS / 1000} s, and LeadDesk posts callLineIdle when a page loads: it ` +
          'does so in its Outbound and Legacy Outbound modes only, and ignores commands in others.',
      });
    }
  }, SILENCE_MS);
}

function explainUnheard(): void {
  unheard.forEach((_, type) => {
    if (subscribed.get(type) || subscribed.get('*')) return;
    explain({
      level: 'info',
      text:
        `no handler for the event "${type}": the latest is kept for the first one. If the card needs it, call ` +
        `ld.on("${type}", handler) while the page loads.`,
    });
  });
}

function textOf(data: unknown): string {
  try {
    return typeof data === 'string' ? data : String(JSON.stringify(data));
  } catch {
    return String(data);
  }
}
