/** A page: its document, and where each element and attribute of it stands in the source. */
import { mask, PUT_OUT } from '../../shared/html/templating.js';
import { attributeOf } from '../../shared/html/tokens.js';
import { isRuntime } from '../../shared/runtime-script.js';
import { bracesAsQuotes, isFrameworkHandler, isHandler } from './bound.js';
import { PageDocument, type PageElement } from './dom.js';
import { parseScript, type Script } from './script.js';
import type { Source } from './source.js';
import type { Exchange } from './walk/exchange.js';

export interface ScriptElement {
  element: PageElement;
  /** The address it is loaded from. */
  src?: string;
  /** Absent: it could not be had, or is no JavaScript of the card's. */
  script?: Script;
  /** The runtime, if it is that: its text, as far as it could be had. */
  runtime?: { text?: string };
  /** Its text, as the page has it. */
  content?: string;
  /** `now`: while the page is parsed. `later`: after that, or whenever it has come. */
  runs: 'now' | 'later';
}

export interface Page {
  source: Source;
  /** The source without its template's tags. */
  masked: string;
  /** Whether it is more than a part of a page. */
  isWhole: boolean;
  /** Other files that the template takes in, or is put into. */
  parts: Page[];
  /** Pages of which it is a part. */
  usedBy: Page[];
  /** Whether it takes in something that was not found. */
  hasUnknownParts: boolean;
  /** Whether other pages are put into it. */
  isLayout: boolean;
  /** Whether only its parts make it a whole page. */
  isComposed: boolean;
  /** Whether LeadDesk opens it itself. */
  isFirst: boolean;
  /** How it was answered, if it was fetched. */
  exchange?: Exchange;
  scripts: ScriptElement[];
  /** Scripts in attributes. */
  handlers: Script[];
  /** What its scripts write into it as markup. */
  fragments: Page[];
  /** Elements that the source has, in its order. */
  all(selector: string): PageElement[];
  /** Where an element, or its attribute, begins. */
  at(element: PageElement, attribute?: string): number;
  /** Whether a template adds attributes to an element that are not known. */
  isOpen(element: PageElement): boolean;
}

/** Parses a page. Files that its scripts name are not read here. */
export function parsePage(source: Source): Page {
  const masked = isComponentName(source.name)
    ? bracesAsQuotes(source.text)
    : mask(source.text, source.name.replace(/[?#].*/, '').replace(/^https?:.*/, '.html'));
  return read(source, masked);
}

/** Parses markup that a script writes. @param offset where it is said. */
export function parseFragment(source: Source, markup: string, offset: number): Page {
  return read(source, markup, offset);
}

/** @param offset of all there is, where that is not the text of the source. */
function read(source: Source, masked: string, offset?: number): Page {
  const document = new PageDocument(masked, offset === undefined ? source.text : masked);
  const isFragment = offset !== undefined;
  const page: Page = {
    source,
    masked,
    isWhole: !isFragment && /<(!doctype|html|head)[\s>]/i.test(masked),
    isFirst: false,
    parts: [],
    usedBy: [],
    hasUnknownParts: false,
    isLayout: false,
    isComposed: false,
    scripts: [],
    handlers: [],
    fragments: [],
    all: (selector) => document.all(selector),
    at({ tag }, attribute) {
      if (isFragment) return offset;
      return (attribute === undefined ? undefined : attributeOf(tag, attribute)?.start) ?? tag.start;
    },
    isOpen({ tag }) {
      // What stands between the attributes.
      let at = tag.start;
      for (const { start, end } of tag.attributes) {
        if (masked.slice(at, start).includes(PUT_OUT)) return true;
        at = end;
      }
      return masked.slice(at, tag.end).includes(PUT_OUT);
    },
  };
  for (const element of page.all('script')) page.scripts.push(...scriptOf(page, element, offset));
  for (const element of document.elements) page.handlers.push(...handlersOf(page, element));
  return page;
}

/** Whether a file is a component of Vue, Svelte or Astro, by its name: markup with scripts that a build reads. */
export function isComponentName(name: string): boolean {
  return /\.(vue|svelte|astro)$/i.test(name);
}

const SETTINGS = ['data-ld-allow', 'data-ld-keep', 'data-ld-param'];

/** HTML, "prepare the script element": types of JavaScript. */
const JAVASCRIPT = /^((text|application)\/(x-)?(java|ecma)script|module|)$/i;

function scriptOf(page: Page, element: PageElement, offset?: number): ScriptElement[] {
  const { text } = element.tag;
  const type = (element.getAttribute('type') ?? '').trim();
  if (!JAVASCRIPT.test(type)) return [];
  const src = element.getAttribute('src');
  const isModule = /^module$/i.test(type);
  const dialect = isComponentName(page.source.name)
    ? /^tsx?$/i.test(element.getAttribute('lang') ?? '') || /\.astro$/i.test(page.source.name)
      ? 'typescript'
      : 'module'
    : isModule
      ? 'module'
      : 'script';
  const waits = isModule || (src !== null && (element.hasAttribute('defer') || element.hasAttribute('async')));
  const runs = waits ? 'later' : 'now';
  if (src !== null) return [{ element, src, runs }];
  if (!text) return [];
  const masked = page.masked.slice(text.start, text.end);
  const content = offset === undefined ? page.source.text.slice(text.start, text.end) : masked;
  if (isRuntime(content))
    return [
      {
        element,
        runs,
        content,
        runtime: { text: content.replace(/^@verbatim|@endverbatim$|\{% (end)?verbatim %\}/g, '').trim() },
      },
    ];
  // Settings of the runtime on a script that the template puts in.
  if (SETTINGS.some((name) => element.hasAttribute(name))) return [{ element, runs, content, runtime: {} }];
  return [
    {
      element,
      runs,
      content,
      script:
        offset === undefined
          ? parseScript(page.source, masked, { offset: text.start, dialect, isTemplated: masked !== content })
          : parseScript(page.source, masked, {
              offset,
              isExact: false,
              dialect,
              isTemplated: masked.includes(PUT_OUT),
            }),
    },
  ];
}

/** Whether braces stand around a value in the source. */
function isInBraces(source: Source, masked: string, valueStart: number): boolean {
  return source.text[valueStart - 1] === '{' && masked[valueStart - 1] === '"';
}

function handlersOf({ source, masked, at }: Page, element: PageElement): Script[] {
  return element.tag.attributes.flatMap(({ name, start, end, valueStart }) => {
    if (!isHandler(name) && !/^(href|action|formaction)$/.test(name)) return [];
    const value = element.getAttribute(name) ?? '';
    const code = isHandler(name) ? value : /^\s*javascript:([^]*)/i.exec(value)?.[1];
    if (!code?.trim()) return [];
    // A component's expression, in braces.
    if (isFrameworkHandler(name) || isInBraces(source, masked, valueStart)) {
      const script = parseScript(source, code, { offset: at(element, name), isExact: false, dialect: 'handler' });
      return script.program && !script.problem ? [script] : [];
    }
    const isTemplated = code.includes(PUT_OUT) || source.text.slice(start, end) !== masked.slice(start, end);
    return [parseScript(source, code, { offset: at(element, name), isExact: false, dialect: 'handler', isTemplated })];
  });
}
