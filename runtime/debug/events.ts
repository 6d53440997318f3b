/** Events on their way in: who handles them, and what becomes of each message. */
import { origin } from '../host.js';
import { document, host, page } from '../page.js';
import { EVENTS, isKnownEvent } from '../protocol.js';
import { explain } from './explain.js';
import { judge, type Message, record } from './log.js';
import { suggestion } from './names.js';
import { notePosted } from './sends.js';
import { noteSource } from './source.js';

type On = (type: string, handler: (data: any) => void) => () => void;

/** How many handlers each type has, `*` included. */
var subscribed: Record<string, number> = Object.create(null);

/** The latest message of each type that nobody has handled. */
var unheard: Record<string, Message> = Object.create(null);

/** How many handlers the message at hand was given to, while the core has it in hand. */
var calls: number | undefined;

/** Has `on` count the handlers and explain types that LeadDesk does not document. */
export function counting(on: On): On {
  return function (type, handler) {
    if (type !== '*' && !isKnownEvent(type)) {
      explain({
        level: 'warn',
        text:
          'unknown event "' +
          type +
          '": LeadDesk documents none of this name, so the handler may never be called.' +
          (suggestion(type, Object.keys(EVENTS)) || ' Its events are ' + Object.keys(EVENTS).join(', ') + '.'),
      });
    }
    subscribed[type] = (subscribed[type] || 0) + 1;
    var unsubscribe = on(type, function (data) {
      if (calls !== undefined) calls++;
      else noteLate(type === '*' ? data.type : type);
      handler(data);
    });
    var ended = false;
    return function () {
      if (!ended) subscribed[type]!--;
      ended = true;
      unsubscribe();
    };
  };
}

/** A `message` listener that comes before the core's. */
export function beforeReceive(): void {
  calls = 0;
}

/** A `message` listener that comes after the core's: records what came from the parent, and what became of it. */
export function afterReceive(event: MessageEvent): void {
  var handled = calls;
  calls = undefined;
  if (event.source !== host) return;
  if (noteSource('message')) notePosted();
  var message = record('in', textOf(event.data));
  var type = typeOf(event.data);
  if (event.origin !== origin) judge(message, 'bad', 'ignored: it is of ' + event.origin + ', which is not the host');
  else if (type === undefined) judge(message, 'open', 'ignored: it is no event of LeadDesk');
  else if (handled) {
    delete unheard[type];
    judge(message, 'good', 'handled' + (handled > 1 ? ' by ' + handled : ''));
  } else {
    unheard[type] = message;
    judge(message, 'open', 'nobody handles it yet');
    afterLoad(explainUnheard);
  }
}

/** A handler was given an event that had been kept for it. */
function noteLate(type: string): void {
  if (unheard[type]) judge(unheard[type]!, 'good', 'handled by the first handler, which came later');
  delete unheard[type];
}

function explainUnheard(): void {
  for (var type in unheard) {
    if (!subscribed[type] && !subscribed['*']) {
      explain({
        level: 'info',
        text:
          'nobody handles the event "' +
          type +
          '": the latest is kept for the first handler. If the card needs it, call' +
          ' ld.on("' +
          type +
          '", handler) while the page loads.',
      });
    }
  }
}

/** The page's own scripts may subscribe until they have all run. */
function afterLoad(act: () => void): void {
  if (document.readyState === 'complete') setTimeout(act);
  else
    page.addEventListener('load', function () {
      setTimeout(act);
    });
}

/** The type of an event as the core reads it, `undefined` if it is none. */
export function typeOf(data: unknown): string | undefined {
  try {
    var type = (typeof data === 'string' ? JSON.parse(data) : data).type;
    return typeof type === 'string' ? type : undefined;
  } catch (_) {
    return undefined;
  }
}

function textOf(data: unknown): string {
  try {
    return typeof data === 'string' ? data : String(JSON.stringify(data));
  } catch (_) {
    return String(data);
  }
}
