import { hostOf, isForeign } from '../addresses.js';
import type { Card } from '../card.js';
import type { Check } from '../finding.js';
import { valueIn } from '../group.js';
import { loadsOf } from '../loads.js';
import { offsetOf, type Script } from '../script.js';
import { ingredients, startOf, stringsOf, type Value } from '../syntax/values.js';
import { globalName, type Node, nameOf, plain, walk } from '../syntax/walk.js';

/** Words for what tells who somebody is, in the languages of LeadDesk's countries. */
const WORDS =
  'phone|mobile|msisdn|puhelin|telefon|telefoon|telefono|ssn|hetu|henkilotunnus|personnummer|personnumber|fodselsnummer|cpr|bsn|dni|iban|birth|birthday|dob|email|firstname|lastname|fullname|surname|customername|contactname';
const PERSONAL = new RegExp(`^(${WORDS})$`, 'i');
const IN_QUERY = new RegExp(`[?&;](?:[\\w-]*[_.-])?(${WORDS})(?:[_-]?(?:number|numero|nummer|no|nr))?=`, 'i');

export const personalData: Check = {
  id: 'personal-data',
  severity: 'warning',
  title: 'a customer’s phone number, name or the like in localStorage, or in addresses to other sites',
  *script(script, card) {
    for (const { node, parts } of stored(script)) {
      const word = parts.map((part) => personalIn(script, part)).find((found) => found !== undefined);
      if (word !== undefined)
        yield {
          at: offsetOf(script, node),
          effect: `The browser’s localStorage keeps this (${word}) when the call is over and the browser is closed: the next agent at this computer, and any other script of this origin, can read it.`,
          fix: 'Keep it in sessionStorage, or use the companion (ld.card.contact, data-ld-draft), which forgets it.',
        };
    }
    for (const { node, address } of loadsOf(script)) yield* sentBy(script, node, valueIn(script, address), card);
    for (const { node, value } of script.syntax.memberWrites.get('src') ?? [])
      if (value) yield* sentBy(script, node, valueIn(script, value), card);
    for (const { node, value } of script.syntax.memberWrites.get('href') ?? [])
      if (value) yield* sentBy(script, node, valueIn(script, value), card);
  },
  *page(page, card) {
    for (const entry of ['a:href', 'img:src', 'iframe:src', 'script:src', 'link:href', 'form:action']) {
      const [name = '', attribute = ''] = entry.split(':');
      for (const element of page.all(`${name}[${attribute}]`)) {
        const address = element.getAttribute(attribute)!;
        if (isForeign(address, card) && IN_QUERY.test(address))
          yield { at: page.at(element, attribute), ...about(address) };
      }
    }
  },
};

function* sentBy(script: Script, node: Node, addresses: Value, card: Card) {
  // Each of the possible addresses by itself.
  for (const shape of addresses) {
    const found = [...sentTo(script, node, [shape], card)];
    if (found.length) return void (yield found[0]!);
  }
}

function* sentTo(script: Script, node: Node, address: Value, card: Card) {
  const start = startOf(address);
  if (!isForeign(start, card)) return;
  const texts = [...ingredients(address)].flatMap((shape) =>
    shape.kind === 'text'
      ? [shape.parts.map((part) => (typeof part === 'string' ? part : '')).join('')]
      : stringsOf([shape]),
  );
  // The page's own query has what LeadDesk filled in.
  const hasQuery = [...ingredients(address)].some(
    (shape) => shape.kind === 'location' && /^(search|href)$/.test(shape.part),
  );
  if (hasQuery || texts.some((text) => IN_QUERY.test(text))) yield { at: offsetOf(script, node), ...about(start) };
}

function about(address: string) {
  return {
    effect: `Who the agent speaks with goes to ${hostOf(address)} in an address, which ends up in that site’s logs and in histories.`,
    fix: 'Send it in the body of a request of the card’s own server, if that site is to have it at all.',
  };
}

/** What is written to localStorage: its key and its value. */
function stored(script: Script): { node: Node; parts: Node[] }[] {
  const { syntax, text } = script;
  if (!text.includes('localStorage')) return [];
  const isLocal = (node: Node | undefined) =>
    node !== undefined &&
    (globalName(node) === 'localStorage' ||
      valueIn(script, node).some((shape) => shape.kind === 'global' && shape.name === 'localStorage'));
  const found: { node: Node; parts: Node[] }[] = [];
  for (const node of syntax.calls.get('setItem') ?? [])
    if (isLocal(plain(node.callee).object)) found.push({ node, parts: node.arguments });
  for (const writes of syntax.memberWrites.values())
    for (const { target, node, value } of writes.slice(0, 500))
      if (value && nameOf(target.object)?.endsWith('localStorage') && isLocal(target.object))
        found.push({ node, parts: [target.property, value] });
  return found;
}

/** The word for a personal thing by which an expression goes. */
function personalIn(script: Script, node: Node): string | undefined {
  let found: string | undefined;
  const look = (name: unknown) => {
    if (typeof name === 'string' && name.length < 60) found ??= words(name).find((word) => PERSONAL.test(word));
  };
  for (const text of stringsOf(valueIn(script, node))) look(text);
  walk(node, (part) => {
    if (found !== undefined || /^(Function|Arrow)/.test(part.type)) return false;
    if (part.type === 'Identifier') look(part.name);
    return undefined;
  });
  return found;
}

/** The words of a name, alone and two together: `customerPhone`, `first_name`. */
function words(name: string): string[] {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter(Boolean);
  return [...parts, ...parts.slice(1).map((part, at) => parts[at]! + part)];
}
