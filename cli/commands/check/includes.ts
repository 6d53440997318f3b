/** Pages that are put together from several files: what a template takes in, and the layout that it is put into. */
import path from 'node:path';
import type { Page } from './page.js';

/** How template languages name another file; the name is the first group that is there. */
const INCLUDES: RegExp[] = [
  // PHP
  /\b(?:include|require)(?:_once)?\b\s*\(?([^;?]*['"][^;?]*['"])/g,
  // EJS, Twig, Jinja, Nunjucks, Liquid, Django
  /<%[-_=]?\s*include\s*\(?\s*['"]([^'"]+)['"]/g,
  /\{%-?\s*(?:extends|include|embed|import|from|layout|render|use)\s+['"]([^'"]+)['"]/g,
  /\{\{-?\s*include\s*\(\s*['"]([^'"]+)['"]/g,
  // Blade
  /@(?:extends|include(?:If|When|Unless|First)?|component|each)\s*\(\s*\[?\s*(?:[^,'"]*,\s*)?['"]([^'"]+)['"]/g,
  // Razor
  /\bLayout\s*=\s*["']([^"']+)["']/g,
  /@?(?:await\s+)?Html\.(?:Render)?Partial(?:Async)?\s*\(\s*["']([^"']+)["']/g,
  /<partial\s[^>]*\bname=["']([^"']+)["']/g,
  // JSP
  /<%@\s*include\s+file=["']([^"']+)["']/g,
  /<jsp:include\s[^>]*\bpage=["']([^"']+)["']/g,
  // ERB
  /<%[-=]?\s*render\s*\(?\s*(?:partial:\s*|layout:\s*)?['"]([^'"]+)['"]/g,
  // Handlebars, Mustache
  /\{\{[#~]*>\s*([\w./-]+)/g,
  // ASP, server-side includes
  /<!--\s*#include\s+(?:file|virtual)=["']([^"']+)["']/g,
  /\bMasterPageFile=["']([^"']+)["']/g,
];

/** A page that other pages are put into without saying so, by its name. */
const LAYOUT = /(^|\/)_?(layout|application|main|master|base|default)\.[\w.]+$/i;
/** Beside a page, or in one of these folders. */
const LAYOUT_FOLDER = /(^|\/)(layouts?|shared|views|templates)\/[^/]+$/i;

/**
 * Finds out which pages take in which, and marks them: parts are none by themselves, and a page is whole where its
 * parts make it so.
 */
export function linkParts(pages: readonly Page[]): void {
  const find = finder(pages);
  for (const page of pages) {
    const { named, isKnown } = namesIn(page.source.text);
    const found = named.map((name) => find(name, page.source.name));
    page.parts = [...new Set(found.filter((part) => part !== undefined && part !== page))] as Page[];
    page.hasUnknownParts = !isKnown || found.some((part) => part === undefined);
  }
  const included = new Set(pages.flatMap(({ parts }) => parts));
  const layouts = pages.filter(
    (page) => page.isWhole && LAYOUT.test(page.source.name) && LAYOUT_FOLDER.test(page.source.name),
  );
  for (const page of pages) {
    const isFragment = page.isWhole || page.parts.some(({ isWhole }) => isWhole) || included.has(page);
    if (isFragment || /(^|\/)_/.test(page.source.name) || page.masked === page.source.text) continue;
    const same = layouts.filter(({ source }) => path.extname(source.name) === path.extname(page.source.name));
    if (same.length === 1) page.parts.push(same[0]!);
  }
  for (const page of pages) for (const part of allPartsOf(page)) part.usedBy.push(page);
  for (const page of pages) {
    page.isLayout = page.isWhole && page.usedBy.length > 0;
    if (page.parts.length && !page.isWhole && allPartsOf(page).some(({ isWhole }) => isWhole)) page.isComposed = true;
  }
  for (const page of pages) if (page.isComposed) page.isWhole = true;
}

/** The parts of a page, and theirs. */
export function allPartsOf(page: Page): Page[] {
  const found = new Set<Page>();
  const queue = [...page.parts];
  for (let part = queue.pop(); part; part = queue.pop()) {
    if (part === page || found.has(part)) continue;
    found.add(part);
    queue.push(...part.parts);
  }
  return [...found];
}

function namesIn(text: string): { named: string[]; isKnown: boolean } {
  const named: string[] = [];
  let isKnown = true;
  for (const pattern of INCLUDES)
    for (const [, given = ''] of text.matchAll(pattern)) {
      // `__DIR__ . '/../inc/head.php'`: the texts of it, one after the other.
      const texts = /['"]/.test(given)
        ? [...given.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b)
        : [given];
      if (/\$\w|\{\$|#\{/.test(texts.join(''))) isKnown = false;
      else named.push(texts.join(''));
    }
  return { named, isKnown };
}

function finder(pages: readonly Page[]): (name: string, from: string) => Page | undefined {
  const byName = new Map(pages.map((page) => [page.source.name, page]));
  const byStem = new Map<string, Page[]>();
  for (const page of pages) {
    const stem = stemOf(page.source.name);
    byStem.set(stem, [...(byStem.get(stem) ?? []), page]);
  }
  return (given, from) => {
    // Blade writes `layouts.app` for layouts/app.blade.php, Razor `~/Views/…`.
    const name = given.replace(/^~?\/+/, '').replace(/^(\.\/)+/, '');
    const direct =
      byName.get(path.posix.normalize(path.posix.join(path.posix.dirname(from), name))) ??
      byName.get(path.posix.normalize(name));
    if (direct) return direct;
    const dotted = /\.blade\.php$/i.test(from) ? name.replaceAll('.', '/') : name;
    const wanted = dotted
      .replace(/^(\.\.\/)+/, '')
      .replace(
        /\.(php|phtml|inc|ejs|twig|html?|jsp|jspf|cshtml|hbs|njk|erb|html\.erb|html\.twig|liquid|jinja2?|j2|asp|master)$/i,
        '',
      );
    const ends = (page: Page) => {
      const plain = page.source.name.replace(/(\.[\w]+)+$/, '').replace(/(^|\/)_(?=[^/]*$)/, '$1');
      const target = wanted.replace(/(^|\/)_(?=[^/]*$)/, '$1');
      return plain === target || plain.endsWith(`/${target}`);
    };
    const found = (byStem.get(stemOf(dotted)) ?? []).filter(ends);
    return found.find((page) => path.posix.dirname(page.source.name) === path.posix.dirname(from)) ?? found[0];
  };
}

/** A file's name without its folder, its endings and the `_` of a partial. */
function stemOf(name: string): string {
  return name.replace(/^.*\//, '').replace(/^_/, '').replace(/\..*$/, '').toLowerCase();
}
