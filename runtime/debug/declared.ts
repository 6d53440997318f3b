/** Attributes: params that are no JSON, clicks and submits that do not send, and what only the companion does. */
import { attribute } from '../dom.js';
import type { Ld } from '../index.js';
import { afterLoad, explain } from './explain.js';
import { noteDeclared } from './sends.js';

/** An element is about to send. */
export function explainDeclared(element: Element, params: string): void {
  try {
    JSON.parse(params);
    noteDeclared();
  } catch {
    explain({
      level: 'error',
      text:
        `not sent: data-ld-params of ${inWords(element)} is not JSON: ${params}. Write the names and strings in double ` +
        'quotes: data-ld-params=\'{"id":5}\'.',
    });
  }
}

/** A listener of the page has cancelled a click or a submit. */
export function explainCancelled(event: Event, path: EventTarget[]): void {
  const sender =
    event.type === 'submit'
      ? (event as SubmitEvent).submitter
      : (path as Element[]).find((node) => node.nodeType === 1 && attribute(node, 'data-ld-send'));
  const action = attribute(sender, 'data-ld-send');
  if (sender && action) {
    explain({
      level: 'warn',
      text:
        `not sent: a handler of the page cancelled the ${event.type} on ${inWords(sender)}. Leave out its ` +
        `preventDefault(), or have it call ld.send("${action}", \u2026) itself.`,
    });
  }
}

/** Attributes that the companion gives a meaning. */
const COMPANIONS = ['data-ld-draft', 'data-ld-once', 'data-ld-confirm', 'data-ld-pause'];

/** Explains attributes of the companion in a page that has loaded without it. */
export function explainCompanion(ld: Ld): void {
  afterLoad(() => {
    const names = COMPANIONS.filter((name) => document.querySelector(`[${name}]`));
    if (names.length && !('card' in ld)) {
      explain({
        level: 'error',
        text:
          `${names.join(', ')} ${names.length > 1 ? 'do' : 'does'} nothing in this page: the companion is missing. Load ` +
          'ld.card.js after the runtime, or call createCard(ld).',
      });
    }
  });
}

/** An element as its start tag, so far as it tells it from others. */
function inWords(element: Element): string {
  const id = attribute(element, 'id');
  return `<${element.localName}${id ? ` id="${id}"` : ''} data-ld-send="${attribute(element, 'data-ld-send')}">`;
}
