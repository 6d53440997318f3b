/** What a person does in a page of the card: clicks, and what is typed or chosen. Each as a step of a scenario. */
import type { CardAction, Target } from '../scenario/format.js';

/** Elements that a click is meant for. A click on a label is followed by one on its field. */
const CLICKABLE =
  'a[href], area[href], button, summary, [role], input:is([type=submit], [type=button], [type=image], [type=reset], ' +
  '[type=checkbox], [type=radio])';
const MAX_NAME_LENGTH = 80;

/** @param did is told each, as it happens. What scripts do is none of it. */
export function watchGestures(did: (action: CardAction) => void): void {
  addEventListener(
    'click',
    (event) => {
      const element = event.isTrusted && (event.composedPath()[0] as Element).closest?.(CLICKABLE);
      if (element) did({ click: targetOf(element) });
    },
    true,
  );
  addEventListener(
    'change',
    (event) => {
      const field = event.composedPath()[0] as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
      if (!event.isTrusted || /^(checkbox|radio|file)$/.test(field.type)) return;
      const option = 'selectedOptions' in field ? field.selectedOptions[0]?.label : undefined;
      // Nothing secret goes into a log.
      const value = field.type === 'password' ? '' : (option ?? field.value);
      did({ fill: { ...targetOf(field), value } });
    },
    true,
  );
}

/** How a person would name the element; where it has no name, where it is. */
function targetOf(element: Element): Target {
  const { labels, type } = element as HTMLInputElement;
  const label = tidy(labels?.[0]?.textContent) || tidy(element.getAttribute('aria-label'));
  const isButton = element.localName === 'input' && /^(submit|button|reset)$/.test(type);
  const isField = /^(input|select|textarea)$/.test(element.localName) && !isButton;
  if (isField) return label ? { label } : { css: selectorOf(element) };
  const role =
    element.getAttribute('role') ?? { a: 'link', area: 'link', button: 'button', input: 'button' }[element.localName];
  const name = label || tidy(isButton ? (element as HTMLInputElement).value : element.textContent);
  if (role && name) return { role, name };
  return name ? { text: name } : { css: selectorOf(element) };
}

function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_NAME_LENGTH).trim();
}

function selectorOf(element: Element): string {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute('name');
  if (name) return `${element.localName}[name=${JSON.stringify(name)}]`;
  const siblings = [...(element.parentElement?.children ?? [])];
  return `${element.parentElement ? `${selectorOf(element.parentElement)} > ` : ''}:nth-child(${siblings.indexOf(element) + 1})`;
}
