/** What in a page's markup tells that a link or form is an action, or a search. Pure. */
import type { PageElement } from '../dom.js';
import type { Page } from '../page.js';
import { verbIn, words } from './actions.js';
import { fieldsOf } from './fields.js';

/** Words by which a form's name, address or field says that it searches, in the languages of LeadDesk's countries. */
const SEARCH =
  /^(s|q|kw|qs|find|finn|lookup|etsi|hae|terms?|sok|sog|such|(search|query|filter|filtr|keyword|haku|suodat|busca|busque|zoek|suche|suchw|suchb|suchf|sokn|soke|sokt|sokord|sogn|soge)\w*)$/;

/** Verbs of which a link's text or class is enough; "Cancel" and "Send" are often mere ways back and on. */
const PLAIN = new Set(
  words(`delete remove destroy erase purge wipe revoke terminate uninstall logout logoff signout signoff unsubscribe
    deactivate approve reject decline deny refund void impersonate hangup trash
    poista tuhoa mitatoi irtisano kirjauduulos hylkaa hyvaksy radera tabort makulera annullera loggaut avvisa godkann
    avregistrera slett slette fjern makuler annuller loggut avvis godkjenn meldav slet logud afvis godkend afmeld
    losche loschen loesche loeschen entferne entfernen stornieren abmelden ausloggen kundigen kuendigen ablehnen
    genehmigen deaktivieren verwijder verwijderen annuleren uitloggen afmelden opzeggen afwijzen goedkeuren
    eliminar borrar quitar anular cerrarsesion rechazar aprobar desactivar desuscribir`),
);

/** Verbs that need a thing behind them: `Cancel order`, `Close ticket`. */
const WITH_THING =
  /^(cancel|clear|close|mark|confirm|accept|complete|finish|archive|lock|block|ban|end|start|stop|drop|activate|enable|disable)$/;

/** Pictures of what is thrown away, or ended. */
const PICTURES = new Set(words('trash trashcan garbage wastebasket bin eraser poweroff papierkorb papirkurv papelera'));

/** Why a link is not followed; nothing where it is a mere link. */
export function linkAction(link: PageElement, page: Page): string | undefined {
  if (link.hasAttribute('download')) return 'a download';
  if (/(^|\s)nofollow(\s|$)/i.test(link.getAttribute('rel') ?? '')) return 'rel=nofollow';
  return markupAction(link) ?? textAction(link, page);
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
    const type = field.getAttribute('type') ?? (field.localName === 'button' ? 'submit' : 'text');
    const value = /^(hidden|submit|image)$/i.test(type) ? (field.getAttribute('value') ?? '') : '';
    const verb = verbIn(`${name}-`) ?? (/^[\w-]+$/.test(value) ? verbIn(value) : undefined);
    if (verb && verb !== 'submit' && verb !== 'clear' && verb !== 'reset') return `a field that says ${verb}`;
    if (/^(password|file)$/i.test(type)) return 'a form that is no search';
  }
  return isSearch(form, fields) ? undefined : 'a form that is no search';
}

function isSearch(form: PageElement, fields: readonly PageElement[]): boolean {
  const says = (element: PageElement, ...attributes: string[]) =>
    attributes.some((name) => words(element.getAttribute(name) ?? '').some((word) => SEARCH.test(word)));
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

/** Attributes in which frameworks say what happens at a click. */
const HANDLER =
  /^(on(click|submit|mouse\w+)|(ng|v-on|x-on|on|wire)[-:](click|submit)[\w.:]*|@(click|submit)[\w.:]*|\((click|submit)\)|jsaction|data-(action|click|ajax|ajax-action|ajax-url|role|operation|command|event|handler|bind|href|url|post|(bs-)?toggle|(bs-)?target|func(tion)?))$/;

/** Words of functions that ask first. */
const ASKING = new Set(
  words(`confirm confirmation sure areyousure really prompt warn ask sweetalert swal vahvista varmista bekrafta bekreft
    bekraeft bestatigen bestaetigen sicher bevestig bevestigen zeker confirmar seguro`),
);

/** Attributes of frameworks that make another request of a link, or ask before it. */
function markupAction(element: PageElement): string | undefined {
  for (const { name, value } of [...element.attributes]) {
    const plain = name.toLowerCase();
    if (plain.includes('-') || plain.includes(':') || plain === 'confirm') {
      const said = words(plain.replace(/^(data|x|v|ng|hx|up)-/, ''));
      if (said.some((word) => /^(confirm|confirmation|swal|sweetalert|popconfirm)$/.test(word)))
        return `${plain}, which asks first`;
      if (said.some((word) => PLAIN.has(word))) return plain;
    }
    if (
      /^(data-)?(turbo-|turbolinks-|http-|ajax-|up-|form-)?method$/.test(plain) &&
      plain !== 'method' &&
      !isGet(value)
    )
      return `${plain}=${value}`;
    if (/^(data-)?(hx|ic|bs)-(delete|post|put|patch)(-to|-from)?$/.test(plain)) return plain;
    const done = HANDLER.test(plain) ? handled(value) : undefined;
    if (done) return `${plain}, which ${done}`;
  }
  return undefined;
}

const MAX_HANDLER_LENGTH = 1000;

/** What a handler does that a mere link does not. */
function handled(code: string): string | undefined {
  const text = code.slice(0, MAX_HANDLER_LENGTH);
  for (const [called] of text.matchAll(/[\w$.]+(?=\s*\()/g)) {
    const last = called.slice(called.lastIndexOf('.') + 1);
    if (words(last).some((word) => ASKING.has(word)) || ASKING.has(words(last).join(''))) return 'asks first';
    if (verbIn(last)) return `calls ${last}`;
  }
  // A word of a framework, such as Stimulus's `click->order#cancel`.
  const said = words(text).find((word) => PLAIN.has(word) || ASKING.has(word));
  return said === undefined && /^[\w#>:.-]+$/.test(text) && !/^[#.]/.test(text)
    ? verbSaid(text)
    : said && `says ${said}`;
}

function verbSaid(text: string): string | undefined {
  const verb = verbIn(text);
  return verb && verb !== 'toggle' ? `says ${verb}` : undefined;
}

function isGet(method: string): boolean {
  return /^(get|)$/i.test(method.trim());
}

const MAX_LINK_LENGTH = 1000;

function textAction(link: PageElement, page: Page): string | undefined {
  for (const name of ['class', 'id', 'data-testid']) {
    const said = (link.getAttribute(name) ?? '')
      .split(/\s+/)
      .flatMap(joinedWords)
      .find((word) => PLAIN.has(word));
    if (said) return `${name}, which says ${said}`;
  }
  // What a tag that is never closed contains is no text of a link.
  const isShort = link.contentEnd - link.tag.end <= MAX_LINK_LENGTH;
  const texts = [isShort ? link.textContent : '', link.getAttribute('aria-label'), link.getAttribute('title')];
  for (const text of texts) if (text && saysAction(text)) return `its text, “${text.trim()}”`;
  return isShort ? pictureAction(page.masked.slice(link.tag.end, link.contentEnd)) : undefined;
}

/** Texts of buttons: a verb that is enough, first, or last as in German and Dutch; or one with its thing. */
function saysAction(text: string): boolean {
  const list = words(text.trim().slice(0, 60));
  const [first = '', second = '', third = ''] = list;
  if (list.length > 6) return false;
  if ([first, first + second, first + second + third].some((word) => PLAIN.has(word))) return true;
  if (list.length > 4) return false;
  if (/(en|r)$/.test(list.at(-1) ?? '') && PLAIN.has(list.at(-1)!)) return true;
  return list.length > 1 && WITH_THING.test(first) && verbIn(`${first}-${second}`) !== undefined;
}

/** What a link shows: an image or an icon. */
function pictureAction(content: string): string | undefined {
  for (const [, name = '', quoted = '', plain = ''] of content.matchAll(
    /\s(class|alt|title|src|href|data-(?:lucide|feather|icon)|name)\s*=\s*(?:["']([^"']*)["']|([^\s>"']+))/gi,
  )) {
    const value = quoted || plain;
    const shown = /^(src|href)$/i.test(name) ? value.replace(/^.*\//, '') : value;
    const said = joinedWords(shown).find((word) => PLAIN.has(word) || PICTURES.has(word));
    if (said) return `a picture, ${name.toLowerCase()}=${shown}`;
  }
  return undefined;
}

/** Words, each also with the one behind it: `sign-out` is `signout`. */
function joinedWords(text: string): string[] {
  const list = words(text);
  return list.flatMap((word, at) => [word, word + (list[at + 1] ?? '')]);
}
