/**
 * The start tags of an HTML text, and where in it they are: after HTML, "Tokenization", as far as positions need it.
 */

export interface Attribute {
  /** In lower case. */
  name: string;
  /** As written, character references and all; empty when there is none. */
  value: string;
  start: number;
  /** Where the value begins, behind its quote; `end` where the attribute has none. */
  valueStart: number;
  /** Behind the value's quote. */
  end: number;
}

export interface StartTag {
  /** In lower case. */
  name: string;
  attributes: Attribute[];
  start: number;
  end: number;
  /** The text of an element that has nothing but text, such as a script. */
  text?: { start: number; end: number };
}

/**
 * HTML, "tree construction": elements whose content is text. `noscript` is one where scripts run, as they do in a card.
 */
const TEXT_ONLY = /^(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript)$/;

/** What a tag's name and an attribute's name may be made of; a template's tag stands for nothing there. */
const TAG_NAME = /[a-z][^\s/>\ua7f7]*/iy;
const BETWEEN_ATTRIBUTES = /[\s/\ua7f7]*/y;
const ATTRIBUTE = /(=?[^\s/>=\ua7f7]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?/y;

/** All start tags outside of comments and of the text of scripts and the like, in order. */
export function* startTags(html: string): Generator<StartTag> {
  for (const tag of tagsOf(html)) if (!tag.isEnd) yield tag;
}

export interface Tag extends StartTag {
  /** Whether it ends an element. */
  isEnd: boolean;
}

/** All tags, those that end an element as well. */
export function* tagsOf(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      at = endOfComment(html, at);
    } else if (NO_TAG.test(html.slice(at + 1, at + 3))) {
      at = behind(html, '>', at);
    } else {
      const tag = tagAt(html, at);
      at = tag ? (tag.text?.end ?? tag.end) : at + 1;
      if (tag) yield tag;
      if (tag?.name === 'plaintext') return;
    }
  }
}

const NO_TAG = /^[!?]|^\/[^a-z]/i;

/** The value of a tag's attribute; the first one counts. */
export function attributeOf(tag: StartTag, name: string): Attribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name);
}

function tagAt(html: string, start: number): Tag | undefined {
  const isEnd = html[start + 1] === '/';
  TAG_NAME.lastIndex = start + (isEnd ? 2 : 1);
  const written = TAG_NAME.exec(html)?.[0].toLowerCase();
  if (written === undefined) return undefined;
  const name = interned(written);
  const attributes: Attribute[] = [];
  let at = TAG_NAME.lastIndex;
  for (;;) {
    BETWEEN_ATTRIBUTES.lastIndex = at;
    BETWEEN_ATTRIBUTES.exec(html);
    at = BETWEEN_ATTRIBUTES.lastIndex;
    if (at >= html.length || html[at] === '>') break;
    const attribute = attributeAt(html, at);
    attributes.push(attribute);
    at = attribute.end;
  }
  const end = Math.min(at + 1, html.length);
  const tag: Tag = { name, attributes, start, end, isEnd };
  if (!isEnd && TEXT_ONLY.test(name)) tag.text = { start: end, end: endOfText(html, name, end) };
  return tag;
}

/** Names that occur again and again, each kept once. */
const names = new Map<string, string>();
const MAX_NAMES = 2000;

function interned(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < MAX_NAMES) names.set(name, name);
  return name;
}

function attributeAt(html: string, start: number): Attribute {
  ATTRIBUTE.lastIndex = start;
  const [whole = '', name = '', double, single, bare] = ATTRIBUTE.exec(html)!;
  const value = double ?? single ?? bare;
  // What no name can begin with is taken as one, so that there is always progress.
  const end = start + Math.max(whole.length, 1);
  const quoted = bare === undefined && /["']$/.test(whole) ? 1 : 0;
  return {
    name: interned(name.toLowerCase()),
    value: value ?? '',
    start,
    valueStart: value === undefined ? end : end - quoted - value.length,
    end,
  };
}

function endOfComment(html: string, start: number): number {
  const [empty] = /^<!--(?:-?>)/.exec(html.slice(start, start + 6)) ?? [];
  if (empty) return start + empty.length;
  const end = /--!?>/g;
  end.lastIndex = start + 4;
  return end.exec(html) ? end.lastIndex : html.length;
}

function endOfText(html: string, name: string, start: number): number {
  if (name === 'script') return endOfScript(html, start);
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = start;
  return end.exec(html)?.index ?? html.length;
}

/** HTML, "script data double escaped state": a script's end within `<!-- <script>` is none. */
function endOfScript(html: string, start: number): number {
  const step = /<!--|-->|<(\/?)script(?=[\s/>])/gi;
  step.lastIndex = start;
  let isEscaped = false;
  let isDoubly = false;
  for (let found = step.exec(html); found; found = step.exec(html)) {
    if (found[0] === '<!--') isEscaped = true;
    else if (found[0] === '-->') isEscaped = isDoubly = false;
    else if (!found[1]) isDoubly = isEscaped;
    else if (isDoubly) isDoubly = false;
    else return found.index;
  }
  return html.length;
}

function behind(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found < 0 ? html.length : found + what.length;
}
