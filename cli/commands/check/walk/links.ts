/** What in a page's markup tells that a link or form is an action, or a search. Pure. */
import type { PageElement } from '../dom.js';
import type { Page } from '../page.js';
import { verbIn, words } from './actions.js';
import { fieldsOf } from './fields.js';

/** Words by which a form's name, address or field says that it searches, in the languages of LeadDesk's countries. */
const SEARCH = new Set(
  words(`search find filter lookup query q haku hae etsi suodata sok filtrera finn sog filtrer soeg suche suchen filtern
    zoek zoeken filteren buscar busca busqueda filtrar filtro searchform quicksearch term terms keyword keywords s`),
);

/** Verbs of which a link's text or class is enough; "Cancel" and "Send" are often mere ways back and on. */
const PLAIN =
  /^(delete|remove|destroy|logout|signout|unsubscribe|poista|kirjauduulos|radera|tabort|loggaut|slett|loggut|slet|logud|loschen|loeschen|entfernen|abmelden|verwijder|verwijderen|uitloggen|afmelden|eliminar|borrar|cerrarsesion)$/;

/** Why a link is not followed; nothing where it is a mere link. */
export function linkAction(link: PageElement): string | undefined {
  if (link.hasAttribute('download')) return 'a download';
  if (/(^|\s)nofollow(\s|$)/i.test(link.getAttribute('rel') ?? '')) return 'rel=nofollow';
  return markupAction(link) ?? textAction(link);
}

/** Why a GET form is not sent: it is no search, or something in it is an action. */
export function formAction(page: Page, form: PageElement): string | undefined {
  const inMarkup = markupAction(form);
  if (inMarkup) return inMarkup;
  const fields = fieldsOf(page, form);
  for (const field of fields) {
    const found = markupAction(field);
    if (found) return found;
    const name = field.getAttribute('name') ?? '';
    const value = /^(hidden|submit)$/i.test(field.getAttribute('type') ?? '')
      ? (field.getAttribute('value') ?? '')
      : '';
    const verb = verbIn(`${name}-`) ?? (/^[\w-]+$/.test(value) ? verbIn(value) : undefined);
    if (verb && verb !== 'submit' && verb !== 'clear' && verb !== 'reset') return `a field that says ${verb}`;
    if (/^(password|file)$/i.test(field.getAttribute('type') ?? '')) return 'a form that is no search';
  }
  return isSearch(form, fields) ? undefined : 'a form that is no search';
}

function isSearch(form: PageElement, fields: readonly PageElement[]): boolean {
  const says = (element: PageElement, ...attributes: string[]) =>
    attributes.some((name) => words(element.getAttribute(name) ?? '').some((word) => SEARCH.has(word)));
  if (isInSearch(form)) return true;
  if (says(form, 'id', 'name', 'class', 'action', 'aria-label')) return true;
  return fields.some(
    (field) =>
      /^search$/i.test(field.getAttribute('type') ?? '') ||
      (!/^(submit|button|reset|image)$/i.test(field.getAttribute('type') ?? '') && says(field, 'name')),
  );
}

/** Whether a form or what it is in says that it searches. It is looked for near the form. */
function isInSearch(form: PageElement): boolean {
  let element: PageElement | null = form;
  for (let depth = 0; element && depth < 20; depth++, element = element.parentElement)
    if (element.localName === 'search' || /^search$/i.test(element.getAttribute('role') ?? '')) return true;
  return false;
}

/** Attributes of frameworks that make another request of a link, or ask before it. */
function markupAction(element: PageElement): string | undefined {
  for (const { name, value } of [...element.attributes]) {
    const plain = name.toLowerCase();
    if (
      /^(data-|x-|wire:|v-|ng-)?(turbo-|turbolinks-|hx-|up-)?confirm(-.*|ation)?$|^hx-confirm$|^up-confirm$/.test(plain)
    )
      return `${plain}, which asks first`;
    if (
      /^(data-)?(turbo-|turbolinks-|http-|ajax-|up-|form-)?method$/.test(plain) &&
      plain !== 'method' &&
      !isGet(value)
    )
      return `${plain}=${value}`;
    if (/^(data-)?(hx|ic)-(delete|post|put|patch)(-to)?$/.test(plain)) return plain;
    if (/^(wire:click|data-(action|ajax-action|role|operation|command|event))$/.test(plain) && verbIn(value))
      return `${plain}=${value}`;
    if (plain === 'onclick' || plain === 'onsubmit') {
      if (/\bconfirm\s*\(/i.test(value)) return `${plain}, which asks first`;
      const [called] = /[\w$.]+(?=\s*\()/.exec(value) ?? [];
      if (called && called !== 'return' && verbIn(called)) return `${plain}, which calls ${called}`;
    }
  }
  return undefined;
}

function isGet(method: string): boolean {
  return /^(get|)$/i.test(method.trim());
}

const MAX_LINK_LENGTH = 1000;

function textAction(link: PageElement): string | undefined {
  for (const name of ['class', 'id', 'data-testid']) {
    const list = (link.getAttribute(name) ?? '').split(/\s+/);
    const verb = list.map(verbIn).find((found) => found && PLAIN.test(found));
    if (verb) return `${name}, which says ${verb}`;
  }
  // What a tag that is never closed contains is no text of a link.
  const content = link.contentEnd - link.tag.end > MAX_LINK_LENGTH ? '' : link.textContent;
  for (const text of [content, link.getAttribute('aria-label'), link.getAttribute('title')]) {
    const list = words((text ?? '').trim().slice(0, 60));
    const [first = '', second = ''] = list;
    if (list.length <= 4 && (PLAIN.test(first) || PLAIN.test(first + second))) return `its text, “${text!.trim()}”`;
  }
  return undefined;
}
