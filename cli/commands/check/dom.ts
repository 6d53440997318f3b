/** The elements of a page, as far as the checks ask for them: names, attributes, what is in what. */
import { decodeWindows1252 } from '../../shared/encoding.js';
import { type StartTag, tagsOf } from '../../shared/html/tokens.js';
import { withBound } from './bound.js';

/** An element, with the names that the DOM has for the same. */
export class PageElement {
  readonly tag: StartTag;
  readonly localName: string;
  /** How many elements of the page are before it. */
  readonly index: number;
  /** Where its content ends in the source. */
  contentEnd: number;
  /** The number of the last element in it. */
  last: number;

  constructor(
    tag: StartTag,
    readonly parentElement: PageElement | null,
    private readonly document: PageDocument,
  ) {
    const attributes = withBound(tag.attributes, document.original);
    this.tag = attributes === tag.attributes ? tag : { ...tag, attributes };
    this.localName = tag.name;
    this.index = document.elements.length;
    this.last = this.index;
    this.contentEnd = tag.text?.end ?? tag.end;
  }

  getAttribute(name: string): string | null {
    const found = this.tag.attributes.find((attribute) => attribute.name === name);
    return found ? decoded(found.value) : null;
  }

  get attributes(): { name: string; value: string }[] {
    return this.tag.attributes.map(({ name, value }) => ({ name, value: decoded(value) }));
  }

  hasAttribute(name: string): boolean {
    return this.tag.attributes.some((attribute) => attribute.name === name);
  }

  /** The text of what is in it, without its tags. */
  get textContent(): string {
    const text = this.document.html.slice(this.tag.end, this.contentEnd);
    return decoded(this.tag.text ? text : text.replace(/<!--[^]*?-->|<\/?[a-z][^>]*>/gi, ''));
  }

  /** The element itself, or the nearest around it, that a selector is about. */
  closest(selector: string): PageElement | null {
    const matches = parseSelector(selector);
    let element: PageElement | null = this;
    while (element && !matches(element)) element = element.parentElement;
    return element;
  }

  querySelectorAll(selector: string): PageElement[] {
    return this.document.elements.slice(this.index + 1, this.last + 1).filter(parseSelector(selector));
  }
}

/** HTML, "named character references": those of the characters from U+00A0 to U+00FF, in this order. */
const LATIN_1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr ' +
  'deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ' +
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

/** Names that addresses, code and words have. The whole table has 2,231 and takes 24 KB. */
const NAMED = new Map([
  ...LATIN_1.map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
  ...Object.entries({ amp: '&', AMP: '&', lt: '<', LT: '<', gt: '>', GT: '>', quot: '"', QUOT: '"', apos: "'" }),
  ...Object.entries({ Tab: '\t', NewLine: '\n', excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')' }),
  ...Object.entries({ ast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', equals: '=' }),
  ...Object.entries({ quest: '?', commat: '@', lsqb: '[', bsol: '\\', rsqb: ']', lowbar: '_', grave: '`', lcub: '{' }),
  ...Object.entries({ verbar: '|', rcub: '}', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' }),
  ...Object.entries({ ndash: '–', mdash: '—', hellip: '…', Scaron: 'Š', scaron: 'š', Zcaron: 'Ž', zcaron: 'ž' }),
]);

/** A name without its semicolon is none in an address such as `?a=1&copy=2`. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(?:x([\da-f]{1,6})|(\d{1,7}));?|([a-z][a-z\d]*)(?:;|(?![\w=])))/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED.get(name) ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      if (code >= 0x80 && code < 0xa0) return decodeWindows1252(Buffer.from([code]));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** HTML, "void elements". */
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|frame)$/;

/** HTML, "optional tags": elements that another of the same kind ends. */
const ENDED_BY: Record<string, RegExp> = {
  option: /^(option|optgroup)$/,
  li: /^li$/,
  p: /^(p|div|form|table|ul|ol|dl|fieldset|h[1-6]|section|article|main|nav|header|footer)$/,
  td: /^(td|th|tr)$/,
  th: /^(td|th|tr)$/,
  tr: /^tr$/,
  dt: /^(dt|dd)$/,
  dd: /^(dt|dd)$/,
  head: /^body$/,
};

/** What says nothing to a check where it has no attributes: pages are full of them. */
const PLAIN =
  /^(div|span|p|br|b|i|em|strong|small|table|tbody|thead|tfoot|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|hr|section)$/;

export class PageDocument {
  readonly elements: PageElement[] = [];
  private readonly byName = new Map<string, PageElement[]>();

  /** @param original the source, where braces stood for the quotation marks around attributes. */
  constructor(
    readonly html: string,
    readonly original = html,
  ) {
    const open: PageElement[] = [];
    const counts = new Map<string, number>();
    const close = (end: number) => {
      const element = open.pop()!;
      counts.set(element.localName, counts.get(element.localName)! - 1);
      element.contentEnd = end;
      element.last = this.elements.length - 1;
    };
    for (const tag of tagsOf(html)) {
      const { name, start, isEnd } = tag;
      if (isEnd) {
        if (!counts.get(name)) continue;
        while (open.at(-1)!.localName !== name) close(start);
        close(start);
        continue;
      }
      while (open.length && ENDED_BY[open.at(-1)!.localName]?.test(name)) close(start);
      if (!tag.attributes.length && PLAIN.test(name)) continue;
      const element = new PageElement(tag, open.at(-1) ?? null, this);
      this.elements.push(element);
      const same = this.byName.get(name);
      if (same) same.push(element);
      else this.byName.set(name, [element]);
      if (VOID.test(name) || tag.text || html[tag.end - 2] === '/') continue;
      open.push(element);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    while (open.length) close(html.length);
  }

  /** The elements that a selector is about, in the order of the source. */
  all(selector: string): PageElement[] {
    const names = selector.split(',').map((part) => /^\s*([a-z][\w-]*)/i.exec(part)?.[1]);
    if (names.length === 1 && names[0]) return (this.byName.get(names[0]) ?? []).filter(parseSelector(selector));
    if (names.every((name) => name && !this.byName.has(name))) return [];
    return this.elements.filter(parseSelector(selector));
  }
}

type Matcher = (element: PageElement) => boolean;

const parsed = new Map<string, Matcher>();

/** Selectors of the kind `a[href], area[href]` and `[role=search]`; the checks need no others. */
function parseSelector(selector: string): Matcher {
  let matches = parsed.get(selector);
  if (!matches) {
    const parts = selector.split(',').map(parseCompound);
    matches = (element) => parts.some((part) => part(element));
    parsed.set(selector, matches);
  }
  return matches;
}

function parseCompound(text: string): Matcher {
  const [whole, name, attributes = ''] =
    /^\s*(\*|[a-z][\w-]*)?((?:\[[\w-]+(?:="?[^\]"]*"?)?\])*)\s*$/i.exec(text) ?? [];
  if (whole === undefined) throw new Error(`The selector ${text} is not known here.`);
  const wanted = [...attributes.matchAll(/\[([\w-]+)(?:="?([^\]"]*)"?)?\]/g)];
  return (element) =>
    (!name || name === '*' || element.localName === name) &&
    wanted.every(([, key, value]) =>
      value === undefined
        ? element.hasAttribute(key!)
        : element.getAttribute(key!)?.toLowerCase() === value.toLowerCase(),
    );
}
